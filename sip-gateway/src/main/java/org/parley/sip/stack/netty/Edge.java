package org.parley.sip.stack.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parley.sip.message.Flow;
import org.parley.sip.message.Transport;
import org.parley.sip.stack.health.Meters;
import org.parley.sip.stack.transaction.Carrier;

/**
 * The sockets. Bound first, so that a port in use is found at once; they read nothing before {@link
 * #open}.
 */
public final class Edge implements Carrier, AutoCloseable {
  private static final int THREADS = 2;
  private static final int LONGEST_DATAGRAM = 65_535;

  private final EdgeSettings settings;
  private final Executor gateway;
  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          THREADS, new DefaultThreadFactory("sip", true), NioIoHandler.newFactory());
  private final List<Channel> sockets = new ArrayList<>();
  private final Connections connections;
  private final TlsContexts tls;
  private @Nullable Channel datagrams;
  private volatile @Nullable Intake intake;
  private volatile boolean closed;

  public Edge(EdgeSettings settings, Executor gateway, Meters meters) {
    this.settings = settings;
    this.gateway = gateway;
    this.connections = new Connections(settings, meters);
    this.tls = new TlsContexts(settings.keys());
  }

  /**
   * @throws IllegalStateException if a port is taken
   */
  public Map<Transport, Integer> bind() {
    Map<Transport, Integer> ports = new EnumMap<>(Transport.class);
    settings
        .ports()
        .forEach((transport, port) ->
            ports.put(
                transport,
                switch (transport) {
                  case UDP -> bindDatagrams(port);
                  case TCP, TLS -> bindStreams(transport, port);
                }));
    return ports;
  }

  private int bindDatagrams(int port) {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(group)
            .channel(NioDatagramChannel.class)
            .option(ChannelOption.AUTO_READ, false)
            .option(ChannelOption.SO_RCVBUF, settings.datagramBuffer())
            .option(ChannelOption.SO_SNDBUF, settings.datagramBuffer())
            .option(
                ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(LONGEST_DATAGRAM))
            .handler(new Datagrams(this::intake));
    Channel channel = bound(bootstrap.bind(settings.bindAddress(), port), port);
    datagrams = channel;
    return portOf(channel);
  }

  private int bindStreams(Transport transport, int port) {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.AUTO_READ, false)
            .option(ChannelOption.SO_BACKLOG, 1024)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    if (connections.admit(channel)) {
                      if (transport == Transport.TLS) {
                        channel.pipeline().addLast(tls.server().newHandler(channel.alloc()));
                      }
                      fill(channel, transport, settings.messageTime());
                    } else {
                      channel.close();
                    }
                  }
                });
    return portOf(bound(bootstrap.bind(settings.bindAddress(), port), port));
  }

  private void fill(SocketChannel channel, Transport transport, Duration firstTime) {
    channel
        .pipeline()
        .addLast(new Frames(firstTime, settings.messageTime(), settings.idleTime()))
        .addLast(new Connection(transport, connections, this::intake));
  }

  private Channel bound(ChannelFuture future, int port) {
    future.awaitUninterruptibly();
    if (!future.isSuccess()) {
      close();
      throw new IllegalStateException(
          "cannot listen on " + settings.bindAddress() + ":" + port, future.cause());
    }
    sockets.add(future.channel());
    return future.channel();
  }

  private static int portOf(Channel channel) {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  private Intake intake() {
    Intake told = intake;
    if (told == null) {
      throw new IllegalStateException("not open");
    }
    return told;
  }

  /** From now on everything is read. */
  public void open(Intake told) {
    intake = told;
    sockets.forEach(socket -> socket.config().setAutoRead(true));
  }

  @Override
  public void send(Flow to, byte[] message, boolean connect, Runnable failed) {
    if (closed) {
      return;
    }
    @Nullable InetSocketAddress address = address(to);
    if (address == null) {
      fail(failed);
      return;
    }
    if (to.transport() == Transport.UDP) {
      Channel channel = datagrams;
      if (channel == null) {
        fail(failed);
        return;
      }
      // Told on whatever thread, since the socket's own may have ended.
      ChannelPromise promise = new DefaultChannelPromise(channel, ImmediateEventExecutor.INSTANCE);
      promise.addListener(future -> failUnless(future.isSuccess(), failed));
      channel.writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(message), address), promise);
      return;
    }
    @Nullable ChannelFuture connection = connections.to(to);
    if (connection == null && connect) {
      connection = connections.opened(to, () -> connect(to, address));
    }
    if (connection == null) {
      fail(failed);
    } else {
      Connections.write(connection, message, written -> failUnless(written, failed));
    }
  }

  /** Never by a look-up of a name, for which the gateway thread would wait; null for a name. */
  private static @Nullable InetSocketAddress address(Flow to) {
    try {
      return new InetSocketAddress(InetAddress.ofLiteral(to.host()), to.port());
    } catch (IllegalArgumentException none) {
      return null;
    }
  }

  private ChannelFuture connect(Flow to, InetSocketAddress address) {
    return new Bootstrap()
        .group(group)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.SO_KEEPALIVE, true)
        .option(
            ChannelOption.CONNECT_TIMEOUT_MILLIS,
            Math.toIntExact(settings.messageTime().toMillis()))
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                if (to.transport() == Transport.TLS) {
                  channel
                      .pipeline()
                      .addLast(tls.client().newHandler(channel.alloc(), to.host(), to.port()));
                }
                // The far end answers when it likes.
                fill(channel, to.transport(), settings.idleTime());
              }
            })
        .connect(address);
  }

  private void failUnless(boolean sent, Runnable failed) {
    if (!sent) {
      fail(failed);
    }
  }

  private void fail(Runnable failed) {
    try {
      gateway.execute(failed);
    } catch (RejectedExecutionException e) {
      // The gateway has ended: nobody waits for this any more.
    }
  }

  @Override
  public boolean isAlive(Flow flow) {
    return connections.isAlive(flow);
  }

  @Override
  public void close() {
    closed = true;
    sockets.forEach(socket -> socket.close().awaitUninterruptibly());
    connections.close();
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
