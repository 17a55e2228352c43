package org.parley.tlibgateway.netty;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToMessageDecoder;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.List;

/** A WebSocket text frame is a message; other frames are none. */
final class TextFrames extends MessageToMessageDecoder<WebSocketFrame> {
  @Override
  protected void decode(ChannelHandlerContext ctx, WebSocketFrame frame, List<Object> out) {
    out.add(
        frame instanceof TextWebSocketFrame
            ? ByteBufUtil.getBytes(frame.content())
            : new LengthFrames.Refused("binary", "a message is a text frame"));
  }
}
