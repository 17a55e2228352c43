package org.parley.sip.registrar;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.parley.contracts.sip.SipBinding;
import org.parley.sip.auth.Authentication;
import org.parley.sip.auth.Identities;
import org.parley.sip.auth.Verdict;
import org.parley.sip.message.Answer;
import org.parley.sip.message.Flow;
import org.parley.sip.message.SipRequest;
import org.parley.sip.registrar.BindingStore.Change;
import org.parley.sip.registrar.Bindings.Entry;
import org.parley.sip.registrar.Registration.Decision;
import org.parley.sip.signalling.Received;
import org.parley.tlib.Dn;

/**
 * Answers REGISTER, and takes away what has expired. Used on the gateway thread only.
 *
 * <p>At each DN one change is under way at a time; a REGISTER that comes meanwhile waits for it, so
 * each is decided on what the one before it left.
 */
public final class Registrar {
  private static final int MAX_WAITING_AT_DN = 8;
  private static final int MAX_UNDER_WAY = 10_000;

  /** Somebody else's bindings are taken away when that instance has evidently not done it. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Authentication authentication;
  private final Bindings bindings;
  private final BindingStore store;
  private final RegistrarOptions options;
  private final Predicate<Flow> isAlive;
  private final InstantSource clock;
  private final String gateway;

  /** The DNs at which a change is under way, and what waits for it. */
  private final Map<Dn, Deque<Received>> underWay = new HashMap<>();

  private int waiting;

  /**
   * @param isAlive whether this instance has the connection
   * @param gateway the name of this instance
   */
  public Registrar(
      Authentication authentication,
      Bindings bindings,
      BindingStore store,
      RegistrarOptions options,
      Predicate<Flow> isAlive,
      InstantSource clock,
      String gateway) {
    this.authentication = authentication;
    this.bindings = bindings;
    this.store = store;
    this.options = options;
    this.isAlive = isAlive;
    this.clock = clock;
    this.gateway = gateway;
  }

  /** A request with the method REGISTER. */
  public void onRegister(Received received) {
    Optional<Answer> refusal =
        switch (authentication.check(received.request())) {
          case Verdict.Challenge(var answer) -> Optional.of(answer);
          case Verdict.Refused(var answer) -> Optional.of(answer);
          case Verdict.Endpoint(var dn) -> refusal(dn, received.request());
          case Verdict.Customer(var trunk, _) -> refusal(trunk, received.request());
        };
    refusal.ifPresentOrElse(received::answer, () -> accept(received));
  }

  /** RFC 3261 section 10.3, steps 4 and 5. A DN is registered by its own endpoint only. */
  private Optional<Answer> refusal(Dn who, SipRequest request) {
    Optional<Dn> whose = Identities.dn(request.to());
    RegistrarOptions.Kind kind = whose.map(options::kindOf).orElse(RegistrarOptions.Kind.UNKNOWN);
    if (kind == RegistrarOptions.Kind.UNKNOWN) {
      return Optional.of(Answer.of(404, "Not Found"));
    }
    if (!whose.equals(Optional.of(who))) {
      return Optional.of(Answer.of(403, "Forbidden"));
    }
    return kind == RegistrarOptions.Kind.FIXED
        ? Optional.of(Answer.of(403, "Contact Is Configured"))
        : Optional.empty();
  }

  private void accept(Received received) {
    Dn dn = Identities.dn(received.request().to()).orElseThrow();
    Deque<Received> queue = underWay.get(dn);
    if (queue == null) {
      if (underWay.size() >= MAX_UNDER_WAY) {
        received.answer(tooBusy());
      } else {
        decide(dn, received);
      }
    } else if (queue.size() >= MAX_WAITING_AT_DN || waiting >= MAX_UNDER_WAY) {
      received.answer(tooBusy());
    } else {
      queue.add(received);
      waiting++;
    }
  }

  private void decide(Dn dn, Received received) {
    Instant now = clock.instant();
    var registration = new Registration(dn, bindings.of(dn), options, gateway, now);
    switch (registration.decide(received.request())) {
      case Decision.Refuse(var answer) -> {
        received.answer(answer);
        next(dn);
      }
      case Decision.Write(var changes) when changes.isEmpty() -> {
        received.answer(Contacts.answer(bindings.of(dn), now));
        next(dn);
      }
      case Decision.Write(var changes) ->
          write(
              dn,
              changes,
              () -> received.answer(Contacts.answer(bindings.of(dn), clock.instant())),
              () -> received.answer(tooBusy()));
    }
  }

  private void write(Dn dn, List<Change> changes, Runnable written, Runnable failed) {
    underWay.computeIfAbsent(dn, _ -> new ArrayDeque<>());
    store.write(
        changes,
        new BindingStore.Outcome() {
          @Override
          public void written() {
            written.run();
            next(dn);
          }

          @Override
          public void failed() {
            failed.run();
            next(dn);
          }
        });
  }

  private void next(Dn dn) {
    Deque<Received> queue = underWay.remove(dn);
    if (queue == null || queue.isEmpty()) {
      return;
    }
    Received first = queue.remove();
    waiting--;
    if (!queue.isEmpty()) {
      underWay.put(dn, queue);
    }
    decide(dn, first);
  }

  /** The contacts behind a connection that is gone are gone (RFC 5626 section 4.2.1). */
  public void onFlowLost(Flow flow) {
    bindings.over(flow).stream().filter(entry -> isOurs(entry.binding())).forEach(this::end);
  }

  /**
   * Takes away what is void: it has expired, its connection is gone, also that which this instance
   * had before a restart, or its DN is. To be called about every second; costs no more than what is
   * new, or has come to its end, since the last time.
   */
  public void sweep() {
    Instant now = clock.instant();
    for (Entry entry : bindings.toLookAt(now)) {
      if (isVoid(entry, now)) {
        end(entry);
      } else {
        bindings.lookAgain(entry, due(entry.binding()));
      }
    }
  }

  /** What is configured about a DN may be something else now. */
  public void configured(Dn dn) {
    Instant now = clock.instant();
    bindings.at(dn).stream().filter(entry -> isVoid(entry, now)).forEach(this::end);
  }

  private boolean isVoid(Entry entry, Instant now) {
    SipBinding binding = entry.binding();
    if (!due(binding).isAfter(now)) {
      return true;
    }
    boolean cutOff = entry.connection() != null && !isAlive.test(entry.connection());
    return isOurs(binding)
        && (cutOff || options.kindOf(binding.dn()) == RegistrarOptions.Kind.UNKNOWN);
  }

  private Instant due(SipBinding binding) {
    return isOurs(binding) ? binding.expiresAt() : binding.expiresAt().plus(GRACE);
  }

  /** Unless something is under way at the DN; then the next sweep sees to it. */
  private void end(Entry entry) {
    Runnable later = () -> bindings.lookAgain(entry, clock.instant());
    Dn dn = entry.binding().dn();
    if (!underWay.containsKey(dn) && underWay.size() < MAX_UNDER_WAY) {
      write(dn, List.of(Change.gone(entry.binding())), () -> {}, later);
    } else {
      later.run();
    }
  }

  private boolean isOurs(SipBinding binding) {
    return binding.gateway().equals(gateway);
  }

  private static Answer tooBusy() {
    return Answer.of(503, "Service Unavailable").with("Retry-After", "5");
  }
}
