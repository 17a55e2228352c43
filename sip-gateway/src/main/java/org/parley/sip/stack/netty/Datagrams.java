package org.parley.sip.stack.netty;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.util.function.Supplier;
import org.parley.sip.message.Flow;
import org.parley.sip.message.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes datagrams. */
final class Datagrams extends SimpleChannelInboundHandler<DatagramPacket> {
  private static final Logger log = LoggerFactory.getLogger(Datagrams.class);

  private final Supplier<Intake> intake;

  Datagrams(Supplier<Intake> intake) {
    this.intake = intake;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
    Flow source =
        new Flow(
            Transport.UDP,
            packet.sender().getAddress().getHostAddress(),
            packet.sender().getPort());
    intake.get().message(source, ByteBufUtil.getBytes(packet.content()));
  }

  /** A datagram must not cost the socket. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    log.warn("a datagram was not taken: {}", cause.toString());
  }
}
