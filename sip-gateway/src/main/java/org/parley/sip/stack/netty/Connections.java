package org.parley.sip.stack.netty;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.parley.sip.message.Flow;
import org.parley.sip.stack.health.Meters;

/** The connections that live, and those being opened. Any thread. */
final class Connections {
  /** Bytes waiting for a slow reader above which he gets nothing more. */
  private static final long LONGEST_WAITING = 1024 * 1024;

  private final EdgeSettings settings;
  private final Meters meters;
  private final Map<Flow, ChannelFuture> byFlow = new ConcurrentHashMap<>();
  private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();
  private final AtomicInteger accepted = new AtomicInteger();

  Connections(EdgeSettings settings, Meters meters) {
    this.settings = settings;
    this.meters = meters;
    meters.live(Meters.Gauge.CONNECTIONS, byFlow::size);
  }

  /** Whether one more may come in; it is counted until it closes. */
  boolean admit(SocketChannel channel) {
    String address = channel.remoteAddress().getAddress().getHostAddress();
    int all = accepted.incrementAndGet();
    int ofOne = byAddress.merge(address, 1, Integer::sum);
    channel
        .closeFuture()
        .addListener(_ -> {
          accepted.decrementAndGet();
          byAddress.computeIfPresent(address, (_, n) -> n == 1 ? null : n - 1);
        });
    if (all > settings.connections() || ofOne > settings.connectionsOfOne()) {
      meters.overload(Meters.Overload.CONNECTIONS);
      return false;
    }
    return true;
  }

  void add(Flow flow, Channel channel) {
    byFlow.compute(
        flow,
        (_, known) ->
            known != null && known.channel() == channel ? known : channel.newSucceededFuture());
  }

  /** Whether it was the one for that flow. */
  boolean remove(Flow flow, Channel channel) {
    @Nullable ChannelFuture known = byFlow.get(flow);
    return known != null && known.channel() == channel && byFlow.remove(flow, known);
  }

  @Nullable ChannelFuture to(Flow flow) {
    return byFlow.get(flow);
  }

  /** The one that is there by now, or else a new one. */
  ChannelFuture opened(Flow flow, Supplier<ChannelFuture> connect) {
    ChannelFuture opening = byFlow.computeIfAbsent(flow, _ -> connect.get());
    opening.addListener(future -> {
      if (!future.isSuccess()) {
        byFlow.remove(flow, opening);
      }
    });
    return opening;
  }

  boolean isAlive(Flow flow) {
    @Nullable ChannelFuture known = byFlow.get(flow);
    return known != null && known.isSuccess() && known.channel().isActive();
  }

  /** Writes once the connection is there. */
  static void write(ChannelFuture connection, byte[] message, Consumer<Boolean> written) {
    connection.addListener(opened -> {
      Channel channel = connection.channel();
      if (!opened.isSuccess() || isStuck(channel)) {
        written.accept(false);
        return;
      }
      channel
          .writeAndFlush(Unpooled.wrappedBuffer(message))
          .addListener(future -> written.accept(future.isSuccess()));
    });
  }

  private static boolean isStuck(Channel channel) {
    var waiting = channel.unsafe().outboundBuffer();
    return waiting != null && waiting.totalPendingWriteBytes() > LONGEST_WAITING;
  }

  void close() {
    byFlow.values().forEach(connection -> connection.channel().close());
  }
}
