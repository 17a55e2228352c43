package org.parley.sip.stack;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parley.sip.message.Flow;
import org.parley.sip.message.OutgoingRequest;
import org.parley.sip.message.Transport;
import org.parley.sip.signalling.Requests;
import org.parley.sip.signalling.Signalling;
import org.parley.sip.stack.health.Meters;
import org.parley.sip.stack.health.SourceLimits;
import org.parley.sip.stack.health.Trace;
import org.parley.sip.stack.netty.Edge;
import org.parley.sip.stack.netty.EdgeSettings;
import org.parley.sip.stack.transaction.ClientTransactions;
import org.parley.sip.stack.transaction.Local;
import org.parley.sip.stack.transaction.ServerTransactions;
import org.parley.sip.stack.transaction.Surroundings;
import org.parley.sip.stack.transaction.Timers;
import org.parley.sip.stack.wire.Inbound;

/**
 * SIP over UDP, TCP and TLS. {@link #signalling()} may be given to the rules before {@link #start},
 * and used from then on.
 */
public final class SipStack implements AutoCloseable {
  private static final Duration LONGEST_TICK = Duration.ofMillis(50);

  private final StackSettings settings;
  private final Executor gateway;
  private final Meters meters;
  private final Trace trace = new Trace();
  private final Edge edge;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("sip-clock").daemon().factory());
  private final Resolution resolution = new Resolution();
  private @Nullable ClientTransactions started;

  /**
   * @param gateway the gateway thread: runs one task after the other, and never refuses one but
   *     when it has ended
   */
  public SipStack(StackSettings settings, Executor gateway, Meters meters) {
    this.settings = settings;
    this.gateway = gateway;
    this.meters = meters;
    this.edge = new Edge(edgeSettings(settings), gateway, meters);
  }

  private static EdgeSettings edgeSettings(StackSettings settings) {
    StackSettings.@Nullable Tls tls = settings.tls();
    StackSettings.Limits limits = settings.limits();
    return new EdgeSettings(
        settings.bindAddress(),
        settings.ports(),
        tls == null ? null : new EdgeSettings.Keys(tls.keys(), tls.password(), tls.trusted()),
        limits.connections(),
        limits.connectionsOfOne(),
        limits.messageTime(),
        limits.idleTime(),
        limits.datagramBuffer());
  }

  /**
   * Listens. From now on requests come.
   *
   * @return the ports that are listened on
   * @throws IllegalStateException if one of them is taken
   */
  public Map<Transport, Integer> start(Requests requests) {
    Map<Transport, Integer> ports = edge.bind();
    Timers timers = new Timers(System::nanoTime);
    Surroundings around =
        new Surroundings(
            timers,
            settings.timers(),
            edge,
            new Local(settings.advertised(), ports),
            requests,
            gateway,
            meters,
            trace,
            settings.limits().transactions());
    ServerTransactions server = new ServerTransactions(around, settings.rules());
    ClientTransactions client = new ClientTransactions(around, resolution);
    started = client;
    meters.live(Meters.Gauge.SERVER_TRANSACTIONS, server::size);
    meters.live(Meters.Gauge.CLIENT_TRANSACTIONS, client::size);
    tick(timers);
    StackSettings.Limits limits = settings.limits();
    edge.open(
        new Reception(
            new SourceLimits(
                limits.requestsPerSecond(), limits.burst(), limits.addresses(), System::nanoTime),
            edge,
            gateway,
            limits.handOver(),
            meters,
            trace,
            dispatch(server, client),
            flow -> {
              client.onFlowLost(flow);
              requests.onFlowLost(flow);
            }));
    return ports;
  }

  private static Consumer<Inbound> dispatch(ServerTransactions server, ClientTransactions client) {
    return inbound -> {
      switch (inbound) {
        case Inbound.Request request -> server.on(request);
        case Inbound.Response response -> client.on(response);
      }
    };
  }

  private void tick(Timers timers) {
    AtomicBoolean waiting = new AtomicBoolean();
    Runnable task =
        () -> {
          waiting.set(false);
          timers.run();
        };
    long nanos =
        Math.min(
            LONGEST_TICK.toNanos(), Math.max(1_000_000, settings.timers().t1().toNanos() / 10));
    clock.scheduleAtFixedRate(
        () -> {
          if (waiting.compareAndSet(false, true)) {
            try {
              gateway.execute(task);
            } catch (RejectedExecutionException e) {
              clock.shutdown();
            }
          }
        },
        nanos,
        nanos,
        TimeUnit.NANOSECONDS);
  }

  /** The way out. */
  public Signalling signalling() {
    return new Signalling() {
      @Override
      public Sent send(OutgoingRequest request, Answers answers) {
        return client().send(request, answers);
      }

      @Override
      public void acknowledge(OutgoingRequest ack) {
        client().acknowledge(ack);
      }

      @Override
      public String contact(Transport transport, @Nullable String user) {
        return client().contact(transport, user);
      }

      @Override
      public String host() {
        return settings.advertised();
      }

      @Override
      public boolean isAlive(Flow flow) {
        return client().isAlive(flow);
      }
    };
  }

  private ClientTransactions client() {
    ClientTransactions client = started;
    if (client == null) {
      throw new IllegalStateException("the stack has not been started");
    }
    return client;
  }

  /** The switch of the SIP trace. */
  public Trace trace() {
    return trace;
  }

  /** Closes all sockets. What waits for an answer gets none. */
  @Override
  public void close() {
    clock.shutdownNow();
    edge.close();
  }
}
