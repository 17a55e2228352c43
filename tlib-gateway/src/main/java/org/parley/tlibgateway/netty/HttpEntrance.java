package org.parley.tlibgateway.netty;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.parley.tlibgateway.api.HttpPages;

/** Lets WebSockets for {@code /tlib} through and answers the other HTTP requests. */
final class HttpEntrance extends SimpleChannelInboundHandler<FullHttpRequest> {
  static final String PATH = "/tlib";

  private final Proxies proxies;
  private final HttpPages pages;

  HttpEntrance(Proxies proxies, HttpPages pages) {
    this.proxies = proxies;
    this.pages = pages;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    if (!request.decoderResult().isSuccess()) {
      answer(ctx, text(HttpResponseStatus.BAD_REQUEST, "not HTTP"));
      return;
    }
    String path = new QueryStringDecoder(request.uri()).path();
    if (path.equals(PATH)) {
      if (!proxies.mayConnect(ctx.channel(), request.headers())) {
        answer(ctx, text(HttpResponseStatus.FORBIDDEN, "this origin may not connect"));
      } else if (!request
          .headers()
          .contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
        answer(ctx, text(HttpResponseStatus.UPGRADE_REQUIRED, "a WebSocket is served here"));
      } else {
        ctx.fireChannelRead(request.retain());
      }
    } else if (!request.method().equals(HttpMethod.GET)) {
      answer(ctx, text(HttpResponseStatus.METHOD_NOT_ALLOWED, "GET only"));
    } else {
      var asked =
          new HttpPages.Request(
              path,
              request.headers().get(HttpHeaderNames.AUTHORIZATION),
              proxies.sourceOf(ctx.channel(), request.headers()));
      Thread.ofVirtual()
          .start(() -> {
            Optional<HttpPages.Page> page = pages.page(asked);
            ctx.executor()
                .execute(() ->
                    answer(
                        ctx,
                        page.orElseGet(() -> text(HttpResponseStatus.NOT_FOUND, "nothing here"))));
          });
    }
  }

  private static HttpPages.Page text(HttpResponseStatus status, String text) {
    return new HttpPages.Page(
        status.code(), "text/plain;charset=UTF-8", text.getBytes(StandardCharsets.UTF_8));
  }

  private static void answer(ChannelHandlerContext ctx, HttpPages.Page page) {
    var response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(page.status()),
            Unpooled.wrappedBuffer(page.body()));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, page.contentType())
        .set(HttpHeaderNames.CONTENT_LENGTH, page.body().length)
        .set(HttpHeaderNames.CONNECTION, "close");
    page.headers().forEach(response.headers()::set);
    ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }
}
