package org.parley.tlib.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parley.tlib.Attribute;
import org.parley.tlib.Dn;
import org.parley.tlib.TlibEvent;
import org.parley.tlib.TlibRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client of a T-Library server that stays connected: when a link is lost it goes to the next
 * gateway, logs in, and registers its DNs again, until it is closed. What happened meanwhile is in
 * the snapshots of {@link TlibListener#registered}.
 *
 * <p>Thread-safe. Futures complete on the thread that reads: what depends on them must not block,
 * or be attached with the {@code Async} methods.
 */
public final class TlibClient implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TlibClient.class);

  private static final Duration GOOD_LINK = Duration.ofSeconds(5);
  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private final ClientOptions options;
  private final TlibListener listener;
  private final Map<Dn, TlibRequest.RegisterAddress> registrations = new ConcurrentHashMap<>();
  private final Deliveries deliveries;
  private final CompletableFuture<LinkInfo> connected = new CompletableFuture<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread life;
  private volatile @Nullable Session session;
  private boolean wasUp;
  private boolean toldDown;

  private TlibClient(ClientOptions options, TlibListener listener) {
    this.options = options;
    this.listener = listener;
    this.deliveries = new Deliveries(options.maxWaitingEvents());
    this.life = Thread.ofVirtual().name("tlib-client").unstarted(this::live);
  }

  /** Starts to connect; {@link #connected} tells when it is done. */
  public static TlibClient start(ClientOptions options, TlibListener listener) {
    var client = new TlibClient(options, listener);
    client.deliveries.start();
    client.life.start();
    return client;
  }

  /**
   * The first connection. Fails with {@link LoginRefusedException} when the server does not want
   * this client, and with {@link UntrustedServerException} when this client does not trust any of
   * the gateways; a gateway that is not there yet is waited for. Once connected, a certificate that
   * is not trusted any more is waited for too: it may be renewed.
   */
  public CompletableFuture<LinkInfo> connected() {
    return connected.copy();
  }

  /** Whether requests can be sent at this moment. */
  public boolean isConnected() {
    Session now = session;
    return now != null && now.loggedIn();
  }

  /**
   * Sends a request, whatever its {@code referenceId}: the client counts its own. Never blocks. The
   * answer is {@link Answer.Missing} when there is no connection, when it breaks, or when there is
   * no answer in time.
   */
  public CompletableFuture<Answer> request(TlibRequest request) {
    Session now = session;
    return now == null || !now.loggedIn()
        ? CompletableFuture.completedFuture(new Answer.Missing("not connected", false))
        : now.request(request);
  }

  /**
   * Registers a DN, and again after each reconnect, until {@link #unregister} or until the server
   * refuses. Without a connection the answer is Missing, and the DN is registered when there is
   * one.
   */
  public CompletableFuture<Answer> register(Dn dn) {
    return register(new TlibRequest.RegisterAddress(0, dn, null, null, null));
  }

  /** As {@link #register(Dn)}, with a mode. */
  public CompletableFuture<Answer> register(TlibRequest.RegisterAddress registration) {
    registrations.put(registration.thisDN(), registration);
    Session now = session;
    return now == null || !now.loggedIn()
        ? CompletableFuture.completedFuture(new Answer.Missing("not connected", false))
        : now.register(registration);
  }

  /** Ends a registration. */
  public CompletableFuture<Answer> unregister(Dn dn) {
    registrations.remove(dn);
    return request(new TlibRequest.UnregisterAddress(0, dn, null));
  }

  /** The DNs that are, or after a reconnect will be, registered. */
  public Set<Dn> registrations() {
    return Set.copyOf(registrations.keySet());
  }

  /**
   * Runs something on the listener's thread, after what happened before; waits when the queue is
   * full. Called by that thread itself, it runs after what is being delivered.
   */
  public void runInOrder(Runnable action) {
    deliveries.put(action);
  }

  /** Sends what is queued, disconnects, and ends the threads. */
  @Override
  public void close() {
    closing.countDown();
    Session now = session;
    if (now != null) {
      now.goodbye();
    }
    try {
      if (!life.join(GOODBYE)) {
        life.interrupt();
        if (now != null) {
          now.close("closed by the application");
        }
      }
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
      life.interrupt();
    }
    deliveries.stop();
    connected.completeExceptionally(new IllegalStateException("closed"));
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void live() {
    var backoff = new Backoff(options, ThreadLocalRandom.current());
    List<InetSocketAddress> gateways = options.gateways();
    try {
      int untrusted = 0;
      for (int attempt = 0; !isClosing(); attempt++) {
        InetSocketAddress gateway = gateways.get(attempt % gateways.size());
        long start = System.nanoTime();
        Attempt ended = attempt(gateway);
        if (ended.refusal() instanceof Answer.Refused refused) {
          stop(new LoginRefusedException(refused), refused.errorMessage(), LinkDown.LOGIN_REFUSED);
          return;
        }
        untrusted = ended.distrust() == null ? 0 : untrusted + 1;
        boolean everConnected = connected.isDone();
        if (ended.distrust() != null && untrusted == gateways.size() && !everConnected) {
          stop(ended.distrust(), ended.why(), LinkDown.UNTRUSTED);
          return;
        }
        if (isClosing()) {
          break;
        }
        log.info("no link to {}:{}: {}", gateway.getHostString(), gateway.getPort(), ended.why());
        linkDown(ended.why(), LinkDown.TRYING_AGAIN);
        if (ended.wasUp() && System.nanoTime() - start > GOOD_LINK.toNanos()) {
          backoff.reset();
        }
        var _ = closing.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS);
      }
      linkDown("closed", LinkDown.CLOSED);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException bug) {
      log.error("the client failed", bug);
      stop(bug, String.valueOf(bug.getMessage()), LinkDown.FAILED);
    }
  }

  private void stop(RuntimeException why, String reason, LinkDown outlook) {
    connected.completeExceptionally(why);
    linkDown(reason, outlook);
  }

  /**
   * How an attempt ended.
   *
   * @param refusal the final no of the server, if that is what it was
   * @param distrust what is wrong with the gateway's certificate, if that is what it was
   */
  private record Attempt(
      String why,
      boolean wasUp,
      Answer.@Nullable Refused refusal,
      @Nullable UntrustedServerException distrust) {}

  private Attempt attempt(InetSocketAddress gateway) {
    Link link;
    try {
      link = Link.open(gateway, options);
    } catch (IOException unreachable) {
      return failed(gateway, unreachable);
    }
    var attempt =
        new Session(
            link, options, registrations, listener, deliveries, event -> up(gateway, event));
    session = attempt;
    if (isClosing()) {
      link.close("closed");
    }
    String why = attempt.run();
    session = null;
    return new Attempt(why, attempt.wasUp(), attempt.refusal(), null);
  }

  private static Attempt failed(InetSocketAddress gateway, IOException unreachable) {
    UntrustedServerException distrust =
        UntrustedServerException.of(gateway, unreachable).orElse(null);
    String why =
        distrust == null
            ? gateway.getHostString() + ":" + gateway.getPort() + ": " + unreachable.getMessage()
            : String.valueOf(distrust.getMessage());
    return new Attempt(why, false, null, distrust);
  }

  private void up(InetSocketAddress gateway, TlibEvent linkConnected) {
    var info =
        new LinkInfo(
            gateway,
            linkConnected.find(Attribute.SERVER).orElse(""),
            linkConnected.find(Attribute.LOCATION).orElse(""),
            wasUp);
    wasUp = true;
    toldDown = false;
    deliveries.put(() -> listener.linkUp(info));
    connected.complete(info);
  }

  private void linkDown(String reason, LinkDown outlook) {
    if (!toldDown || !outlook.willRetry()) {
      toldDown = true;
      deliveries.put(() -> listener.linkDown(reason, outlook));
    }
  }
}
