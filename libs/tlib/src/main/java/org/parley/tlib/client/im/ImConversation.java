package org.parley.tlib.client.im;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.parley.tlib.CallType;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.TlibError;
import org.parley.tlib.TlibRequest;
import org.parley.tlib.client.Answer;
import org.parley.tlib.client.Requests;

/**
 * An IM call seen from one of its DNs. Thread-safe; what it shows is what the server said last. It
 * can be used through lost connections: a message that is sent meanwhile goes out afterwards.
 */
public final class ImConversation {
  /** Messages that {@link #transcript} keeps, the newest. */
  public static final int MAX_TRANSCRIPT = 10_000;

  private static final Set<Integer> PASSING =
      Set.of(
          TlibError.REQ_IN_PROGRESS.code(),
          TlibError.TOO_MANY_REQ.code(),
          TlibError.SERV_UNAVAIL.code());
  private static final Duration PASSING_PAUSE = Duration.ofMillis(500);

  private final ImClient client;
  private final Dn dn;
  private final ConnId connId;
  private final boolean incoming;

  private final MessageOrder order = new MessageOrder();
  private final Outbox outbox = new Outbox();
  private final Deque<ImText> transcript = new ArrayDeque<>();
  private @Nullable Dn other;
  private @Nullable String otherName;
  private @Nullable String invitation;
  private CallType callType = CallType.UNKNOWN;
  private KvList userData = KvList.empty();
  private ImState state = ImState.ESTABLISHING;
  private @Nullable ImEnd ending;

  private @Nullable ImEnd announced;

  /** The end, as soon as the messages before it have come. */
  private @Nullable ImEnd endAhead;

  /** Whether what this side says can go out: not while it is being found out what it missed. */
  private boolean live = true;

  ImConversation(ImClient client, Dn dn, ConnId connId, boolean incoming) {
    this.client = client;
    this.dn = dn;
    this.connId = connId;
    this.incoming = incoming;
  }

  /** The DN of this side. */
  public Dn dn() {
    return dn;
  }

  public ConnId connId() {
    return connId;
  }

  /** Whether the other side invited. */
  public boolean isIncoming() {
    return incoming;
  }

  /** The DN of the other side, once known. */
  public synchronized Optional<Dn> other() {
    return Optional.ofNullable(other);
  }

  /** Login name of the other side, or its number as long as it has written nothing. */
  public synchronized String otherName() {
    return otherName != null ? otherName : other == null ? "?" : other.number();
  }

  /** Whether the other side is a customer, who called from outside. */
  public synchronized boolean isWithCustomer() {
    return incoming && callType == CallType.INBOUND;
  }

  public synchronized ImState state() {
    return state;
  }

  /** How it ended, once {@link ImState#ENDED}. */
  public synchronized Optional<ImEnd> ending() {
    return Optional.ofNullable(ending);
  }

  /** The first message, as the invitation showed it. */
  public synchronized Optional<String> invitation() {
    return Optional.ofNullable(invitation);
  }

  /** The data attached to the call. */
  public synchronized KvList userData() {
    return userData;
  }

  /** The messages in order. */
  public synchronized List<ImText> transcript() {
    return List.copyOf(transcript);
  }

  /** Says something. Never blocks; completes when the message cannot be lost any more. */
  public CompletableFuture<Sent> send(String text) {
    return send(UUID.randomUUID().toString(), text);
  }

  /**
   * Says something under an id of the application's choice: repeating an id that was accepted
   * changes nothing.
   */
  public synchronized CompletableFuture<Sent> send(String messageId, String text) {
    Optional<Outbox.Letter> letter = outbox.add(messageId, text);
    if (letter.isEmpty()) {
      return CompletableFuture.completedFuture(
          new Sent.Refused(
              TlibError.TOO_MANY_REQ.code(),
              Outbox.MAX + " messages of this conversation have no answer yet"));
    }
    if (client.isClosed()) {
      outbox.remove(messageId);
      return CompletableFuture.completedFuture(new Sent.Unknown("the client is closed"));
    }
    sendWaiting();
    return letter.get().outcome().copy();
  }

  /** Takes up the invitation. */
  public CompletableFuture<Answer> accept() {
    return client.tlib().request(Requests.answerCall(dn, connId));
  }

  /** Says no to the invitation. */
  public CompletableFuture<Answer> reject() {
    return client.tlib().request(Requests.releaseCall(dn, connId));
  }

  /** Ends the conversation, or gives up the invitation. */
  public CompletableFuture<Answer> end() {
    return client.tlib().request(Requests.releaseCall(dn, connId));
  }

  /** Adds pairs to the attached data, or replaces them by key. */
  public CompletableFuture<Answer> attach(KvList pairs) {
    return client.tlib().request(new TlibRequest.UpdateUserData(0, dn, connId, pairs));
  }

  /** Tells the other parties that this one is writing, or is not any more. */
  public CompletableFuture<Answer> typing(boolean active) {
    return client
        .tlib()
        .request(
            Requests.privateService(
                dn,
                connId,
                client.numbers().typing(),
                KvList.of("im-typing", active ? "active" : "idle")));
  }

