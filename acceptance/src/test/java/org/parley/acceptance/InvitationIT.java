package org.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parley.acceptance.desktop.FakeDesktop;
import org.parley.acceptance.desktop.Wire;
import org.parley.acceptance.suite.Options;
import org.parley.acceptance.suite.Suites;
import org.parley.bench.suite.Ports;
import org.parley.tlib.Attribute;
import org.parley.tlib.CallState;
import org.parley.tlib.ConnId;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibEvent;

/** How an invitation ends other than by acceptance (IM-1; seed 003). */
class InvitationIT {
  private static final String ALICE = "1005";
  private static final String BOB = "1006";

  private static Ports ports;

  @BeforeAll
  static void start() throws InterruptedException {
    ports = Suites.standalone().ports();
  }

  private static FakeDesktop desktop(String dn) throws IOException {
    return FakeDesktop.of(Wire.tcp(ports.tlib()), dn);
  }

  @Test
  void rejected_invitation_is_busy_for_the_inviter() throws IOException {
    try (FakeDesktop alice = desktop(ALICE);
        FakeDesktop bob = desktop(BOB)) {
      ConnId call = alice.invite(BOB, "Hello");
      bob.await(MessageType.EVENT_RINGING);

      assertThat(bob.release(call).type()).isEqualTo(MessageType.EVENT_RELEASED);

      assertThat(alice.await(MessageType.EVENT_DESTINATION_BUSY).get(Attribute.CALL_STATE))
          .isEqualTo(CallState.BUSY);
      assertThat(alice.await(MessageType.EVENT_RELEASED).get(Attribute.CONN_ID)).isEqualTo(call);
    }
  }

  @Test
  void unanswered_invitation_ends_when_its_time_is_up() throws IOException {
    try (var options = new Options(ports);
        FakeDesktop alice = desktop(ALICE);
        FakeDesktop bob = desktop(BOB)) {
      options.sipServer("im-invite-timeout", "2s");
      await("the option has reached im-session-service") // until then an invitation waits 30 s
          .atMost(Duration.ofSeconds(20))
          .until(() -> timesOut(alice));

      Instant before = Instant.now();
      ConnId call = alice.invite(BOB, "Hello");
      bob.await("ringing of " + call, event -> is(event, MessageType.EVENT_RINGING, call));

      TlibEvent busy =
          alice.await("busy", event -> is(event, MessageType.EVENT_DESTINATION_BUSY, call));
      assertThat(busy.get(Attribute.CALL_STATE)).isEqualTo(CallState.NO_ANSWER);
      assertThat(Duration.between(before, Instant.now()))
          .isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(6));
      alice.await("release", event -> is(event, MessageType.EVENT_RELEASED, call));
      TlibEvent released =
          bob.await("release", event -> is(event, MessageType.EVENT_RELEASED, call));
      assertThat(released.get(Attribute.CALL_STATE)).isEqualTo(CallState.NO_ANSWER);
    }
  }

  /** Whether an invitation ends within four seconds; takes it back when it does not. */
  private static boolean timesOut(FakeDesktop alice) {
    ConnId call = alice.invite(BOB, null);
    boolean busy =
        alice
            .poll(
                event -> is(event, MessageType.EVENT_DESTINATION_BUSY, call), Duration.ofSeconds(4))
            .isPresent();
    if (!busy) {
      alice.release(call);
    }
    return busy;
  }

  private static boolean is(TlibEvent event, MessageType type, ConnId call) {
    return event.type() == type && call.equals(event.get(Attribute.CONN_ID));
  }

  @Test
  void inviter_can_give_up() throws IOException {
    try (FakeDesktop alice = desktop(ALICE);
        FakeDesktop bob = desktop(BOB)) {
      ConnId call = alice.invite(BOB, "Hello");
      bob.await(MessageType.EVENT_RINGING);

      assertThat(alice.release(call).type()).isEqualTo(MessageType.EVENT_RELEASED);

      assertThat(bob.await(MessageType.EVENT_ABANDONED).get(Attribute.CONN_ID)).isEqualTo(call);
    }
  }

  @Test
  void what_the_inviter_goes_on_to_write_is_there_at_the_acceptance() throws IOException {
    try (FakeDesktop alice = desktop(ALICE);
        FakeDesktop bob = desktop(BOB)) {
      ConnId call = alice.invite(BOB, "Hello");
      bob.await(MessageType.EVENT_RINGING);
      alice.expectAnswer(alice.say(call, "Are you there?", "2"), MessageType.EVENT_ACK);

      bob.accept(call);

      assertThat(FakeDesktop.page(bob.await(MessageType.EVENT_PRIVATE_INFO)))
          .extracting(FakeDesktop.Message::text)
          .containsExactly("Hello", "Are you there?");
      alice.release(call);
      bob.await(MessageType.EVENT_RELEASED);
    }
  }

  @Test
  void inviter_cannot_accept_its_own_invitation_and_a_stranger_cannot_at_all() throws IOException {
    try (FakeDesktop alice = desktop(ALICE);
        FakeDesktop bob = desktop(BOB);
        FakeDesktop carol = desktop("1007")) {
      ConnId call = alice.invite(BOB, "Hello");

      assertThat(code(alice, call)).isEqualTo(1712);
      assertThat(code(carol, call)).isEqualTo(56);
      alice.release(call);
      bob.await(MessageType.EVENT_ABANDONED);
    }
  }

  private static Integer code(FakeDesktop desktop, ConnId call) {
    TlibEvent answer =
        desktop.ask(
            ref -> new org.parley.tlib.TlibRequest.AnswerCall(ref, desktop.dn(), call, null, null));
    return answer.find(Attribute.ERROR_CODE).orElse(0);
  }
}
