package org.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parley.acceptance.desktop.FakeDesktop;
import org.parley.acceptance.desktop.FakeDesktop.Message;
import org.parley.acceptance.desktop.Wire;
import org.parley.acceptance.suite.Suites;
import org.parley.bench.suite.Ports;
import org.parley.tlib.Attribute;
import org.parley.tlib.CallState;
import org.parley.tlib.ConnId;
import org.parley.tlib.KvList;
import org.parley.tlib.MediaType;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibEvent;
import org.parley.tlib.TlibRequest;

/** Two agents exchange instant messages (IM-1, IM-2, IM-3 of the mission). */
class ConversationIT {
  private static final String ALICE = "1001";
  private static final String BOB = "1002";

  private static Ports ports;

  @BeforeAll
  static void start() throws InterruptedException {
    ports = Suites.standalone().ports();
  }

  enum Transport {
    TCP,
    TLS,
    WEB_SOCKET_OF_THE_GATEWAY,
    WEB_SOCKET_OF_THE_EDGE;

    Wire open() throws IOException {
      return switch (this) {
        case TCP -> Wire.tcp(ports.tlib());
        case TLS -> Wire.tls(ports.tlibTls());
        case WEB_SOCKET_OF_THE_GATEWAY -> Wire.webSocket(ports.tlibWebSocket());
        case WEB_SOCKET_OF_THE_EDGE -> Wire.webSocket(ports.edge());
      };
    }
  }

  private static FakeDesktop desktop(String dn) throws IOException {
    return FakeDesktop.of(Transport.TCP.open(), dn);
  }

  private static ConnId connected(FakeDesktop inviter, FakeDesktop invited) {
    ConnId call = inviter.invite(invited.dn().number(), null);
    assertThat(invited.await(MessageType.EVENT_RINGING).get(Attribute.CONN_ID)).isEqualTo(call);
    invited.accept(call);
    inviter.await(MessageType.EVENT_ESTABLISHED);
    return call;
  }

  private static void end(FakeDesktop by, FakeDesktop other, ConnId call) {
    by.release(call);
    other.await("release of " + call, event -> released(event, call));
  }

