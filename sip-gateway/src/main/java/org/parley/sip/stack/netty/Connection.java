package org.parley.sip.stack.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.parley.sip.message.Flow;
import org.parley.sip.message.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection over TCP or TLS, by whomever it was opened. */
final class Connection extends ChannelInboundHandlerAdapter {
  private static final Logger log = LoggerFactory.getLogger(Connection.class);

  private static final long GOODBYE_MILLIS = 500;

  private final Transport transport;
  private final Connections connections;
  private final Supplier<Intake> intake;
  private @Nullable Flow flow;

  Connection(Transport transport, Connections connections, Supplier<Intake> intake) {
    this.transport = transport;
    this.connections = connections;
    this.intake = intake;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    InetSocketAddress far = (InetSocketAddress) context.channel().remoteAddress();
    Flow here = new Flow(transport, far.getAddress().getHostAddress(), far.getPort());
    flow = here;
    connections.add(here, context.channel());
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    Flow here = flow;
    if (here != null && connections.remove(here, context.channel())) {
      intake.get().lost(here);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    Flow here = flow;
    if (here == null) {
      return;
    }
    if (message instanceof byte[] bytes) {
      intake.get().message(here, bytes);
    } else if (message instanceof Frames.Unframed(var bytes, var fault)) {
      intake.get().unframed(here, bytes, fault);
      // What came before it on this connection is still being answered.
      context.executor().schedule(() -> context.close(), GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException
        || cause instanceof DecoderException && cause.getCause() instanceof IOException) {
      log.debug("connection with {} ends: {}", flow, cause.toString());
    } else {
      log.warn("connection with {} ends", flow, cause);
    }
    context.close();
  }
}
