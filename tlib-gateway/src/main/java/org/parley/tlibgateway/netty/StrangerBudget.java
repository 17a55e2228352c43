package org.parley.tlibgateway.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/**
 * Ends a WebSocket connection that sends more than a log-in takes before it has logged in, so that
 * strangers cannot fill the memory with long frames. Goes away with the log-in.
 */
final class StrangerBudget extends ChannelInboundHandlerAdapter {
  private int left = 2 * LengthFrames.MAX_OF_STRANGER;

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof ByteBuf bytes) {
      left -= bytes.readableBytes();
      if (left < 0) {
        ReferenceCountUtil.release(message);
        ctx.close();
        return;
      }
    }
    ctx.fireChannelRead(message);
  }
}
