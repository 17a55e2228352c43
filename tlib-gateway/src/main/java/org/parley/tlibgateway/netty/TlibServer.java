package org.parley.tlibgateway.netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parley.starter.gateway.GatewayThread;
import org.parley.tlib.TlibCodec;
import org.parley.tlibgateway.api.HttpPages;
import org.parley.tlibgateway.client.Reception;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens, and owns the gateway thread. Bound sockets take no connection before {@link #accept}, so
 * a port in use is found at once while clients wait until the state of the site is there.
 */
public final class TlibServer {
  private static final Logger log = LoggerFactory.getLogger(TlibServer.class);
  private static final int LONGEST_HTTP = 32 * 1024;
  private static final Duration GOODBYE = Duration.ofSeconds(3);

  /**
   * Where to listen; a port of 0 is any free one, -1 none.
   *
   * @param loginTimeout also the time for an HTTP request to come in
   * @param connections no more than these are taken, whatever they turn out to be
   * @param pauseAbove bytes waiting for a client above which it counts as not writable
   */
  public record Listening(
      String bindAddress,
      int tcpPort,
      int tlsPort,
      int httpPort,
      Set<String> trustedProxies,
      List<String> allowedOrigins,
      Duration loginTimeout,
      int connections,
      int pauseAbove) {}

  /** The ports that are listened on; -1 for none. */
  public record Ports(int tcp, int tls, int http) {}

  private final Listening listening;
  private final MultiThreadIoEventLoopGroup group;
  private final EventLoop loop;
  private final List<Channel> servers = new ArrayList<>();
  private final ChannelGroup channels;

  public TlibServer(Listening listening) {
    this.listening = listening;
    this.group =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("tlib"), NioIoHandler.newFactory());
    this.loop = group.next();
    this.channels = new DefaultChannelGroup(loop);
  }

  public GatewayThread thread() {
    return new GatewayThread() {
      @Override
      public void execute(Runnable task) {
        loop.execute(task);
      }

      @Override
      public void schedule(Runnable task, long delay, TimeUnit unit) {
        loop.schedule(task, delay, unit);
      }
    };
  }

  /**
   * Binds the ports.
   *
   * @param tls null where TLS is not configured
   * @throws IllegalStateException when a port is taken
   */
  public Ports bind(Reception reception, @Nullable SslContext tls, HttpPages pages) {
    Proxies proxies = new Proxies(listening.trustedProxies(), listening.allowedOrigins());
    int tcp =
        bind(
            listening.tcpPort(),
            pipeline ->
                pipeline
                    .addLast(new LengthFrames())
                    .addLast(new ClientHandler(reception, Transport.TCP, proxies)));
    int tlsPort =
        tls == null
            ? -1
            : bind(
                listening.tlsPort(),
                pipeline ->
                    pipeline
                        .addLast(tls.newHandler(pipeline.channel().alloc()))
                        .addLast(new LengthFrames())
                        .addLast(new ClientHandler(reception, Transport.TLS, proxies)));
    int http =
        bind(listening.httpPort(), pipeline -> webSocket(pipeline, reception, proxies, pages));
    return new Ports(tcp, tlsPort, http);
  }

  private void webSocket(
      ChannelPipeline pipeline, Reception reception, Proxies proxies, HttpPages pages) {
    pipeline
        .addLast(new ReadTimeoutHandler(listening.loginTimeout().toSeconds(), TimeUnit.SECONDS))
        .addLast(new StrangerBudget())
        .addLast(new HttpServerCodec())
        .addLast(new HttpObjectAggregator(LONGEST_HTTP))
        .addLast(new HttpEntrance(proxies, pages))
        .addLast(
            new WebSocketServerProtocolHandler(
                WebSocketServerProtocolConfig.newBuilder()
                    .websocketPath(HttpEntrance.PATH)
                    .checkStartsWith(true)
                    .decoderConfig(
                        WebSocketDecoderConfig.newBuilder()
                            .maxFramePayloadLength(TlibCodec.MAX_MESSAGE)
                            .closeOnProtocolViolation(false)
                            .build())
                    .build()))
        .addLast(new WebSocketFrameAggregator(TlibCodec.MAX_MESSAGE))
        .addLast(new TextFrames())
        .addLast(new ClientHandler(reception, Transport.WEB_SOCKET, proxies));
  }

  private interface Pipelines {
    void fill(ChannelPipeline pipeline);
  }

  private int bind(int port, Pipelines pipelines) {
    if (port < 0) {
      return -1;
    }
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, 1024)
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(listening.pauseAbove() / 2, listening.pauseAbove()))
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    if (channels.size() >= listening.connections()) {
                      channel.close();
                      return;
                    }
                    channels.add(channel);
                    pipelines.fill(channel.pipeline());
                  }
                });
    ChannelFuture bound = bootstrap.bind(listening.bindAddress(), port).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IllegalStateException(
          "cannot listen on " + listening.bindAddress() + ":" + port, bound.cause());
    }
    servers.add(bound.channel());
    return ((InetSocketAddress) bound.channel().localAddress()).getPort();
  }

  /** From now on connections are taken. */
  public void accept() {
    servers.forEach(server -> server.config().setAutoRead(true));
  }

  /** Takes no more connections, lets the clients go with a word of goodbye, ends the thread. */
  public void stop(Reception reception) {
    servers.forEach(server -> server.close().awaitUninterruptibly());
    loop.execute(reception::stop);
    try {
      if (!channels.newCloseFuture().await(GOODBYE.toMillis())) {
        log.info("{} clients had not closed in time", channels.size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    channels.close();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
