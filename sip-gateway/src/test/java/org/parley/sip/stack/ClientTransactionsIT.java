package org.parley.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.sip.stack.TestStack.next;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.sip.message.Body;
import org.parley.sip.message.Flow;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.message.NameAddr;
import org.parley.sip.message.OutgoingRequest;
import org.parley.sip.message.SipResponse;
import org.parley.sip.message.Transport;
import org.parley.sip.signalling.Signalling.Sent;

/** Requests that go out, over real sockets and with fast timers. */
class ClientTransactionsIT {
  private static final Duration MOMENT = Duration.ofMillis(300);

  private final BlockingQueue<SipResponse> answers = new LinkedBlockingQueue<>();
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

  private OutgoingRequest request(String method) {
    return request(method, "sip:2001@127.0.0.1:" + peer.port(), Body.none(), null);
  }

  private static OutgoingRequest request(String method, String uri, Body body, Flow flow) {
    return new OutgoingRequest(
        method,
        uri,
        NameAddr.of("sip:1001@example.com").withTag("ours"),
        NameAddr.of("sip:2001@example.com"),
        "call-" + method,
        7,
        List.of(),
        HeaderFields.none(),
        body,
        flow);
  }

  /** The next message that is not a repeat of one before. */
  private String other(String than) {
    String message = peer.receive();
    while (message.equals(than)) {
      message = peer.receive();
    }
    return message;
  }

  @Test
  void a_request_is_repeated_until_it_is_answered() {
    stack.send(request("MESSAGE"), answers);
    String first = peer.receive();
    assertThat(peer.receive()).isEqualTo(first);
    peer.send(Sip.answer(first, 200, "OK", "theirs"));

    SipResponse answer = next(answers);

    assertThat(answer.code()).isEqualTo(200);
    assertThat(answer.to().tag()).isEqualTo("theirs");
    assertThat(answer.madeUp()).isFalse();
    assertThat(Sip.header(first, "Via"))
        .startsWith("SIP/2.0/UDP 127.0.0.1:" + stack.udp() + ";branch=z9hG4bK")
        .endsWith(";rport");
    assertThat(first).startsWith("MESSAGE sip:2001@127.0.0.1").contains("\r\nMax-Forwards: 70\r\n");
  }

  @Test
  void a_request_that_nobody_answers_times_out() {
    stack.send(request("MESSAGE"), answers);

    SipResponse answer = next(answers);

    assertThat(answer.code()).isEqualTo(408);
    assertThat(answer.madeUp()).isTrue();
    assertThat(answer.source()).isEqualTo(new Flow(Transport.UDP, "127.0.0.1", peer.port()));
  }

  @Test
  void every_provisional_answer_is_told_then_one_final() {
    stack.send(request("INVITE"), answers);
    String invite = peer.receive();
    peer.send(Sip.answer(invite, 100, "Trying", ""));
    peer.send(Sip.answer(invite, 180, "Ringing", "t"));
    peer.send(Sip.answer(invite, 486, "Busy Here", "t"));
    String ack = other(invite);

    assertThat(next(answers).code()).isEqualTo(100);
    assertThat(next(answers).code()).isEqualTo(180);
    assertThat(next(answers).code()).isEqualTo(486);
    assertThat(ack).startsWith("ACK ").contains("\r\nCSeq: 7 ACK\r\n");
    assertThat(Sip.header(ack, "Via")).isEqualTo(Sip.header(invite, "Via"));
    assertThat(Sip.header(ack, "To")).endsWith(";tag=t");
    peer.send(Sip.answer(invite, 486, "Busy Here", "t"));
    assertThat(peer.receive()).isEqualTo(ack);
    assertThat(answers).isEmpty();
  }

  @Test
  void a_repeated_success_is_a_stray_one() {
    stack.send(request("INVITE"), answers);
    String invite = peer.receive();
    peer.send(Sip.answer(invite, 200, "OK", "t", "Contact: <sip:x@127.0.0.1>"));
    peer.send(Sip.answer(invite, 200, "OK", "t"));
    peer.send(Sip.answer(invite, 200, "OK", "fork"));

    assertThat(next(answers).contacts().getFirst().uri()).isEqualTo("sip:x@127.0.0.1");
    assertThat(next(stack.strays).to().tag()).isEqualTo("t");
    assertThat(next(stack.strays).to().tag()).isEqualTo("fork");
    assertThat(answers).isEmpty();
  }

  @Test
  void the_ack_of_a_success_is_the_same_each_time_and_another_for_another_branch() {
    stack.acknowledge(request("ACK"));
    String ack = peer.receive();
    stack.acknowledge(request("ACK"));

    assertThat(peer.receive()).isEqualTo(ack);
    OutgoingRequest other =
        new OutgoingRequest(
            "ACK",
            request("ACK").requestUri(),
            request("ACK").from(),
            request("ACK").to().withTag("fork"),
            "call-ACK",
            7,
            List.of(),
            HeaderFields.none(),
            Body.none(),
            null);
    stack.acknowledge(other);
    assertThat(Sip.header(peer.receive(), "Via")).isNotEqualTo(Sip.header(ack, "Via"));
  }

