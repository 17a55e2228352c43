package org.parley.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.sip.stack.TestStack.next;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.sip.message.Answer;
import org.parley.sip.message.Transport;
import org.parley.sip.signalling.Received;

/** Requests that come in, over real sockets and with fast timers. */
class ServerTransactionsIT {
  private static final Duration MOMENT = Duration.ofMillis(300);

  private TestStack stack;
  private UdpPeer peer;

  @BeforeEach
  void start() {
    stack = TestStack.fast();
    peer = new UdpPeer(stack.udp());
  }

  @AfterEach
  void stop() {
    peer.close();
    stack.close();
  }

  private String invite(String call) {
    return Sip.inCall("INVITE", "UDP", peer.port(), call, call, "");
  }

  private String ack(String call, String answer, String branch) {
    String tag = Sip.header(answer, "To").replaceAll(".*(;tag=.*)", "$1");
    return Sip.inCall("ACK", "UDP", peer.port(), call, branch, tag);
  }

  @Test
  void a_request_is_answered_with_what_it_brought() {
    peer.send(Sip.inCall("MESSAGE", "UDP", peer.port(), "c1", "b1", ""));

    String answer = peer.receive();

    assertThat(Sip.code(answer)).isEqualTo(200);
    assertThat(Sip.header(answer, "Via"))
        .isEqualTo("SIP/2.0/UDP 127.0.0.1:" + peer.port() + ";branch=z9hG4bKb1");
    assertThat(Sip.header(answer, "From")).isEqualTo("\"A\" <sip:a@example.com>;tag=f1");
    assertThat(Sip.header(answer, "To")).startsWith("<sip:2001@127.0.0.1>;tag=");
    assertThat(Sip.header(answer, "CSeq")).isEqualTo("1 MESSAGE");
    assertThat(next(stack.requests).request().from().displayName()).isEqualTo("A");
  }

  @Test
  void a_repeated_request_gets_the_same_answer_and_is_told_once() {
    String request = Sip.request("MESSAGE", "UDP", peer.port());
    peer.send(request);
    String first = peer.receive();
    peer.send(request);

    assertThat(peer.receive()).isEqualTo(first);
    next(stack.requests);
    assertThat(stack.requests).isEmpty();
  }

  @Test
  void an_answer_goes_where_the_request_came_from_if_that_was_asked_for() {
    peer.send(Sip.request("OPTIONS", "UDP", 9).replace(";branch", ";rport;branch"));

    assertThat(Sip.header(peer.receive(), "Via"))
        .endsWith(";received=127.0.0.1;rport=" + peer.port());
  }

  @Test
  void an_invitation_is_under_way_at_once_and_its_refusal_repeated_until_acknowledged() {
    peer.send(invite("c2"));

    assertThat(Sip.code(peer.receive())).isEqualTo(100);
    String refusal = peer.receive();
    assertThat(Sip.code(refusal)).isEqualTo(486);
    assertThat(peer.receive()).isEqualTo(refusal);
    peer.send(ack("c2", refusal, "c2"));
    while (peer.receive(MOMENT).isPresent()) {
      // repeats that were on their way
    }

    assertThat(peer.receive(MOMENT)).isEmpty();
    assertThat(stack.acks).isEmpty();
  }

  @Test
  void a_success_is_repeated_until_acknowledged_and_has_a_contact() {
    stack.behave(received -> received.answer(Answer.of(200, "OK").tagged("mine")));
    peer.send(
        invite("c3").replace("Contact:", "Record-Route: <sip:p1;lr>,<sip:p2;lr>\r\nContact:"));

    assertThat(Sip.code(peer.receive())).isEqualTo(100);
    String success = peer.receive();
    assertThat(peer.receive()).isEqualTo(success);
    peer.send(ack("c3", success, "other"));

    assertThat(next(stack.acks).to().tag()).isEqualTo("mine");
    assertThat(Sip.header(success, "Contact"))
        .isEqualTo("<sip:2001@127.0.0.1:" + stack.udp() + ">");
    assertThat(success).contains("Record-Route: <sip:p1;lr>\r\nRecord-Route: <sip:p2;lr>\r\n");
    assertThat(stack.unacknowledged).isEmpty();
  }

