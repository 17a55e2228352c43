package org.parley.acceptance.fault;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.parley.acceptance.history.History;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.client.ClientOptions;
import org.parley.tlib.client.Credentials;
import org.parley.tlib.client.im.ImClient;
import org.parley.tlib.client.im.ImConversation;
import org.parley.tlib.client.im.ImListener;
import org.parley.tlib.client.im.ImText;
import org.parley.tlib.client.im.Sent;

/**
 * A session of two agents who go on writing to each other, whatever happens, and note everything.
 */
final class Talk implements AutoCloseable {
  /** Messages of one party without an answer; then it waits. */
  private static final int UNANSWERED = 20;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<Party> parties;
  private final History history;
  private final ConnId connId;
  private final Duration pause;
  private volatile boolean stopped;

  private Talk(List<Party> parties, History history, ConnId connId, Duration pause) {
    this.parties = parties;
    this.history = history;
    this.connId = connId;
    this.pause = pause;
  }

  /** One agent with a client of its own. */
  private static final class Party implements ImListener {
    final Dn dn;
    final ImClient client;
    final CompletableFuture<ImConversation> conversation = new CompletableFuture<>();
    final Semaphore unanswered = new Semaphore(UNANSWERED);
    final AtomicInteger count = new AtomicInteger();
    final CompletableFuture<History> history = new CompletableFuture<>();

    /** When the first message was accepted that was sent after {@link #since}; 0 until then. */
    volatile long acceptedAt;

    volatile long since;

    Party(String number, List<InetSocketAddress> gateways) {
      this.dn = new Dn(number);
      this.client =
          ImClient.start(
              ClientOptions.of("127.0.0.1", 1, new Credentials.Password(number, "demo"))
                  .withGateways(gateways)
                  .withAddp(Duration.ofSeconds(2))
                  .withRetry(Duration.ofMillis(100), Duration.ofMillis(500)),
              this);
    }

    @Override
    public void invited(ImConversation invitation) {
      if (conversation.complete(invitation)) {
        invitation.accept();
      }
    }

    @Override
    public void message(ImConversation in, ImText text) {
      history
          .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
          .join()
          .seen(dn.number(), new History.Line(text.seq(), text.fromDn(), text.messageId()));
    }
  }

  /**
   * Connects both agents and starts their session.
   *
   * @param gateways for each client the order in which it tries them is turned by {@code turn}
   * @param pause between two messages of a party
   */
  static Talk start(
      String first, String second, List<InetSocketAddress> gateways, int turn, Duration pause)
      throws Exception {
    var inviter = new Party(first, turned(gateways, turn));
    var invited = new Party(second, turned(gateways, turn + 1));
    var parties = List.of(inviter, invited);
    for (Party party : parties) {
      party.client.tlib().connected().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      party.client.register(party.dn).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
    inviter.conversation.complete(
        inviter
            .client
            .invite(inviter.dn, invited.dn, "")
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
            .orThrow());
    ConnId connId = invited.conversation.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).connId();
    var history = new History(connId + " of " + first, List.of(first, second));
    parties.forEach(party -> party.history.complete(history));
    var talk = new Talk(parties, history, connId, pause);
    parties.forEach(party -> Thread.ofVirtual().start(() -> talk.write(party)));
    return talk;
  }

  private static List<InetSocketAddress> turned(List<InetSocketAddress> gateways, int turn) {
    int by = turn % gateways.size();
    return java.util.stream.Stream.concat(
            gateways.subList(by, gateways.size()).stream(), gateways.subList(0, by).stream())
        .toList();
  }

  private void write(Party party) {
    ImConversation conversation = party.conversation.join();
    while (!stopped) {
      LockSupport.parkNanos(pause.toNanos());
      if (party.unanswered.tryAcquire()) {
        String id = party.dn + "-" + party.count.incrementAndGet();
        long sentAt = System.nanoTime();
        history.sent(party.dn.number(), id);
        var _ =
            conversation
                .send(id, "text of " + id)
                .thenAccept(sent -> answered(party, id, sentAt, sent));
      }
    }
  }

  private void answered(Party party, String id, long sentAt, Sent sent) {
    switch (sent) {
      case Sent.Accepted _ -> {
        history.acknowledged(id);
        if (party.acceptedAt == 0 && sentAt >= party.since) {
          party.acceptedAt = System.nanoTime();
        }
        party.unanswered.release();
      }
      case Sent.Refused(int code, var message) ->
          throw new AssertionError(id + " was refused: " + code + " " + message);
      case Sent.Unknown(var reason) -> throw new AssertionError(id + " is unknown: " + reason);
    }
  }

  ConnId connId() {
    return connId;
  }

  List<String> numbers() {
    return parties.stream().map(party -> party.dn.number()).toList();
  }

  History history() {
    return history;
  }

  /** From now on, how long until a new message of each party is accepted. */
  void startWatch() {
    for (Party party : parties) {
      party.since = System.nanoTime();
      party.acceptedAt = 0;
    }
  }

  /** Whether each party has had a message accepted that it sent after {@link #startWatch}. */
  boolean goesOn() {
    return parties.stream().allMatch(party -> party.acceptedAt != 0);
  }

  /** The longer of the two parties' times. */
  Duration pauseSeen() {
    return parties.stream()
        .map(party -> Duration.ofNanos(party.acceptedAt - party.since))
        .max(Duration::compareTo)
        .orElseThrow();
  }

  /** No new messages; those on their way still arrive. */
  void stop() {
    stopped = true;
  }

  /** Whether every message that was sent has its answer. */
  boolean isAnswered() {
    return parties.stream().allMatch(party -> party.unanswered.availablePermits() == UNANSWERED);
  }

  @Override
  public void close() {
    stopped = true;
    parties.forEach(party -> party.client.close());
  }
}
