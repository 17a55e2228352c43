package org.parley.tlibgateway.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.parley.tlib.TlibCodec;
import org.parley.tlib.TlibCodec.FromClient;
import org.parley.tlibgateway.client.Reception;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of every pipeline: hands messages, and what happens to the connection, to Reception. */
final class ClientHandler extends ChannelInboundHandlerAdapter {
  private static final Logger log = LoggerFactory.getLogger(ClientHandler.class);

  private final Reception reception;
  private final Transport transport;
  private final Proxies proxies;
  private @Nullable NettyWire wire;
  private Reception.@Nullable Connection connection;

  ClientHandler(Reception reception, Transport transport, Proxies proxies) {
    this.reception = reception;
    this.transport = transport;
    this.proxies = proxies;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    if (transport == Transport.TCP) {
      open(ctx, Proxies.address(ctx.channel()));
    }
    ctx.fireChannelActive();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof HandshakeComplete handshake) {
      ctx.pipeline().remove(ReadTimeoutHandler.class);
      open(ctx, proxies.sourceOf(ctx.channel(), handshake.requestHeaders()));
    } else if (event instanceof SslHandshakeCompletionEvent tls && transport == Transport.TLS) {
      if (tls.isSuccess()) {
        open(ctx, Proxies.address(ctx.channel()));
      } else {
        ctx.close();
      }
    }
  }

  private void open(ChannelHandlerContext ctx, String source) {
    NettyWire opened = new NettyWire(ctx.channel(), transport, source);
    wire = opened;
    connection = reception.opened(opened);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    try {
      if (connection == null) {
        return;
      }
      switch (message) {
        case byte[] json -> {
          FromClient decoded = TlibCodec.decodeFromClient(json);
          if (decoded instanceof FromClient.Broken && wire != null) {
            wire.closeStatus(WebSocketCloseStatus.INVALID_PAYLOAD_DATA);
          }
          connection.received(decoded);
        }
        case LengthFrames.Refused(String kind, String why) -> connection.frameRefused(kind, why);
        default -> log.warn("A {} got to the end of the pipeline", message.getClass());
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (connection != null) {
      connection.batchEnded();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (connection != null && ctx.channel().isWritable()) {
      connection.drained();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (connection != null) {
      connection.closed();
      connection = null;
    }
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    boolean tooLong =
        cause instanceof TooLongFrameException
            || (cause instanceof CorruptedWebSocketFrameException corrupted
                && corrupted.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG));
    if (connection != null && wire != null && tooLong) {
      wire.closeStatus(WebSocketCloseStatus.MESSAGE_TOO_BIG);
      connection.frameRefused(
          "oversize", "a message of more than " + TlibCodec.MAX_MESSAGE + " bytes");
      return;
    }
    if (connection != null
        && wire != null
        && cause instanceof CorruptedWebSocketFrameException corrupted) {
      wire.closeStatus(corrupted.closeStatus());
      connection.frameRefused("websocket", "a broken WebSocket frame");
      return;
    }
    boolean byPeer =
        cause instanceof IOException
            || cause instanceof DecoderException
            || cause instanceof ReadTimeoutException;
    if (byPeer) {
      log.debug("Connection of {} broke: {}", ctx.channel().remoteAddress(), cause.toString());
    } else {
      log.warn("Connection of {} failed", ctx.channel().remoteAddress(), cause);
    }
    ctx.close();
  }
}
