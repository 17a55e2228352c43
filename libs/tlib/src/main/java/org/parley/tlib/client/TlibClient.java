package org.parley.tlib.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parley.tlib.Attribute;
import org.parley.tlib.Dn;
import org.parley.tlib.TlibCodec;
import org.parley.tlib.TlibError;
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

  /** Errors after which the same credentials will not work a second time. */
  private static final Set<Integer> FINAL =
      Set.of(
          TlibError.BAD_PASSWD.code(),
          TlibError.CLIENT_NOT_AUTHORIZED.code(),
          TlibError.ACCESS_RESTRICT.code(),
          TlibError.INVALID_ATTR.code(),
          TlibError.PROTO_VERS.code());

  /** Errors of a server that is not itself yet; the connection is tried again as a whole. */
  private static final Set<Integer> PASSING =
      Set.of(TlibError.SERV_UNAVAIL.code(), TlibError.REQ_IN_PROGRESS.code());

  private static final Duration GOOD_LINK = Duration.ofSeconds(5);
  private static final Duration GOODBYE = Duration.ofSeconds(2);

  /** After this in the queue of deliveries comes nothing. */
  private static final Runnable STOP = () -> {};

  private final ClientOptions options;
  private final TlibListener listener;
  private final Map<Dn, TlibRequest.RegisterAddress> registrations = new ConcurrentHashMap<>();
  private final BlockingQueue<Runnable> deliveries;

  /** What the thread of the deliveries itself wants done; it must not wait for its own queue. */
  private final Queue<Runnable> deferred = new ArrayDeque<>();

  private final CompletableFuture<LinkInfo> connected = new CompletableFuture<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread delivery;
  private final Thread life;
  private volatile @Nullable Session session;
  private boolean wasUp;
  private boolean toldDown;

  private TlibClient(ClientOptions options, TlibListener listener) {
    this.options = options;
    this.listener = listener;
    this.deliveries = new ArrayBlockingQueue<>(options.maxWaitingEvents());
    this.delivery = Thread.ofVirtual().name("tlib-client-events").unstarted(this::deliverAll);
    this.life = Thread.ofVirtual().name("tlib-client").unstarted(this::live);
  }

  /** Starts to connect; {@link #connected} tells when it is done. */
  public static TlibClient start(ClientOptions options, TlibListener listener) {
    var client = new TlibClient(options, listener);
    client.delivery.start();
    client.life.start();
    return client;
  }

  /**
   * The first connection. Fails with {@link LoginRefusedException} when the server does not want
   * this client; a gateway that is not there yet is waited for.
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
    if (Thread.currentThread() == delivery) {
      deferred.add(action);
      return;
    }
    try {
      deliveries.put(action);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
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
    if (!deliveries.offer(STOP)) {
      delivery.interrupt();
    }
    connected.completeExceptionally(new IllegalStateException("closed"));
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void live() {
    var backoff = new Backoff(options, ThreadLocalRandom.current());
    List<InetSocketAddress> gateways = options.gateways();
    try {
      for (int attempt = 0; !isClosing(); attempt++) {
        InetSocketAddress gateway = gateways.get(attempt % gateways.size());
        long start = System.nanoTime();
        Attempt ended = attempt(gateway);
        if (ended.refusal() instanceof Answer.Refused refused) {
          connected.completeExceptionally(new LoginRefusedException(refused));
          linkDown(refused.errorMessage(), false);
          return;
        }
        if (isClosing()) {
          linkDown("closed", false);
          return;
        }
        log.info("no link to {}:{}: {}", gateway.getHostString(), gateway.getPort(), ended.why());
        linkDown(ended.why(), true);
        if (ended.wasUp() && System.nanoTime() - start > GOOD_LINK.toNanos()) {
          backoff.reset();
        }
        if (closing.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private static void deliver(Runnable next) {
    try {
      next.run();
    } catch (RuntimeException bug) {
      log.error("the listener failed", bug);
    }
  }

  /**
   * How an attempt ended.
   *
   * @param refusal the final no of the server, if that is what it was
   */
  private record Attempt(String why, boolean wasUp, Answer.@Nullable Refused refusal) {}

  private Attempt attempt(InetSocketAddress gateway) {
    Link link;
    try {
      link = Link.open(gateway, options);
    } catch (IOException unreachable) {
      return new Attempt(
          gateway.getHostString() + ":" + gateway.getPort() + ": " + unreachable.getMessage(),
          false,
          null);
    }
    var attempt = new Session(link, gateway);
    session = attempt;
    if (isClosing()) {
      link.close("closed");
    }
    String why = attempt.run();
    session = null;
    return new Attempt(why, attempt.up, attempt.refusal);
  }

  private void linkDown(String reason, boolean willRetry) {
    if (!toldDown || !willRetry) {
      toldDown = true;
      runInOrder(() -> listener.linkDown(reason, willRetry));
    }
  }

  private void deliverAll() {
    try {
      while (true) {
        Runnable next = deliveries.take();
        if (next == STOP) {
          return;
        }
        while (next != null) {
          deliver(next);
          next = deferred.poll();
        }
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** A request without an answer. */
  private record Waiting(Consumer<Answer> first, CompletableFuture<Answer> future) {}

  /** A link with its log-in, its registrations and its requests without an answer. */
  private final class Session {
    private final Link link;
    private final InetSocketAddress gateway;
    private final Map<Integer, Waiting> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger referenceIds = new AtomicInteger();
    private volatile boolean loggedIn;
    private volatile boolean ended;
    private boolean up;
    private Answer.@Nullable Refused refusal;

    Session(Link link, InetSocketAddress gateway) {
      this.link = link;
      this.gateway = gateway;
    }

    boolean loggedIn() {
      return loggedIn && !ended;
    }

    /** From log-in to the end of the link. */
    String run() {
      logIn();
      CompletableFuture.delayedExecutor(options.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
          .execute(() -> {
            if (!loggedIn) {
              link.close("no answer to the log-in");
            }
          });
      String why = link.read(this::received);
      ended = true;
      waiting.forEach((id, _) -> answer(id, new Answer.Missing("connection lost: " + why, true)));
      return why;
    }

    private void logIn() {
      int seconds = (int) Math.max(1, options.addp().toSeconds());
      var addp =
          options.addp().isZero() ? null : new TlibRequest.RegisterClient.Addp(seconds, seconds);
      String name = options.applicationName();
      TlibRequest request =
          switch (options.credentials()) {
            case Credentials.Password(var user, var password) ->
                new TlibRequest.RegisterClient(0, name, user, password, null, null, addp);
            case Credentials.Token(var token) ->
                new TlibRequest.RegisterClient(0, name, null, null, token, null, addp);
          };
      request(request, this::loggedIn);
    }

    private void loggedIn(Answer answer) {
      switch (answer) {
        case Answer.Done(var event) -> {
          loggedIn = true;
          registerAll(event);
        }
        case Answer.Refused refused -> {
          refusal = FINAL.contains(refused.errorCode()) ? refused : null;
          link.close("log-in refused: " + refused.errorMessage());
        }
        case Answer.Missing(var reason, _) -> link.close(reason);
      }
    }

    private void registerAll(TlibEvent linkConnected) {
      CompletableFuture<?>[] answers =
          registrations.values().stream()
              .map(this::registerAgain)
              .toArray(CompletableFuture[]::new);
      CompletableFuture.allOf(answers).thenRun(() -> up(linkConnected));
    }

    private void up(TlibEvent linkConnected) {
      if (!link.isOpen()) {
        return;
      }
      up = true;
      toldDown = false;
      var info =
          new LinkInfo(
              gateway,
              linkConnected.find(Attribute.SERVER).orElse(""),
              linkConnected.find(Attribute.LOCATION).orElse(""),
              wasUp);
      wasUp = true;
      runInOrder(() -> listener.linkUp(info));
      connected.complete(info);
    }

    private CompletableFuture<Answer> registerAgain(TlibRequest.RegisterAddress registration) {
      return request(
          registration,
          answer -> {
            registered(registration, answer);
            switch (answer) {
              case Answer.Done _ -> {}
              case Answer.Refused refused -> lost(registration, refused);
              case Answer.Missing(var reason, _) -> link.close(reason);
            }
          });
    }

    private void lost(TlibRequest.RegisterAddress registration, Answer.Refused refused) {
      Dn dn = registration.thisDN();
      if (PASSING.contains(refused.errorCode())) {
        registrations.putIfAbsent(dn, registration);
        link.close("the server is not ready: " + refused.errorMessage());
      } else {
        runInOrder(() -> listener.registrationLost(dn, refused));
      }
    }

    CompletableFuture<Answer> register(TlibRequest.RegisterAddress registration) {
      return request(registration, answer -> registered(registration, answer));
    }

    private void registered(TlibRequest.RegisterAddress registration, Answer answer) {
      Dn dn = registration.thisDN();
      switch (answer) {
        case Answer.Done(var snapshot) -> runInOrder(() -> listener.registered(dn, snapshot));
        case Answer.Refused _ -> registrations.remove(dn, registration);
        case Answer.Missing _ -> {}
      }
    }

    CompletableFuture<Answer> request(TlibRequest request) {
      return request(request, _ -> {});
    }

    /**
     * @param first hears of the answer before anybody else, and before the next event is read
     */
    private CompletableFuture<Answer> request(TlibRequest request, Consumer<Answer> first) {
      int id = referenceIds.updateAndGet(last -> last == Integer.MAX_VALUE ? 1 : last + 1);
      var answer = new CompletableFuture<Answer>();
      waiting.put(id, new Waiting(first, answer));
      if (!link.send(TlibCodec.encodeFrame(request, id))) {
        answer(
            id,
            new Answer.Missing(
                link.isOpen() ? "too much waits to be sent" : "not connected", false));
      } else if (ended) {
        answer(id, new Answer.Missing("connection lost", true));
      } else {
        long millis = options.requestTimeout().toMillis();
        var _ =
            answer
                .completeOnTimeout(
                    new Answer.Missing("no answer in " + millis + " ms", true),
                    millis,
                    TimeUnit.MILLISECONDS)
                .thenAccept(outcome -> tooLate(id, outcome));
      }
      return answer;
    }

    /** The time-out completed the future; an answer would have taken the entry away before. */
    private void tooLate(int id, Answer outcome) {
      Waiting entry = waiting.remove(id);
      if (entry != null) {
        entry.first().accept(outcome);
      }
    }

    private void answer(int id, Answer answer) {
      Waiting entry = waiting.remove(id);
      if (entry != null) {
        entry.first().accept(answer);
        entry.future().complete(answer);
      }
    }

    private void received(TlibEvent event) throws InterruptedException {
      Integer id = event.get(Attribute.REFERENCE_ID);
      if (id != null) {
        answer(id, Answer.of(event));
      }
      deliveries.put(() -> listener.event(event));
    }

    void goodbye() {
      link.closeAfterSending();
    }

    void close(String reason) {
      link.close(reason);
    }
  }
}