  private static boolean released(TlibEvent event, ConnId call) {
    return event.type() == MessageType.EVENT_RELEASED && call.equals(event.get(Attribute.CONN_ID));
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void messages_reach_both_parties_in_one_order(Transport transport) throws IOException {
    try (FakeDesktop alice = FakeDesktop.of(transport.open(), ALICE);
        FakeDesktop bob = FakeDesktop.of(transport.open(), BOB)) {
      TlibEvent dialing = alice.ask(ref -> alice.makeCall(ref, BOB, "Can you help me?"));
      alice.expectAnswer(dialing, MessageType.EVENT_DIALING);
      assertThat(dialing.require(Attribute.MEDIA_TYPE)).isEqualTo(MediaType.CHAT);
      ConnId call = dialing.require(Attribute.CONN_ID);
      TlibEvent ringing = bob.await(MessageType.EVENT_RINGING);
      assertThat(ringing.get(Attribute.CONN_ID)).isEqualTo(call);
      assertThat(ringing.get(Attribute.MEDIA_TYPE)).isEqualTo(MediaType.CHAT);
      assertThat(ringing.require(Attribute.OTHER_DN).number()).isEqualTo(ALICE);
      assertThat(ringing.extensions().text("im-text")).contains("Can you help me?");
      assertThat(alice.nextMessage(call).seq()).isEqualTo(1);

      bob.accept(call);
      alice.await(MessageType.EVENT_ESTABLISHED);
      TlibEvent history = bob.await(MessageType.EVENT_PRIVATE_INFO);
      assertThat(FakeDesktop.page(history))
          .extracting(Message::text)
          .containsExactly("Can you help me?");

      for (int i = 0; i < 20; i++) { // both write without waiting for an answer
        String turn = Integer.toString(i);
        alice.send(ref -> alice.saying(ref, call, "a" + turn, "a" + turn));
        bob.send(ref -> bob.saying(ref, call, "b" + turn, "b" + turn));
      }
      List<Message> atAlice =
          IntStream.range(0, 40).mapToObj(i -> alice.nextMessage(call)).toList();
      List<Message> atBob = IntStream.range(0, 40).mapToObj(i -> bob.nextMessage(call)).toList();

      assertThat(atBob).isEqualTo(atAlice);
      assertThat(atAlice)
          .extracting(Message::seq)
          .isEqualTo(IntStream.range(2, 42).boxed().toList());
      assertThat(atAlice.stream().filter(m -> m.from().equals(ALICE)).map(Message::text))
          .isEqualTo(IntStream.range(0, 20).mapToObj(i -> "a" + i).toList());
      assertThat(bob.transcript(call).subList(1, 41)).isEqualTo(atAlice);
      end(bob, alice, call);
    }
  }

  @Test
  void acknowledgement_names_the_place_and_a_repetition_changes_nothing() throws IOException {
    try (FakeDesktop alice = desktop(ALICE);
        FakeDesktop bob = desktop(BOB)) {
      ConnId call = connected(alice, bob);

      TlibEvent first = alice.expectAnswer(alice.say(call, "once", "id-1"), MessageType.EVENT_ACK);
      TlibEvent again = alice.expectAnswer(alice.say(call, "once", "id-1"), MessageType.EVENT_ACK);
      TlibEvent later =
          alice.expectAnswer(alice.say(call, "other text, same id", "id-1"), MessageType.EVENT_ACK);

      assertThat(first.extensions().integer("im-seq")).hasValue(1);
      assertThat(again.extensions()).isEqualTo(first.extensions());
      assertThat(later.extensions()).isEqualTo(first.extensions());
      assertThat(bob.transcript(call)).extracting(Message::text).containsExactly("once");
      bob.nextMessage(call);
      assertThat(bob.settled().unread()).isEmpty();
      end(alice, bob, call);
    }
  }

  @Test
  void same_id_of_two_parties_is_two_messages() throws IOException {
    try (FakeDesktop alice = desktop(ALICE);
        FakeDesktop bob = desktop(BOB)) {
      ConnId call = connected(alice, bob);

      alice.say(call, "from a", "same");
      bob.say(call, "from b", "same");

      assertThat(alice.transcript(call))
          .extracting(Message::text)
          .containsExactly("from a", "from b");
      end(alice, bob, call);
    }
  }

  @Test
  void every_client_of_a_dn_gets_its_events() throws IOException {
    try (FakeDesktop alice = desktop(ALICE);
        FakeDesktop second = desktop(ALICE);
        FakeDesktop bob = desktop(BOB)) {
      ConnId call = connected(alice, bob);
      assertThat(second.await(MessageType.EVENT_DIALING).get(Attribute.CONN_ID)).isEqualTo(call);
      assertThat(second.await(MessageType.EVENT_ESTABLISHED).find(Attribute.REFERENCE_ID))
          .isEmpty();

      second.say(call, "from my other window", "x");
      bob.say(call, "seen", "y");

      for (FakeDesktop desktop : List.of(alice, second, bob)) {
        assertThat(desktop.nextMessage(call).text()).isEqualTo("from my other window");
        assertThat(desktop.nextMessage(call).text()).isEqualTo("seen");
      }
      end(second, bob, call);
    }
  }

  @Test
  void client_that_comes_late_finds_the_call_and_its_transcript() throws IOException {
    try (FakeDesktop alice = desktop(ALICE);
        FakeDesktop bob = desktop(BOB)) {
      ConnId call = connected(alice, bob);
      alice.say(call, "said before", "1");

      try (FakeDesktop late = FakeDesktop.connected(Transport.TCP.open(), BOB)) {
        late.logIn(BOB, "demo");
        TlibEvent registered = late.expectAnswer(late.register(BOB), MessageType.EVENT_REGISTERED);

        assertThat(registered.extensions().text("conn-1")).contains(call.toString());
        assertThat(registered.extensions().integer("ps-1")).hasValue(12);
        assertThat(registered.extensions().integer("mt-1")).hasValue(5);
        assertThat(late.transcript(call)).extracting(Message::text).containsExactly("said before");
      }
      end(alice, bob, call);
    }
  }

  @Test
  void queries_show_the_parties_and_the_state_of_a_dn() throws IOException {
    try (FakeDesktop alice = desktop(ALICE);
        FakeDesktop bob = desktop(BOB);
        FakeDesktop carol = desktop("1003")) {
      ConnId call = connected(alice, bob);

      TlibEvent dn = carol.ask(ref -> new TlibRequest.QueryAddress(ref, alice.dn(), null, null));
      assertThat(carol.expectAnswer(dn, MessageType.EVENT_ADDRESS_INFO).extensions().text("conn-1"))
          .contains(call.toString());
      assertThat(dn.get(Attribute.INFO_STATUS)).isEqualTo(3);

      TlibEvent parties = alice.ask(ref -> new TlibRequest.QueryCall(ref, alice.dn(), call, null));
      KvList shown = alice.expectAnswer(parties, MessageType.EVENT_PARTY_INFO).extensions();
      assertThat(List.of(shown.text("party-1").orElseThrow(), shown.text("party-2").orElseThrow()))
          .containsExactlyInAnyOrder(ALICE, BOB);

      TlibEvent stranger = carol.ask(ref -> new TlibRequest.QueryCall(ref, carol.dn(), call, null));
      assertThat(stranger.get(Attribute.ERROR_CODE)).isEqualTo(56);
      end(alice, bob, call);
    }
  }

  @Test
  void user_data_is_the_same_for_both_after_every_change() throws IOException {
    try (FakeDesktop alice = desktop(ALICE);
        FakeDesktop bob = desktop(BOB)) {
      ConnId call = connected(alice, bob);

      alice.ask(ref ->
          new TlibRequest.AttachUserData(
              ref, alice.dn(), call, KvList.of("case", "17").with("vip", 1)));
      assertThat(data(bob)).isEqualTo(KvList.of("case", "17").with("vip", 1));
      bob.ask(ref -> new TlibRequest.UpdateUserData(ref, bob.dn(), call, KvList.of("case", "18")));
      TlibEvent changed = alice.await(MessageType.EVENT_ATTACHED_DATA_CHANGED);
      assertThat(changed.require(Attribute.USER_DATA))
          .isEqualTo(KvList.of("case", "18").with("vip", 1));
      assertThat(changed.require(Attribute.THIRD_PARTY_DN)).isEqualTo(bob.dn());
      bob.ask(ref -> new TlibRequest.DeletePair(ref, bob.dn(), call, "vip"));
      assertThat(data(alice)).isEqualTo(KvList.of("case", "18"));
      bob.ask(ref -> new TlibRequest.DeleteUserData(ref, bob.dn(), call));
      assertThat(alice.await(MessageType.EVENT_ATTACHED_DATA_CHANGED).get(Attribute.USER_DATA))
          .matches(all -> all == null || all.isEmpty());
      end(alice, bob, call);
    }
  }

  private static KvList data(FakeDesktop desktop) {
    return desktop.await(MessageType.EVENT_ATTACHED_DATA_CHANGED).require(Attribute.USER_DATA);
  }

  @Test
  void typing_is_told_and_not_kept() throws IOException {
    try (FakeDesktop alice = desktop(ALICE);
        FakeDesktop bob = desktop(BOB)) {
      ConnId call = connected(alice, bob);

      alice.ask(
          ref -> alice.service(ref, call, FakeDesktop.TYPING, KvList.of("im-typing", "active")));

      TlibEvent typing = bob.await(MessageType.EVENT_PRIVATE_INFO);
      assertThat(typing.get(Attribute.PRIVATE_MSG_ID)).isEqualTo(FakeDesktop.TYPING);
      assertThat(typing.extensions().text("im-typing")).contains("active");
      assertThat(bob.transcript(call)).isEmpty();
      end(alice, bob, call);
    }
  }

  @Test
  void release_ends_the_call_for_both_and_nothing_can_be_said_any_more() throws IOException {
    try (FakeDesktop alice = desktop(ALICE);
        FakeDesktop bob = desktop(BOB)) {
      for (FakeDesktop first : List.of(alice, bob)) {
        FakeDesktop other = first == alice ? bob : alice;
        ConnId call = connected(alice, bob);
        alice.say(call, "bye", "bye");

        assertThat(first.release(call).get(Attribute.CALL_STATE)).isEqualTo(CallState.OK);

        TlibEvent released = other.await(MessageType.EVENT_RELEASED);
        assertThat(released.get(Attribute.CALL_STATE)).isEqualTo(CallState.REMOTE_RELEASE);
        assertThat(other.say(call, "too late", "late").type()).isEqualTo(MessageType.EVENT_ERROR);
        assertThat(other.transcript(call)).extracting(Message::text).containsExactly("bye");
      }
    }
  }

  @Test
  void user_event_reaches_the_clients_of_another_dn() throws IOException {
    try (FakeDesktop alice = desktop(ALICE);
        FakeDesktop bob = desktop(BOB)) {
      TlibEvent answer =
          alice.ask(ref ->
              new TlibRequest.DistributeUserEvent(
                  ref, bob.dn(), null, KvList.of("look", "here"), null, null));

      assertThat(answer.type()).isEqualTo(MessageType.EVENT_ACK);
      assertThat(bob.await(MessageType.EVENT_USER_EVENT).get(Attribute.USER_DATA))
          .isEqualTo(KvList.of("look", "here"));
    }
  }
}
