package org.parley.acceptance.desktop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.parley.tlib.Attribute;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.KvValue;
import org.parley.tlib.MediaType;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibCodec;
import org.parley.tlib.TlibEvent;
import org.parley.tlib.TlibRequest;

/** A desktop of one agent at one DN. Its steps return when the suite has answered. */
public final class FakeDesktop implements AutoCloseable {
  public static final int SAY = 8001;
  public static final int SAID = 8002;
  public static final int TRANSCRIPT = 8003;
  public static final int GET_TRANSCRIPT = 8005;
  public static final int TYPING = 8006;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Wire wire;
  private final Dn dn;
  private final AtomicInteger references = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final List<TlibEvent> events = new ArrayList<>();
  private long lastSequence;
  private boolean ended;

  private FakeDesktop(Wire wire, String dn) {
    this.wire = wire;
    this.dn = new Dn(dn);
    Thread.ofVirtual().start(this::read);
  }

  /** A message as a party sees it. */
  public record Message(int seq, String id, String from, String text) {
    static Message of(KvList record) {
      return new Message(
          record.integer("im-seq").orElseThrow(),
          record.text("im-msg-id").orElseThrow(),
          record.text("im-from-dn").orElseThrow(),
          record.text("im-text").orElseThrow());
    }
  }

  /** Connected, and nothing else. */
  public static FakeDesktop connected(Wire wire, String dn) {
    return new FakeDesktop(wire, dn);
  }

  /** Logged in as the person of that DN in the demo data, and registered. */
  public static FakeDesktop of(Wire wire, String dn) {
    var desktop = new FakeDesktop(wire, dn);
    desktop.expectAnswer(desktop.logIn(dn, "demo"), MessageType.EVENT_LINK_CONNECTED);
    desktop.expectAnswer(desktop.register(dn), MessageType.EVENT_REGISTERED);
    return desktop;
  }

  private void read() {
    try (wire) {
      for (byte[] json = wire.receive(); json != null; json = wire.receive()) {
        switch (TlibCodec.decodeFromServer(json)) {
          case TlibCodec.FromServer.Event(var event) -> add(event);
          case TlibCodec.FromServer.Ping(var seq) -> wire.send(TlibCodec.encodeAddp(false, seq));
          case TlibCodec.FromServer.Pong _, TlibCodec.FromServer.Unknown _ -> {}
          case TlibCodec.FromServer.Broken(var reason) -> throw new IOException(reason);
        }
      }
    } catch (IOException broken) {
      return;
    } finally {
      signal(() -> ended = true);
    }
  }

  private void add(TlibEvent event) {
    signal(() -> {
      long sequence = event.find(Attribute.EVENT_SEQUENCE_NUMBER).orElse(-1L);
      if (sequence != ++lastSequence) {
        throw new AssertionError("event " + sequence + " where " + lastSequence + " is next");
      }
      events.add(event);
    });
  }

