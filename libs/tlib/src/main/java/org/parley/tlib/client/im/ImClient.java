package org.parley.tlib.client.im;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parley.tlib.Attribute;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.MediaType;
import org.parley.tlib.TlibEvent;
import org.parley.tlib.TlibRequest;
import org.parley.tlib.client.Answer;
import org.parley.tlib.client.ClientOptions;
import org.parley.tlib.client.Requests;
import org.parley.tlib.client.TlibClient;

/**
 * The IM calls of one or more DNs. Stays connected, and keeps its conversations complete: after a
 * lost connection it fetches what it missed and sends again, under the same id, what had no answer.
 *
 * <pre>{@code
 * var options = ClientOptions.of("127.0.0.1", 7100, new Credentials.Password("1001", "demo"));
 * try (var im = ImClient.start(options, listener)) {
 *   im.tlib().connected().join();
 *   im.register(new Dn("1001")).join().orThrow();
 *   ImConversation talk =
 *       im.invite(new Dn("1001"), new Dn("1002"), "Hello").join().orThrow();
 *   talk.send("Are you there?").join();
 * }
 * }</pre>
 */
public final class ImClient implements AutoCloseable {
  private static final int RECENTLY_ENDED = 256;

  private final ImNumbers numbers;
  private final Map<Key, ImConversation> conversations = new ConcurrentHashMap<>();

  /** A call may be over before its maker has looked at the answer. */
  private final Map<Key, ImConversation> recentlyEnded =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, ImConversation> eldest) {
              return size() > RECENTLY_ENDED;
            }
          });

  private final ImEvents events;
  private final TlibClient tlib;
  private volatile boolean closed;

  /** The same call is two conversations to a client of both its DNs. */
  record Key(Dn dn, ConnId connId) {}

  private ImClient(ClientOptions options, ImListener listener, ImNumbers numbers) {
    this.numbers = numbers;
    this.events = new ImEvents(this, listener);
    this.tlib = TlibClient.start(options, events);
    events.start();
  }

  /** Starts to connect; {@link TlibClient#connected} of {@link #tlib} tells when it is done. */
  public static ImClient start(ClientOptions options, ImListener listener) {
    return new ImClient(options, listener, ImNumbers.standard());
  }

  /** As {@link #start(ClientOptions, ImListener)}, for a server with other service numbers. */
  public static ImClient start(ClientOptions options, ImListener listener, ImNumbers numbers) {
    return new ImClient(options, listener, numbers);
  }

  /** The client beneath, for every request that is not instant messaging. */
  public TlibClient tlib() {
    return tlib;
  }

  ImNumbers numbers() {
    return numbers;
  }

  boolean isClosed() {
    return closed;
  }

  /** Registers a DN, now and after each reconnect; conversations that it has already turn up. */
  public CompletableFuture<Answer> register(Dn dn) {
    return tlib.register(dn);
  }

  /** Invites another DN to talk. */
  public CompletableFuture<Invited> invite(Dn from, Dn to, String firstMessage) {
    return invite(from, to, firstMessage, KvList.empty());
  }

  /**
   * As {@link #invite(Dn, Dn, String)}, with data that the other side sees with the invitation.
   *
   * @param firstMessage what the invitation shows; empty for none
   */
  public CompletableFuture<Invited> invite(Dn from, Dn to, String firstMessage, KvList userData) {
    KvList extensions =
        firstMessage.isEmpty()
            ? null
            : KvList.of("im-text", firstMessage).with("im-msg-id", UUID.randomUUID().toString());
    return tlib.request(
            new TlibRequest.MakeCall(
                0,
                from,
                to,
                null,
                null,
                MediaType.CHAT,
                userData.isEmpty() ? null : userData,
                null,
                extensions))
        .thenApply(answer ->
            switch (answer) {
              case Answer.Done(var event) -> started(from, to, event);
              case Answer.Refused(int code, var message) -> new Invited.Refused(code, message);
              case Answer.Missing(var reason, _) -> new Invited.Unknown(reason);
            });
  }

  private Invited started(Dn from, Dn to, TlibEvent dialing) {
    ConnId connId = dialing.get(Attribute.CONN_ID);
    if (connId == null) {
      return new Invited.Unknown("the answer has no ConnID");
    }
    ImConversation conversation = conversation(new Key(from, connId), false);
    conversation.isWith(to);
    return new Invited.Started(conversation);
  }

  /** The live conversation of that call at that DN. */
  public Optional<ImConversation> conversation(Dn dn, ConnId connId) {
    return Optional.ofNullable(conversations.get(new Key(dn, connId)));
  }

  /** The live conversations. */
  public List<ImConversation> conversations() {
    return List.copyOf(conversations.values());
  }

  /** The conversation of that key, which may have ended a moment ago, or a new one. */
  ImConversation conversation(Key key, boolean incoming) {
    ImConversation ended = recentlyEnded.get(key);
    if (ended != null) {
      return ended;
    }
    return conversations.computeIfAbsent(
        key, k -> new ImConversation(this, k.dn(), k.connId(), incoming));
  }

  @Nullable ImConversation known(Key key) {
    return conversations.get(key);
  }

  void forget(ImConversation conversation) {
    var key = new Key(conversation.dn(), conversation.connId());
    recentlyEnded.put(key, conversation);
    conversations.remove(key);
  }

  /** Asks for what the conversation misses, if it misses something and has not asked yet. */
  void askFor(ImConversation conversation) {
    OptionalInt after = conversation.question();
    if (after.isEmpty()) {
      return;
    }
    tlib.request(
            Requests.privateService(
                conversation.dn(),
                conversation.connId(),
                numbers.getTranscript(),
                KvList.empty().with("im-after-seq", after.getAsInt())))
        .thenAccept(
            answer -> tlib.runInOrder(() -> events.catchUp().transcript(conversation, answer)));
  }

  /** Completes a send on a thread of its own: what depends on it may block. */
  void complete(Outbox.Letter letter, Sent outcome) {
    Thread.startVirtualThread(() -> letter.outcome().complete(outcome));
  }

  void later(Duration pause, Runnable action) {
    CompletableFuture.delayedExecutor(
            pause.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread)
        .execute(action);
  }

  /** Disconnects. Conversations go on at the server; sends without an answer become Unknown. */
  @Override
  public void close() {
    closed = true;
    tlib.close();
    conversations.values().forEach(conversation -> conversation.abandon("the client is closed"));
  }
}