  @Test
  void giving_up_waits_for_a_provisional_answer() {
    Sent sent = stack.send(request("INVITE"), answers);
    String invite = peer.receive();
    stack.run(() -> sent.cancel("SIP;cause=200;text=\"Call completed elsewhere\""));
    assertThat(peer.receive()).isEqualTo(invite);
    peer.send(Sip.answer(invite, 180, "Ringing", "t"));
    String cancel = other(invite);

    assertThat(cancel).startsWith("CANCEL sip:2001@");
    assertThat(Sip.header(cancel, "Via")).isEqualTo(Sip.header(invite, "Via"));
    assertThat(Sip.header(cancel, "Reason"))
        .isEqualTo("SIP;cause=200;text=\"Call completed elsewhere\"");
    peer.send(Sip.answer(cancel, 200, "OK", "t"));
    peer.send(Sip.answer(invite, 487, "Request Terminated", "t"));
    assertThat(next(answers).code()).isEqualTo(180);
    assertThat(next(answers).code()).isEqualTo(487);
  }

  @Test
  void a_success_may_overtake_giving_up() {
    Sent sent = stack.send(request("INVITE"), answers);
    String invite = peer.receive();
    peer.send(Sip.answer(invite, 180, "Ringing", "t"));
    next(answers);
    stack.run(() -> sent.cancel(null));
    String cancel = other(invite);
    peer.send(Sip.answer(invite, 200, "OK", "t"));

    assertThat(cancel).startsWith("CANCEL ");
    assertThat(next(answers).code()).isEqualTo(200);
  }

  @Test
  void who_never_ends_a_cancelled_call_is_not_waited_for() {
    Sent sent = stack.send(request("INVITE"), answers);
    String invite = peer.receive();
    peer.send(Sip.answer(invite, 180, "Ringing", "t"));
    next(answers);
    stack.run(() -> sent.cancel(null));

    SipResponse end = next(answers);

    assertThat(end.code()).isEqualTo(487);
    assertThat(end.madeUp()).isTrue();
  }

  @Test
  void a_long_text_takes_tcp_to_the_same_place() throws IOException {
    try (ServerSocket server =
        new ServerSocket(peer.port(), 1, InetAddress.getByName("127.0.0.1"))) {
      stack.send(
          request(
              "MESSAGE",
              "sip:2001@127.0.0.1:" + peer.port(),
              Body.of("text/plain", "x".repeat(1300)),
              null),
          answers);
      try (StreamPeer stream = new StreamPeer(server.accept())) {
        String message = stream.receive();
        assertThat(message).endsWith("x".repeat(1300));
        assertThat(Sip.header(message, "Via")).startsWith("SIP/2.0/TCP ");
        stream.send(Sip.answer(message, 200, "OK", "t"));
        assertThat(next(answers).code()).isEqualTo(200);
      }
    }
    assertThat(peer.receive(MOMENT)).isEmpty();
  }

  @Test
  void a_long_text_that_cannot_take_tcp_is_too_large() {
    stack.send(
        request(
            "MESSAGE",
            "sip:2001@127.0.0.1:" + peer.port(),
            Body.of("text/plain", "x".repeat(1300)),
            null),
        answers);

    assertThat(next(answers).code()).isEqualTo(513);
  }

  @Test
  void a_flow_is_taken_and_nothing_else() {
    Flow gone = new Flow(Transport.TCP, "127.0.0.1", peer.port());
    stack.send(request("MESSAGE", "sip:x@127.0.0.1", Body.none(), gone), answers);
    assertThat(next(answers).code()).isEqualTo(503);

    try (StreamPeer stream = StreamPeer.tcp(stack.port(Transport.TCP))) {
      stream.send(Sip.request("REGISTER", "TCP", 9));
      stream.receive();
      Flow flow = next(stack.requests).request().source();
      assertThat(flow).isEqualTo(new Flow(Transport.TCP, "127.0.0.1", stream.port()));
      stack.send(request("MESSAGE", "sip:x@192.0.2.1", Body.none(), flow), answers);
      assertThat(stream.receive()).startsWith("MESSAGE sip:x@192.0.2.1 SIP/2.0\r\n");
    }

    SipResponse lost = next(answers);
    assertThat(lost.code()).isEqualTo(503);
    assertThat(lost.madeUp()).isTrue();
    assertThat(next(stack.lost).port()).isPositive();
  }

  @Test
  void a_host_that_does_not_exist_cannot_be_reached() {
    stack.send(request("MESSAGE", "sip:x@no-such-host.invalid", Body.none(), null), answers);

    assertThat(next(answers).code()).isEqualTo(503);
  }

  @Test
  void tls_reaches_a_peer_whose_certificate_is_trusted() {
    StackSettings settings =
        StackSettings.local(0, 0, TestStack.RULES).with(TestStack.FAST).with(TlsFixture.tls(), 0);
    try (TestStack one = new TestStack(settings);
        TestStack other = new TestStack(settings)) {
      one.send(
          request(
              "MESSAGE",
              "sip:x@127.0.0.1:" + other.port(Transport.TLS) + ";transport=tls",
              Body.of("text/plain", "hello"),
              null),
          answers);

      assertThat(next(answers).code()).isEqualTo(200);
      assertThat(next(other.requests).request().body()).isEqualTo(Body.of("text/plain", "hello"));
    }
  }
}