  private void signal(Runnable change) {
    lock.lock();
    try {
      change.run();
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public Dn dn() {
    return dn;
  }

  /** Sends any bytes as one message. */
  public void sendRaw(byte[] json) {
    try {
      wire.send(json);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Sends a request built around a fresh referenceId; returns that. */
  public int send(IntFunction<TlibRequest> request) {
    int reference = references.incrementAndGet();
    sendRaw(TlibCodec.encode(request.apply(reference)));
    return reference;
  }

  /** Sends a request and returns its answer, EventError included. */
  public TlibEvent ask(IntFunction<TlibRequest> request) {
    int reference = send(request);
    return await(
        "answer to " + reference,
        event -> event.find(Attribute.REFERENCE_ID).orElse(0) == reference);
  }

  /** The next event of that type, in the order of arrival; others stay for later. */
  public TlibEvent await(MessageType type) {
    return await(type.wireName(), event -> event.type() == type);
  }

  /** The next event that fits. */
  public TlibEvent await(String what, Predicate<TlibEvent> wanted) {
    return poll(wanted, PATIENCE)
        .orElseThrow(() ->
            new AssertionError(
                "no "
                    + what
                    + " at "
                    + dn
                    + (hasEnded() ? " (connection ended)" : "")
                    + ", but "
                    + unread()));
  }

  /** The next event that fits, if one comes in time. */
  public Optional<TlibEvent> poll(Predicate<TlibEvent> wanted, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    lock.lock();
    try {
      while (true) {
        for (TlibEvent event : events) {
          if (wanted.test(event)) {
            events.remove(event);
            return Optional.of(event);
          }
        }
        long left = deadline - System.nanoTime();
        if (ended || left <= 0 || arrived.awaitNanos(left) <= 0) {
          return Optional.empty();
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    } finally {
      lock.unlock();
    }
  }

  /** Events that no test step has taken yet. */
  public List<TlibEvent> unread() {
    lock.lock();
    try {
      return List.copyOf(events);
    } finally {
      lock.unlock();
    }
  }

  public boolean hasEnded() {
    lock.lock();
    try {
      return ended;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the suite closes the connection. */
  public boolean endsWithin(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    lock.lock();
    try {
      while (!ended) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        long _ = arrived.awaitNanos(left);
      }
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    } finally {
      lock.unlock();
    }
  }

  public TlibEvent logIn(String user, String password) {
    return ask(
        ref -> new TlibRequest.RegisterClient(ref, "acceptance", user, password, null, null, null));
  }

  public TlibEvent register(String number) {
    return ask(ref -> new TlibRequest.RegisterAddress(ref, new Dn(number), null, null, null));
  }

  /** Invites; returns the ConnID of the call. */
  public ConnId invite(String other, @Nullable String text) {
    TlibEvent dialing = ask(ref -> makeCall(ref, other, text));
    return expectAnswer(dialing, MessageType.EVENT_DIALING).require(Attribute.CONN_ID);
  }

  public TlibRequest makeCall(int ref, String other, @Nullable String text) {
    KvList extensions = text == null ? null : KvList.of("im-text", text);
    return new TlibRequest.MakeCall(
        ref, dn, new Dn(other), null, null, MediaType.CHAT, null, null, extensions);
  }

  public TlibEvent accept(ConnId connId) {
    return expectAnswer(
        ask(ref -> new TlibRequest.AnswerCall(ref, dn, connId, null, null)),
        MessageType.EVENT_ESTABLISHED);
  }

  public TlibEvent release(ConnId connId) {
    return ask(ref -> new TlibRequest.ReleaseCall(ref, dn, connId, null, null));
  }

  /** Says something; returns the EventACK or EventError. */
  public TlibEvent say(ConnId connId, String text, String id) {
    return ask(ref -> saying(ref, connId, text, id));
  }

  public TlibRequest saying(int ref, ConnId connId, String text, String id) {
    return service(ref, connId, SAY, KvList.of("im-text", text).with("im-msg-id", id));
  }

  public TlibRequest service(int ref, ConnId connId, int number, KvList extensions) {
    return new TlibRequest.PrivateService(ref, dn, connId, null, number, null, null, extensions);
  }

  /** The next message of the call, own ones included. */
  public Message nextMessage(ConnId connId) {
    return Message.of(
        await(
                "message in " + connId,
                event ->
                    event.type() == MessageType.EVENT_PRIVATE_INFO
                        && event.require(Attribute.PRIVATE_MSG_ID) == SAID
                        && connId.equals(event.get(Attribute.CONN_ID)))
            .extensions());
  }

  /** Everything said in the call, asked for page by page. */
  public List<Message> transcript(ConnId connId) {
    var messages = new ArrayList<Message>();
    boolean more = true;
    while (more) {
      int after = messages.isEmpty() ? 0 : messages.getLast().seq();
      TlibEvent page =
          expectAnswer(
              ask(ref ->
                  service(ref, connId, GET_TRANSCRIPT, KvList.empty().with("im-after-seq", after))),
              MessageType.EVENT_PRIVATE_INFO);
      messages.addAll(page(page));
      more = page.extensions().integer("im-more").orElse(0) == 1;
    }
    return messages;
  }

  /** The messages of an EventPrivateInfo 8003. */
  public static List<Message> page(TlibEvent transcript) {
    return transcript
        .extensions()
        .list("im-transcript")
        .orElse(KvList.empty())
        .pairs()
        .values()
        .stream()
        .map(value -> Message.of(((KvValue.Nested) value).value()))
        .toList();
  }

  /** The event, if it is of that type. */
  public TlibEvent expectAnswer(TlibEvent answer, MessageType type) {
    if (answer.type() != type) {
      throw new AssertionError(
          answer.type().wireName()
              + " "
              + answer.get(Attribute.ERROR_CODE)
              + " "
              + answer.get(Attribute.ERROR_MESSAGE)
              + " instead of "
              + type.wireName()
              + " at "
              + dn);
    }
    return answer;
  }

  /** Waits until everything that the suite sent so far is here. */
  public FakeDesktop settled() {
    expectAnswer(ask(TlibRequest.QueryServer::new), MessageType.EVENT_SERVER_INFO);
    return this;
  }

  @Override
  public void close() {
    wire.close();
  }

  /** For an answer that is to come later than usual. */
  public TlibEvent awaitWithin(MessageType type, long seconds) {
    return poll(event -> event.type() == type, Duration.ofSeconds(seconds))
        .orElseThrow(() -> new AssertionError("no " + type.wireName() + " in " + seconds + " s"));
  }

  /** How long a step waits. */
  public static long patienceMillis() {
    return TimeUnit.MILLISECONDS.convert(PATIENCE);
  }
}