  @Test
  void a_success_that_nobody_acknowledges_is_told() {
    stack.behave(received -> received.answer(Answer.of(200, "OK")));
    peer.send(invite("c4"));

    Received invite = next(stack.unacknowledged);

    assertThat(invite.request().callId()).isEqualTo("c4");
    assertThat(stack.acks).isEmpty();
  }

  @Test
  void a_caller_can_give_up() {
    stack.behave(received -> received.answer(Answer.of(180, "Ringing")));
    peer.send(invite("c5"));
    assertThat(Sip.code(peer.receive())).isEqualTo(100);
    assertThat(Sip.code(peer.receive())).isEqualTo(180);
    peer.send(Sip.inCall("CANCEL", "UDP", peer.port(), "c5", "c5", ""));

    String ofCancel = peer.receive();
    String ofInvite = peer.receive();

    assertThat(Sip.code(ofCancel)).isEqualTo(200);
    assertThat(Sip.header(ofCancel, "CSeq")).isEqualTo("1 CANCEL");
    assertThat(Sip.code(ofInvite)).isEqualTo(487);
    assertThat(next(stack.cancelled).request().callId()).isEqualTo("c5");
  }

  @Test
  void giving_up_comes_too_late_after_the_answer() {
    stack.behave(received -> received.answer(Answer.of(200, "OK")));
    peer.send(invite("c6"));
    assertThat(Sip.code(peer.receive())).isEqualTo(100);
    String success = peer.receive();
    peer.send(Sip.inCall("CANCEL", "UDP", peer.port(), "c6", "c6", ""));
    String answer = peer.receive();
    while (answer.equals(success)) {
      answer = peer.receive();
    }

    assertThat(Sip.code(answer)).isEqualTo(200);
    assertThat(Sip.header(answer, "CSeq")).isEqualTo("1 CANCEL");
    assertThat(stack.cancelled).isEmpty();
  }

  @Test
  void what_was_never_asked_cannot_be_given_up() {
    peer.send(Sip.request("CANCEL", "UDP", peer.port()));

    assertThat(Sip.code(peer.receive())).isEqualTo(481);
  }

  @Test
  void the_same_request_by_two_ways_is_taken_once() {
    stack.behave(_ -> {});
    peer.send(Sip.inCall("MESSAGE", "UDP", peer.port(), "c7", "first", ""));
    next(stack.requests);
    peer.send(Sip.inCall("MESSAGE", "UDP", peer.port(), "c7", "second", ""));

    assertThat(Sip.code(peer.receive())).isEqualTo(482);
    assertThat(stack.requests).isEmpty();
  }

  @Test
  void a_request_that_has_been_here_is_a_loop() {
    String own = "Via: SIP/2.0/UDP 127.0.0.1:" + stack.udp() + ";branch=z9hG4bKown\r\n";
    peer.send(
        Sip.request("MESSAGE", "UDP", peer.port()).replace("Max-Forwards", own + "Max-Forwards"));

    assertThat(Sip.code(peer.receive())).isEqualTo(482);
  }

  @Test
  void over_tcp_answers_take_the_same_connection() {
    try (StreamPeer stream = StreamPeer.tcp(stack.port(Transport.TCP))) {
      stream.send(Sip.request("MESSAGE", "TCP", 9));

      assertThat(Sip.code(stream.receive())).isEqualTo(200);
      assertThat(next(stack.requests).request().source().transport()).isEqualTo(Transport.TCP);
    }

    assertThat(next(stack.lost).transport()).isEqualTo(Transport.TCP);
  }
}
