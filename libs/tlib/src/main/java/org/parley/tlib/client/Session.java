package org.parley.tlib.client;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
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

/** A link with its log-in, its registrations and its requests without an answer. */
final class Session {
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

  /** Requests without an answer that a client may have. */
  static final int MAX_WAITING = 10_000;

  /** A request without an answer. */
  private record Waiting(Consumer<Answer> first, CompletableFuture<Answer> future) {}

  private final Link link;
  private final ClientOptions options;
  private final Map<Dn, TlibRequest.RegisterAddress> registrations;
  private final TlibListener listener;
  private final Deliveries deliveries;
  private final Consumer<TlibEvent> whenUp;
  private final Map<Integer, Waiting> waiting = new ConcurrentHashMap<>();
  private final AtomicInteger referenceIds = new AtomicInteger();
  private volatile boolean loggedIn;
  private volatile boolean ended;
  private boolean up;
  private Answer.@Nullable Refused refusal;

  /**
   * @param registrations what to register; a refusal removes
   * @param whenUp called with the EventLinkConnected when everything is registered
   */
  Session(
      Link link,
      ClientOptions options,
      Map<Dn, TlibRequest.RegisterAddress> registrations,
      TlibListener listener,
      Deliveries deliveries,
      Consumer<TlibEvent> whenUp) {
    this.link = link;
    this.options = options;
    this.registrations = registrations;
    this.listener = listener;
    this.deliveries = deliveries;
    this.whenUp = whenUp;
  }

  boolean loggedIn() {
    return loggedIn && !ended;
  }

  boolean wasUp() {
    return up;
  }

  /** The final no of the server, if it said so. */
  Answer.@Nullable Refused refusal() {
    return refusal;
  }

  /** From log-in to the end of the link. */
  String run() {
    logIn();
    CompletableFuture.delayedExecutor(options.times().connect().toMillis(), TimeUnit.MILLISECONDS)
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
    int seconds = (int) Math.max(1, options.times().addp().toSeconds());
    var addp =
        options.times().addp().isZero()
            ? null
            : new TlibRequest.RegisterClient.Addp(seconds, seconds);
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
        registrations.values().stream().map(this::registerAgain).toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(answers).thenRun(() -> up(linkConnected));
  }

  private void up(TlibEvent linkConnected) {
    if (!link.isOpen()) {
      return;
    }
    up = true;
    whenUp.accept(linkConnected);
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
      deliveries.put(() -> listener.registrationLost(dn, refused));
    }
  }

  CompletableFuture<Answer> register(TlibRequest.RegisterAddress registration) {
    return request(registration, answer -> registered(registration, answer));
  }

  private void registered(TlibRequest.RegisterAddress registration, Answer answer) {
    Dn dn = registration.thisDN();
    switch (answer) {
      case Answer.Done(var snapshot) -> deliveries.put(() -> listener.registered(dn, snapshot));
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
    if (waiting.size() >= MAX_WAITING) {
      return CompletableFuture.completedFuture(
          new Answer.Missing(MAX_WAITING + " requests have no answer yet", false));
    }
    int id = referenceIds.updateAndGet(last -> last == Integer.MAX_VALUE ? 1 : last + 1);
    var answer = new CompletableFuture<Answer>();
    waiting.put(id, new Waiting(first, answer));
    if (!link.send(TlibCodec.encodeFrame(request, id))) {
      answer(
          id,
          new Answer.Missing(link.isOpen() ? "too much waits to be sent" : "not connected", false));
    } else if (ended) {
      answer(id, new Answer.Missing("connection lost", true));
    } else {
      long millis = options.times().request().toMillis();
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

  private void received(TlibEvent event) {
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
