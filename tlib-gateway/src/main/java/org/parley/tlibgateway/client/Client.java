package org.parley.tlibgateway.client;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.Origin;
import org.parley.contracts.Refusal;
import org.parley.tlib.Attribute;
import org.parley.tlib.Dn;
import org.parley.tlib.MessageType;
import org.parley.tlib.TextForm;
import org.parley.tlib.TlibCodec.FromClient;
import org.parley.tlib.TlibError;
import org.parley.tlib.TlibEvent;
import org.parley.tlibgateway.client.Unanswered.Pending;
import org.parley.tlibgateway.login.Person;
import org.parley.tlibgateway.request.Caller;
import org.parley.tlibgateway.request.InputMask;
import org.parley.tlibgateway.request.Reaction;
import org.parley.tlibgateway.translation.CallEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: who it is, what it asked and has no answer to, and what it was sent. It takes the
 * next message only while its answers flow; a client that asks without reading is not read from
 * either, and one that leaves its events unread is disconnected.
 */
final class Client implements Caller {
  private static final Logger log = LoggerFactory.getLogger(Client.class);

  /** At level trace every message in the T-Server text form, texts and data masked. */
  static final Logger WIRE_LOG = LoggerFactory.getLogger("org.parley.tlibgateway.wire");

  /** Events after which a flush does not wait for the end of the batch. */
  private static final int FLUSH_EVERY = 64;

  /** Where a connection stands. */
  sealed interface Stage {
    /** Has not said who it is. */
    record Stranger() implements Stage {}

    /** Said who it is; that is being checked. */
    record Checking() implements Stage {}

    record Known(Person person, String application) implements Stage {}

    /** Is being closed; nothing it sends counts and nothing more is sent. */
    record Leaving() implements Stage {}
  }

  private final long id;
  private final String gateway;
  private final Wire wire;
  private final ClientLimits limits;
  private final GatewayMeters meters;
  private final InstantSource clock;
  private final Consumer<Client> touched;
  private final Unanswered unanswered = new Unanswered();
  private final ArrayDeque<FromClient> inbox = new ArrayDeque<>();
  private final KeepAlive keepAlive;

  private final Set<Dn> agentsOf = new LinkedHashSet<>();

  private Stage stage = new Stage.Stranger();
  private InputMask mask = InputMask.ALL;
  private int strikes;
  private boolean held;
  private boolean reading = true;
  private boolean isTouched;
  private int unflushed;
  private long sequence;

  Client(
      long id,
      String gateway,
      Wire wire,
      ClientLimits limits,
      GatewayMeters meters,
      InstantSource clock,
      long nowMillis,
      Consumer<Client> touched) {
    this.id = id;
    this.gateway = gateway;
    this.wire = wire;
    this.limits = limits;
    this.meters = meters;
    this.clock = clock;
    this.touched = touched;
    this.keepAlive = new KeepAlive(nowMillis);
  }

  long id() {
    return id;
  }

  Wire wire() {
    return wire;
  }

  Stage stage() {
    return stage;
  }

  KeepAlive keepAlive() {
    return keepAlive;
  }

  Unanswered unanswered() {
    return unanswered;
  }

  void stage(Stage next) {
    stage = next;
  }

  boolean isLeaving() {
    return stage instanceof Stage.Leaving;
  }

  /** One more message that a stranger should not have sent; how many it is now. */
  int strike() {
    return ++strikes;
  }

  @Override
  public Person person() {
    if (stage instanceof Stage.Known(Person person, _)) {
      return person;
    }
    throw new IllegalStateException("nobody has logged in on connection " + id);
  }

  @Override
  public Origin origin(int referenceId) {
    return new Origin(gateway, id, referenceId);
  }

  boolean asked(@Nullable Origin cause) {
    return cause != null && cause.connection() == id && cause.gateway().equals(gateway);
  }

  @Override
  public void filter(InputMask wanted) {
    mask = wanted;
  }

  // What comes in

  /** Whether its next message may be dealt with now. */
  boolean takes() {
    return !held
        && !(stage instanceof Stage.Checking)
        && unanswered.count() < limits.unanswered()
        && wire.waitingBytes() <= limits.unreadBytesBeforePause()
        && wire.waitingMessages() <= limits.unreadMessagesBeforePause();
  }

  void keepForLater(FromClient message) {
    inbox.add(message);
  }

  boolean hasKept() {
    return !inbox.isEmpty();
  }

  @Nullable FromClient nextKept() {
    return inbox.poll();
  }

  /** Its later messages wait until {@link #release}. */
  void hold() {
    held = true;
  }

  void release() {
    held = false;
    touch();
  }

  /** Reads from the network as long as what comes can be dealt with. */
  void balance() {
    boolean wanted = isLeaving() || (takes() && inbox.isEmpty());
    if (wanted != reading) {
      reading = wanted;
      wire.reading(wanted);
    }
  }

  boolean isReading() {
    return reading;
  }

  // What goes out

  @Override
  public void tell(TlibEvent event, @Nullable Origin cause) {
    if (!asked(cause)) {
      if (mask.lets(event.type())) {
        send(event, 0, null);
      }
      return;
    }
    int referenceId = Objects.requireNonNull(cause).referenceId();
    Pending pending = unanswered.take(referenceId);
    touch();
    boolean says = onlyAnswers(event);
    if (pending == null && says) {
      return; // it was told that its time was up; an event of the call will tell it the rest
    }
    if (pending != null) {
      meters.request(
          pending.type(), event.type() == MessageType.EVENT_ERROR ? "refused" : "answered");
    }
    noteAgent(event);
    send(event, referenceId, says && pending != null ? pending.type() : null);
  }