  @Override
  public String toString() {
    return "ImConversation[" + dn + ", " + connId + "]";
  }

  // ---- what the client found out; each returns what has to be told ----

  synchronized void isWith(@Nullable Dn otherDn) {
    if (otherDn != null && !otherDn.equals(dn)) {
      other = otherDn;
    }
  }

  synchronized void hasType(CallType type) {
    callType = type;
  }

  synchronized void invitedWith(String text) {
    invitation = text;
  }

  synchronized void hasData(KvList data) {
    userData = data;
  }

  synchronized void isConnected() {
    if (state == ImState.ESTABLISHING) {
      state = ImState.CONNECTED;
    }
  }

  /** The reason for an end that comes with the next event. */
  synchronized void willEnd(ImEnd how) {
    announced = how;
  }

  /** Whether it has ended with this; otherwise it will when the messages before it have come. */
  synchronized boolean ends(ImEnd how) {
    if (state == ImState.ENDED) {
      return false;
    }
    if (endAhead == null) {
      endAhead = announced == null ? how : announced;
    }
    return endIfSettled();
  }

  private boolean endIfSettled() {
    if (endAhead == null || state == ImState.ENDED || !order.isSettled()) {
      return false;
    }
    state = ImState.ENDED;
    ending = endAhead;
    return true;
  }

  /** The messages that are next after these came. */
  synchronized List<ImText> arrived(List<ImText> messages) {
    return keep(order.arrived(messages));
  }

  /** There is a connection again, and nobody knows yet what was missed. */
  synchronized void beginCatchUp() {
    live = false;
    order.doubt();
  }

  /** There is no connection: what is said waits. */
  synchronized void offline() {
    live = false;
  }

  /** There may be older messages. */
  synchronized void doubt() {
    order.doubt();
  }

  /** After which number to ask the server now, if at all. */
  synchronized OptionalInt question() {
    return order.question();
  }

  synchronized void unanswered() {
    order.unanswered();
  }

  synchronized List<ImText> answered(List<ImText> page, boolean more) {
    return keep(order.answered(page, more));
  }

  private List<ImText> keep(List<ImText> next) {
    for (ImText message : next) {
      transcript.addLast(message);
      if (transcript.size() > MAX_TRANSCRIPT) {
        transcript.removeFirst();
      }
      if (message.fromDn().equals(dn.number())) {
        Outbox.Letter letter = outbox.remove(message.messageId());
        if (letter != null) {
          client.complete(letter, new Sent.Accepted(message.messageId()));
        }
      } else if (other == null || message.fromDn().equals(other.number())) {
        otherName = message.fromName();
      }
    }
    return next;
  }

  /** What the state of the messages allows; whether the conversation ended by it. */
  synchronized boolean settle() {
    if (!order.isSettled()) {
      return false;
    }
    live = true;
    if (endIfSettled()) {
      for (Outbox.Letter letter : outbox.removeAll()) {
        client.complete(
            letter,
            ending == ImEnd.WHILE_AWAY
                ? new Sent.Refused(
                    TlibError.INV_CALL_STATE.code(), "the conversation had ended before")
                : new Sent.Unknown("the conversation ended"));
      }
      return true;
    }
    sendWaiting();
    return false;
  }

  synchronized boolean isSettled() {
    return order.isSettled();
  }

  private void sendWaiting() {
    if (live && client.tlib().isConnected()) {
      outbox.takeUnsent().forEach(this::transmit);
    }
  }

  private void transmit(Outbox.Letter letter) {
    client
        .tlib()
        .request(
            Requests.privateService(
                dn,
                connId,
                client.numbers().send(),
                KvList.of("im-text", letter.text()).with("im-msg-id", letter.messageId())))
        .thenAccept(answer -> answered(letter, answer));
  }

  private synchronized void answered(Outbox.Letter letter, Answer answer) {
    switch (answer) {
      case Answer.Done _ -> settled(letter, new Sent.Accepted(letter.messageId()));
      case Answer.Refused(int code, var message) -> {
        if (PASSING.contains(code) && outbox.comeBackFailed(letter)) {
          client.later(PASSING_PAUSE, this::retry);
        } else {
          settled(letter, new Sent.Refused(code, message));
        }
      }
      case Answer.Missing(var reason, _) -> missing(letter, reason);
    }
  }

  private void missing(Outbox.Letter letter, String reason) {
    if (client.isClosed() || state == ImState.ENDED) {
      settled(letter, new Sent.Unknown(reason));
    } else if (!client.tlib().isConnected()) {
      outbox.comeBack(letter); // it goes out after the reconnect
    } else if (outbox.comeBackFailed(letter)) {
      client.later(PASSING_PAUSE, this::retry);
    } else {
      settled(letter, new Sent.Unknown(reason));
    }
  }

  private synchronized void retry() {
    sendWaiting();
  }

  private void settled(Outbox.Letter letter, Sent outcome) {
    outbox.remove(letter.messageId());
    client.complete(letter, outcome);
  }

  /** Nobody will answer any more. */
  synchronized void abandon(String reason) {
    for (Outbox.Letter letter : outbox.removeAll()) {
      client.complete(letter, new Sent.Unknown(reason));
    }
  }
}
