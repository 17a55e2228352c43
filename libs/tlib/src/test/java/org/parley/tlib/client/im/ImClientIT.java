package org.parley.tlib.client.im;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.tlib.Attribute;
import org.parley.tlib.CallState;
import org.parley.tlib.CallType;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.MediaType;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibError;
import org.parley.tlib.TlibEvent;
import org.parley.tlib.client.FakeSite;
import org.parley.tlib.client.LinkDown;
import org.parley.tlib.client.LinkInfo;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ImClientIT {
  private static final Dn ALICE = new Dn("1001");
  private static final Dn BOB = new Dn("1002");
  private static final Duration SHORT = Duration.ofMillis(100);

  private final List<Desk> desks = new ArrayList<>();
  private FakeSite site;

  @BeforeEach
  void open() throws IOException {
    site = new FakeSite();
  }

  @AfterEach
  void close() throws IOException {
    desks.forEach(desk -> desk.im.close());
    site.close();
  }

  /** An agent with a client, who notes what happens. */
  private static final class Desk implements ImListener {
    final List<String> lines = new CopyOnWriteArrayList<>();
    final List<Integer> seqs = new CopyOnWriteArrayList<>();
    final CompletableFuture<ImConversation> invitation = new CompletableFuture<>();
    final ImClient im;
    final Dn dn;

    Desk(FakeSite site, Dn dn) {
      this.dn = dn;
      this.im =
          ImClient.start(
              site.options(dn.number())
                  .withRequestTimeout(Duration.ofMillis(500))
                  .withRetry(Duration.ofMillis(20), SHORT),
              this);
      im.tlib().connected().orTimeout(10, TimeUnit.SECONDS).join();
      im.register(dn).join().orThrow();
    }

    @Override
    public void invited(ImConversation conversation) {
      lines.add(
          "invited by "
              + conversation.other().orElseThrow()
              + conversation.invitation().map(t -> ": " + t).orElse(""));
      invitation.complete(conversation);
    }

    @Override
    public void changed(ImConversation conversation) {
      lines.add(
          conversation.state()
              + conversation.ending().map(ending -> " (" + ending + ")").orElse(""));
    }

    @Override
    public void message(ImConversation conversation, ImText message) {
      seqs.add(message.seq());
      lines.add(message.fromName() + ": " + message.text());
    }

    @Override
    public void userDataChanged(ImConversation conversation) {
      lines.add("data " + conversation.userData().text("k").orElse(""));
    }

    @Override
    public void undelivered(ImConversation conversation, Undelivered message) {
      lines.add(message.toString());
    }

    @Override
    public void typing(ImConversation conversation, Dn who, boolean active) {
      lines.add(who + (active ? " writes" : " stopped"));
    }

    @Override
    public void connectionLost(String reason, LinkDown outlook) {
      lines.add(outlook.willRetry() ? "lost" : "closed");
    }

    @Override
    public void connected(LinkInfo link) {
      lines.add(link.again() ? "back" : "connected");
    }

    @Override
    public void caughtUp(int messages) {
      lines.add("fetched " + messages);
    }

    void hears(String... expected) {
      await().untilAsserted(() -> assertThat(lines).containsSubsequence(expected));
    }
  }

  private Desk desk(Dn dn) {
    var desk = new Desk(site, dn);
    desks.add(desk);
    return desk;
  }

  private ImConversation connect(Desk from, Desk to) {
    ImConversation talk = from.im.invite(from.dn, to.dn, "Hello").join().orThrow();
    to.invitation.orTimeout(10, TimeUnit.SECONDS).join().accept().join().orThrow();
    await().until(() -> talk.state() == ImState.CONNECTED);
    return talk;
  }

  @Test
  void a_message_that_did_not_arrive_is_told_with_its_place_and_reason() {
    Desk alice = desk(ALICE);
    ImConversation talk = connect(alice, desk(BOB));
    site.tell(
        ALICE,
        TlibEvent.of(MessageType.EVENT_PRIVATE_INFO)
            .with(Attribute.THIS_DN, ALICE)
            .with(Attribute.CONN_ID, talk.connId())
            .with(Attribute.PRIVATE_MSG_ID, 8004)
            .with(
                Attribute.EXTENSIONS,
                KvList.of("im-msg-id", "m1")
                    .with("im-seq", 1)
                    .with("im-error", "Unsupported Media Type")
                    .with("im-error-code", 415)
                    .with("im-to-dn", "1002")));

    alice.hears(new Undelivered("m1", 1, "1002", "Unsupported Media Type", 415).toString());
  }

  @Test
  void a_customer_is_told_from_an_agent() {
    Desk alice = desk(ALICE);
    var customer = new Dn("zoe@customers.example");
    site.tell(
        ALICE,
        TlibEvent.of(MessageType.EVENT_RINGING)
            .with(Attribute.THIS_DN, ALICE)
            .with(Attribute.OTHER_DN, customer)
            .with(Attribute.CONN_ID, ConnId.of(1, ConnId.Medium.IM, 4711))
            .with(Attribute.CALL_TYPE, CallType.INBOUND)
            .with(Attribute.MEDIA_TYPE, MediaType.CHAT));

    ImConversation call = alice.invitation.orTimeout(10, TimeUnit.SECONDS).join();

    assertThat(call.isWithCustomer()).isTrue();
    assertThat(call.other()).contains(customer);
    assertThat(connect(alice, desk(BOB)).isWithCustomer()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "NO_ANSWER,       no answer",
    "SIT_VACANT,      out of service",
    "SIT_INVALIDNUM,  unknown address",
    "GENERAL_ERROR,   not reached",
    "BUSY,            rejected",
  })
  void an_invitation_that_reaches_nobody_says_why(CallState state, String words) {
    Desk alice = desk(ALICE);
    ImConversation talk = alice.im.invite(ALICE, BOB, "Hello").join().orThrow();
    for (MessageType type :
        List.of(MessageType.EVENT_DESTINATION_BUSY, MessageType.EVENT_RELEASED)) {
      site.tell(
          ALICE,
          TlibEvent.of(type)
              .with(Attribute.THIS_DN, ALICE)
              .with(Attribute.CONN_ID, talk.connId())
              .with(Attribute.CALL_STATE, state)
              .with(Attribute.MEDIA_TYPE, MediaType.CHAT));
    }

    alice.hears("Ended (" + words + ")");
  }

  @Test
  void a_session_that_is_cleared_ended_after_a_long_silence() {
    Desk alice = desk(ALICE);
    ImConversation talk = connect(alice, desk(BOB));
    site.tell(
        ALICE,
        TlibEvent.of(MessageType.EVENT_RELEASED)
            .with(Attribute.THIS_DN, ALICE)
            .with(Attribute.CONN_ID, talk.connId())
            .with(Attribute.CALL_STATE, CallState.CLEARED)
            .with(Attribute.MEDIA_TYPE, MediaType.CHAT));

    alice.hears("Ended (ended after a long silence)");
  }

  @Test
  void two_agents_talk_from_the_invitation_to_the_end() {
    Desk alice = desk(ALICE);
    Desk bob = desk(BOB);
    ImConversation talk = alice.im.invite(ALICE, BOB, "Hello").join().orThrow();
    assertThat(talk.state()).isEqualTo(ImState.ESTABLISHING);
    ImConversation bobs = bob.invitation.orTimeout(10, TimeUnit.SECONDS).join();
    bobs.accept().join().orThrow();
    await().until(() -> talk.state() == ImState.CONNECTED);

    assertThat(bobs.send("Hi \uD83D\uDC4D").join()).isInstanceOf(Sent.Accepted.class);
    await().until(() -> talk.transcript().size() == 2);
    bobs.end().join().orThrow();

    alice.hears(
        "connected",
        "Establishing",
        "agent1001: Hello",
        "Connected",
        "agent1002: Hi \uD83D\uDC4D",
        "Ended (ended by the other side)");
    bob.hears(
        "connected",
        "invited by 1001: Hello",
        "Connected",
        "agent1001: Hello",
        "agent1002: Hi \uD83D\uDC4D",
        "Ended (ended by you)");
    assertThat(talk.otherName()).isEqualTo("agent1002");
    assertThat(alice.im.conversations()).isEmpty();
  }

  @Test
  void a_rejection_reaches_the_inviter() {
    Desk alice = desk(ALICE);
    Desk bob = desk(BOB);
    alice.im.invite(ALICE, BOB, "Hello").join().orThrow();
    bob.invitation.orTimeout(10, TimeUnit.SECONDS).join().reject().join().orThrow();

    alice.hears("Establishing", "Ended (rejected)");
    bob.hears("invited by 1001: Hello", "Ended (rejected)");
  }

  @Test
  void an_invitation_can_be_given_up() {
    Desk alice = desk(ALICE);
    Desk bob = desk(BOB);
    ImConversation talk = alice.im.invite(ALICE, BOB, "").join().orThrow();
    bob.hears("invited by 1001");
    talk.end().join().orThrow();

    alice.hears("Ended (cancelled)");
    bob.hears("Ended (cancelled)");
  }

  @Test
  void an_invitation_to_a_dn_without_im_is_refused() {
    site.withoutIm(BOB);
    Desk alice = desk(ALICE);

    assertThat(alice.im.invite(ALICE, BOB, "Hello").join())
        .isInstanceOfSatisfying(
            Invited.Refused.class,
            refused -> assertThat(refused.errorCode()).isEqualTo(TlibError.DEST_INV_STATE.code()));
  }

  @Test
  void attached_data_and_typing_reach_the_other_side() {
    Desk alice = desk(ALICE);
    Desk bob = desk(BOB);
    ImConversation talk = connect(alice, bob);
    talk.typing(true).join().orThrow();
    talk.attach(KvList.of("k", "v")).join().orThrow();

    bob.hears("1001 writes", "data v");
    alice.hears("data v");
  }

  @Test
  void messages_that_were_missed_are_fetched_page_by_page_after_a_reconnect() throws IOException {
    site.faults().pageSize = 2;
    Desk alice = desk(ALICE);
    Desk bob = desk(BOB);
    ImConversation talk = connect(alice, bob);
    ConnId connId = talk.connId();
    site.shut(0);
    alice.hears("lost");
    for (int i = 1; i <= 7; i++) {
      site.say(connId, BOB, "missed " + i);
    }
    site.reopen();

    alice.hears(
        "agent1001: Hello",
        "lost",
        "back",
        "agent1002: missed 1",
        "agent1002: missed 7",
        "fetched 7");
    assertThat(alice.seqs).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    bob.hears("fetched 7");
    assertThat(bob.seqs).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  void what_is_sent_without_a_connection_goes_out_afterwards_in_order() throws IOException {
    Desk alice = desk(ALICE);
    Desk bob = desk(BOB);
    ImConversation talk = connect(alice, bob);
    site.shut(0);
    alice.hears("lost");
    List<CompletableFuture<Sent>> sends =
        IntStream.range(0, 5).mapToObj(i -> talk.send("later " + i)).toList();
    site.reopen();

    sends.forEach(send ->
        assertThat(send.orTimeout(10, TimeUnit.SECONDS).join()).isInstanceOf(Sent.Accepted.class));
    assertThat(site.texts(talk.connId()))
        .containsExactly("Hello", "later 0", "later 1", "later 2", "later 3", "later 4");
  }

  @Test
  void a_message_whose_answer_was_lost_is_there_once() {
    Desk alice = desk(ALICE);
    Desk bob = desk(BOB);
    ImConversation talk = connect(alice, bob);
    site.faults().lostAnswers.set(1);
    site.faults().lostEvents.set(2);

    assertThat(talk.send("once").join()).isInstanceOf(Sent.Accepted.class);
    assertThat(talk.send("twice").join()).isInstanceOf(Sent.Accepted.class);
    assertThat(site.texts(talk.connId())).containsExactly("Hello", "once", "twice");
    await().untilAsserted(() -> assertThat(alice.seqs).containsExactly(1, 2, 3));
    await().untilAsserted(() -> assertThat(bob.seqs).containsExactly(1, 2, 3));
  }

  @Test
  void a_message_that_was_accepted_just_before_the_connection_broke_is_there_once() {
    Desk alice = desk(ALICE);
    Desk bob = desk(BOB);
    ImConversation talk = connect(alice, bob);
    site.faults().lostAnswers.set(1);
    site.faults().cutAfter.set(1);

    assertThat(talk.send("once").join()).isInstanceOf(Sent.Accepted.class);
    assertThat(talk.send("then").join()).isInstanceOf(Sent.Accepted.class);
    assertThat(site.texts(talk.connId())).containsExactly("Hello", "once", "then");
  }

  @Test
  void a_server_that_is_not_ready_is_asked_again() {
    Desk alice = desk(ALICE);
    Desk bob = desk(BOB);
    ImConversation talk = connect(alice, bob);
    site.faults().notReady.set(2);
    var first = talk.send("first");
    var second = talk.send("second");

    assertThat(first.join()).isInstanceOf(Sent.Accepted.class);
    assertThat(second.join()).isInstanceOf(Sent.Accepted.class);
    assertThat(site.texts(talk.connId())).containsExactly("Hello", "first", "second");
  }

  @Test
  void events_that_come_twice_are_shown_once() {
    Desk alice = desk(ALICE);
    Desk bob = desk(BOB);
    ImConversation talk = connect(alice, bob);
    site.faults().doubled = true;
    talk.send("one").join();
    talk.send("two").join();

    await().untilAsserted(() -> assertThat(bob.seqs).containsExactly(1, 2, 3));
    assertThat(alice.seqs).containsExactly(1, 2, 3);
  }

  @Test
  void a_conversation_that_ended_meanwhile_ends_after_its_last_messages() throws IOException {
    Desk alice = desk(ALICE);
    Desk bob = desk(BOB);
    ImConversation talk = connect(alice, bob);
    site.shut(0);
    alice.hears("lost");
    site.say(talk.connId(), BOB, "bye");
    site.end(talk.connId(), BOB);
    var tooLate = talk.send("too late");
    site.reopen();

    alice.hears(
        "lost", "agent1002: bye", "Ended (ended while there was no connection)", "fetched 1");
    assertThat(tooLate.join()).isInstanceOf(Sent.Refused.class);
  }

  @Test
  void a_conversation_of_before_turns_up_with_its_transcript() {
    ConnId connId = site.talk(ALICE, BOB);
    site.say(connId, ALICE, "early");
    Desk bob = desk(BOB);

    bob.hears("Connected", "agent1001: early");
    ImConversation talk = bob.im.conversation(BOB, connId).orElseThrow();
    assertThat(talk.other()).contains(ALICE);
    assertThat(talk.send("there you are").join()).isInstanceOf(Sent.Accepted.class);
  }

  @Test
  void one_client_can_hold_both_ends_of_a_call() {
    Desk both = desk(ALICE);
    both.im.register(BOB).join().orThrow();
    ImConversation talk = both.im.invite(ALICE, BOB, "Hello").join().orThrow();
    ImConversation other = both.invitation.orTimeout(10, TimeUnit.SECONDS).join();
    other.accept().join().orThrow();
    talk.send("me").join();

    await().until(() -> talk.transcript().size() == 2 && other.transcript().size() == 2);
    assertThat(talk.transcript()).isEqualTo(other.transcript());
  }

  @Test
  void a_conversation_takes_a_bounded_number_of_messages_without_a_connection() throws IOException {
    Desk alice = desk(ALICE);
    Desk bob = desk(BOB);
    ImConversation talk = connect(alice, bob);
    site.shut(0);
    alice.hears("lost");
    for (int i = 0; i < Outbox.MAX; i++) {
      talk.send("m" + i);
    }

    assertThat(talk.send("one too many").join()).isInstanceOf(Sent.Refused.class);
  }

  @Test
  void closing_answers_what_is_still_open() throws IOException {
    Desk alice = desk(ALICE);
    Desk bob = desk(BOB);
    ImConversation talk = connect(alice, bob);
    site.shut(0);
    alice.hears("lost");
    var open = talk.send("never");
    alice.im.close();

    assertThat(open.join()).isInstanceOf(Sent.Unknown.class);
    assertThat(talk.send("after").join()).isInstanceOf(Sent.Unknown.class);
  }

  /** The promise of the client under all faults at once. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void whatever_breaks_every_accepted_text_is_there_once_and_everybody_sees_the_same_order(
      long seed) {
    var random = new Random(seed);
    Desk alice = desk(ALICE);
    Desk bob = desk(BOB);
    ImConversation talk = connect(alice, bob);
    ImConversation back = bob.im.conversation(BOB, talk.connId()).orElseThrow();
    site.faults().pageSize = 3;
    List<CompletableFuture<Sent>> sends = new ArrayList<>();
    List<String> texts = new ArrayList<>(List.of("Hello"));
    for (int i = 0; i < 60; i++) {
      boolean alices = random.nextBoolean();
      String text = (alices ? "a" : "b") + i;
      texts.add(text);
      sends.add((alices ? talk : back).send(text));
      switch (random.nextInt(12)) {
        case 0 -> site.cut();
        case 1 -> site.faults().cutBefore.set(1 + random.nextInt(3));
        case 2 -> site.faults().cutAfter.set(1 + random.nextInt(3));
        case 3 -> site.faults().lostAnswers.set(1);
        case 4 -> site.faults().lostEvents.set(1 + random.nextInt(3));
        case 5 -> site.faults().notReady.set(1);
        case 6 -> site.faults().lostRequests.set(1);
        case 7 -> site.faults().doubled = random.nextBoolean();
        case 8, 9 -> sends.getLast().orTimeout(30, TimeUnit.SECONDS).join();
        default -> {}
      }
    }
    sends.forEach(send ->
        assertThat(send.orTimeout(30, TimeUnit.SECONDS).join()).isInstanceOf(Sent.Accepted.class));
    site.faults().lostEvents.set(0);
    site.cut();

    assertThat(site.texts(talk.connId())).containsExactlyInAnyOrderElementsOf(texts);
    await()
        .untilAsserted(() ->
            assertThat(alice.seqs)
                .isEqualTo(IntStream.rangeClosed(1, texts.size()).boxed().toList()));
    await()
        .untilAsserted(() ->
            assertThat(bob.seqs)
                .isEqualTo(IntStream.rangeClosed(1, texts.size()).boxed().toList()));
    assertThat(talk.transcript()).isEqualTo(back.transcript());
  }
}