  private void noteAgent(TlibEvent answer) {
    Dn dn = answer.get(Attribute.THIS_DN);
    if (dn != null && answer.type() == MessageType.EVENT_AGENT_LOGIN) {
      agentsOf.add(dn);
    } else if (dn != null && answer.type() == MessageType.EVENT_AGENT_LOGOUT) {
      agentsOf.remove(dn);
    }
  }

  /** The DNs at which it logged an agent in. */
  Set<Dn> agentsOf() {
    return agentsOf;
  }

  /** Answers a request at once. */
  void answer(TlibEvent event, int referenceId, @Nullable MessageType request) {
    send(event, referenceId, onlyAnswers(event) ? request : null);
  }

  /** It tells nothing else, so it has to name the request. */
  private static boolean onlyAnswers(TlibEvent event) {
    return event.type() == MessageType.EVENT_ACK || event.type() == MessageType.EVENT_ERROR;
  }

  void refuse(TlibError error, String detail, int referenceId, @Nullable MessageType request) {
    refuse(new Refusal(error, detail), null, referenceId, request);
  }

  void refuse(Refusal refusal, @Nullable Dn dn, int referenceId, @Nullable MessageType request) {
    send(CallEvents.error(refusal, dn, null, clock.instant()), referenceId, request);
  }

  private void send(TlibEvent event, int referenceId, @Nullable MessageType userEvent) {
    if (isLeaving() || isTooSlow()) {
      return;
    }
    TlibEvent numbered = event.withOptional(Attribute.USER_EVENT, userEvent);
    if (referenceId != 0) {
      numbered = numbered.with(Attribute.REFERENCE_ID, referenceId);
    }
    TlibEvent complete = numbered.with(Attribute.EVENT_SEQUENCE_NUMBER, ++sequence);
    if (WIRE_LOG.isTraceEnabled()) {
      WIRE_LOG.trace("to {}: {}", this, TextForm.masked().print(complete));
    }
    wire.send(complete);
    touch();
    if (++unflushed >= FLUSH_EVERY) {
      flush();
    }
  }

  void pong(long seq) {
    if (!isLeaving() && !isTooSlow()) {
      wire.sendAddp(false, seq);
      touch();
    }
  }

  void ping(long seq) {
    if (!isLeaving()) {
      wire.sendAddp(true, seq);
      touch();
    }
  }

  void flush() {
    unflushed = 0;
    wire.flush();
  }

  /** Also what the transport itself answers, such as WebSocket pings, waits for the client. */
  void endIfTooSlow() {
    if (!isLeaving()) {
      var unused = isTooSlow();
    }
  }

  private boolean isTooSlow() {
    long bytes = wire.waitingBytes();
    int messages = wire.waitingMessages();
    if (bytes <= limits.waitingBytes() && messages <= limits.waitingMessages()) {
      return false;
    }
    leave(
        "slow",
        TlibError.TOO_MANY_REQ,
        "does not read: " + messages + " messages, " + bytes + " bytes wait for it");
    return true;
  }

  /** Ends the connection from our side; the client is told why if it still reads. */
  void leave(String kind, @Nullable TlibError error, String why) {
    if (isLeaving()) {
      return;
    }
    log.info("Client {} ({}) is disconnected: {}", this, wire.source(), why);
    meters.dropped(kind);
    if (stage instanceof Stage.Known) {
      TlibEvent last =
          TlibEvent.of(MessageType.EVENT_LINK_DISCONNECTED)
              .withOptional(Attribute.ERROR_CODE, error == null ? null : error.code())
              .with(Attribute.ERROR_MESSAGE, why)
              .with(Attribute.TIME, clock.instant())
              .with(Attribute.EVENT_SEQUENCE_NUMBER, ++sequence);
      wire.send(last);
    }
    stage = new Stage.Leaving();
    inbox.clear();
    balance();
    wire.close();
  }

  private void touch() {
    if (!isTouched) {
      isTouched = true;
      touched.accept(this);
    }
  }

  void untouched() {
    isTouched = false;
  }

  // Requests that the log answers

  void waitsFor(int referenceId, MessageType type, long nowMillis, Reaction.Ask ask, int redraws) {
    unanswered.add(new Pending(referenceId, type, nowMillis, ask, redraws));
  }

  /** Requests that the log has not answered in time get error 57. */
  void giveUpOn(long sentBeforeMillis) {
    List<Pending> late = unanswered.takeOlderThan(sentBeforeMillis);
    for (Pending pending : late) {
      meters.request(pending.type(), "late");
      refuse(
          TlibError.TIMEOUT,
          "no answer to "
              + pending.type().wireName()
              + " in time; if it was carried out, events will tell",
          pending.referenceId(),
          pending.type());
    }
  }

  /** For logs: number, application and person. */
  @Override
  public String toString() {
    return stage instanceof Stage.Known(Person person, String application)
        ? id + " " + person.userName() + " " + application.replaceAll("[^\\x20-\\x7E]", "?")
        : Long.toString(id);
  }
}
