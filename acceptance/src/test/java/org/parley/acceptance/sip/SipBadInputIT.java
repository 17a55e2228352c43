package org.parley.acceptance.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.acceptance.desktop.FakeDesktop;
import org.parley.bench.tool.Sipp;
import org.parley.tlib.ConnId;
import org.parley.tlib.MessageType;

/**
 * What endpoints do wrong, or strangers on purpose, while a session goes on: each test is followed
 * by a sentence in it, and at the end all of them have arrived, once and in order.
 */
class SipBadInputIT {
  private static final String AGENT = "1011";
  private static final String UNDISTURBED = "2004";

  /** Who misbehaves; not the endpoint of the session. */
  private static final String DN = "2009";

  private static final List<String> WRITTEN = new ArrayList<>();

  private static SipSuite suite;
  private static Scenarios scenarios;
  private static int phone;
  private static FakeDesktop agent;
  private static Sipp.Running endpoint;
  private static ConnId call;

  @BeforeAll
  static void begin() throws InterruptedException {
    suite = SipSuite.shared();
    scenarios = suite.scenarios("undisturbed");
    phone = Programs.freePort();
    scenarios.register(UNDISTURBED, phone);
    agent = suite.agent(AGENT);
    endpoint = scenarios.waiting("answers", phone).within(Duration.ofMinutes(4)).start();
    call = agent.invite(UNDISTURBED, null);
    agent.await(MessageType.EVENT_ESTABLISHED);
  }

  @AfterEach
  void the_session_goes_on() {
    String text = "undisturbed " + WRITTEN.size();
    agent.expectAnswer(agent.say(call, text, text), MessageType.EVENT_ACK);
    assertThat(suite.delivered(endpoint, "got " + text)).isTrue();
    WRITTEN.add("got " + text);
  }

  @AfterAll
  static void everything_has_arrived() throws InterruptedException {
    try {
      agent.release(call);
      assertThat(endpoint.finish().orFail().log()).isEqualTo(WRITTEN);
    } finally {
      endpoint.close();
      agent.close();
      scenarios.unregister(UNDISTURBED, phone);
    }
  }

  private static RawSip udp() throws IOException {
    return RawSip.udp(suite.ports().sip());
  }

  private static RawSip tcp() throws IOException {
    return RawSip.tcp(suite.ports().sip());
  }

  private static SipText page(RawSip socket, String to) {
    return SipText.of("MESSAGE", DN, to, socket).saying("text");
  }

  private static int proven(RawSip socket, SipText request) throws IOException {
    return socket.ask(request.authorized(socket.send(request).answer(), DN).toString());
  }

  @Test
  void an_unknown_dn_is_404() throws IOException {
    try (RawSip socket = udp()) {
      assertThat(proven(socket, page(socket, "4711"))).isEqualTo(404);
    }
  }

  @Test
  void an_unregistered_endpoint_is_480() throws IOException {
    try (RawSip socket = udp()) {
      SipText invite =
          SipText.of("INVITE", DN, "2010", socket)
              .contact(socket, DN)
              .carrying("application/sdp", SipText.sdp());
      assertThat(proven(socket, invite)).isEqualTo(480);
    }
  }

  @Test
  void audio_beside_im_is_488() throws IOException {
    try (RawSip socket = udp()) {
      SipText invite =
          SipText.of("INVITE", DN, AGENT, socket)
              .contact(socket, DN)
              .carrying("application/sdp", SipText.sdp() + "m=audio 4000 RTP/AVP 0\r\n");
      assertThat(proven(socket, invite)).isEqualTo(488);
    }
  }

  @Test
  void sdp_that_is_none_is_400() throws IOException {
    try (RawSip socket = udp()) {
      SipText invite =
          SipText.of("INVITE", DN, AGENT, socket)
              .contact(socket, DN)
              .carrying("application/sdp", "v=1\r\nnonsense\r\n");
      assertThat(proven(socket, invite)).isEqualTo(400);
    }
  }

  @Test
  void text_above_the_limit_is_413() throws IOException {
    try (RawSip socket = tcp()) {
      SipText page = SipText.of("MESSAGE", DN, AGENT, socket, "TCP").saying("x".repeat(4_097));
      assertThat(proven(socket, page)).isEqualTo(413);
    }
  }

  @Test
  void another_content_type_is_415() throws IOException {
    try (RawSip socket = udp()) {
      SipText page =
          SipText.of("MESSAGE", DN, AGENT, socket).carrying("application/x-unheard-of", "1");
      assertThat(socket.ask(page)).isEqualTo(415);
    }
  }

  @Test
  void a_wrong_password_is_401_and_guessing_is_403() throws IOException {
    try (RawSip socket = udp()) {
      List<Integer> answers = new ArrayList<>();
      SipText page = SipText.of("MESSAGE", "2010", AGENT, socket).saying("guess");
      String refusal = socket.send(page).answer();
      for (int i = 0; i < 40 && !answers.contains(403); i++) {
        page = page.authorized(refusal, "2010", "wrong" + i, "MD5");
        String answer = socket.send(page).answer();
        answers.add(RawSip.status(answer));
        refusal = RawSip.status(answer) == 401 ? answer : refusal;
      }
      assertThat(answers.getFirst()).isEqualTo(401);
      assertThat(answers).containsOnly(401, 403).contains(403);
    }
  }

  @Test
  void a_replayed_digest_is_challenged_again() throws IOException {
    try (RawSip socket = udp()) {
      SipText page = page(socket, "4711");
      SipText proven = page.authorized(socket.send(page).answer(), DN);
      assertThat(socket.ask(proven.toString())).isEqualTo(404);

      SipText replayed = SipText.fresh(proven);
      assertThat(socket.ask(replayed.toString())).isIn(401, 403);
    }
  }

  @Test
  void max_forwards_zero_is_483() throws IOException {
    try (RawSip socket = udp()) {
      assertThat(socket.ask(page(socket, AGENT).with("Max-Forwards", "0").toString()))
          .isEqualTo(483);
    }
  }

  @Test
  void a_request_that_came_around_is_482() throws IOException {
    try (RawSip socket = udp()) {
      SipText options = SipText.of("OPTIONS", DN, AGENT, socket);
      SipText around =
          options.with("Via", options.header("Via").replaceFirst("branch=.*;", "branch=z9hG4bKo;"));

      assertThat(socket.ask(options)).isEqualTo(200);
      assertThat(socket.ask(around)).isEqualTo(482);
    }
  }

  @Test
  void a_cseq_of_another_method_is_400() throws IOException {
    try (RawSip socket = udp()) {
      assertThat(socket.ask(page(socket, AGENT).with("CSeq", "1 INVITE").toString()))
          .isEqualTo(400);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"MESSAGE", "BYE", "INFO", "UPDATE"})
  void an_unknown_dialog_is_481(String method) throws IOException {
    try (RawSip socket = udp()) {
      SipText request =
          SipText.of(method, DN, AGENT, socket).with("To", "<sip:" + AGENT + "@x>;tag=gone");
      assertThat(socket.ask(request.toString())).isEqualTo(481);
    }
  }

  @Test
  void too_short_a_session_interval_is_422() throws IOException {
    try (RawSip socket = udp()) {
      SipText invite =
          SipText.of("INVITE", DN, AGENT, socket)
              .contact(socket, DN)
              .with("Supported", "timer")
              .with("Session-Expires", "30")
              .carrying("application/sdp", SipText.sdp());
      String refusal = socket.send(invite.authorized(socket.send(invite).answer(), DN)).answer();
      assertThat(RawSip.status(refusal)).isEqualTo(422);
      assertThat(RawSip.header(refusal, "Min-SE")).contains("90");
    }
  }

  @Test
  void an_extension_that_is_required_and_unknown_is_420() throws IOException {
    try (RawSip socket = udp()) {
      String answer = socket.send(page(socket, AGENT).with("Require", "teleport")).answer();
      assertThat(RawSip.status(answer)).isEqualTo(420);
      assertThat(RawSip.header(answer, "Unsupported")).contains("teleport");
    }
  }

  @Test
  void huge_headers_are_refused_and_cost_nothing_else() throws IOException {
    try (RawSip socket = udp();
        RawSip stream = tcp()) {
      socket.send(page(socket, AGENT).with("Subject", "x".repeat(50_000)));
      assertThat(answerOrNothing(socket)).isEqualTo(400);

      var many = new StringBuilder();
      for (int i = 0; i < 100_000; i++) {
        many.append("X-").append(i).append(": y\r\n");
      }
      String page = SipText.of("MESSAGE", DN, AGENT, stream, "TCP").saying("x").toString();
      try {
        stream.send(page.replaceFirst("CSeq", many + "CSeq"));
        assertThat(answerOrNothing(stream)).isIn(0, 513);
      } catch (IOException closed) {
        assertThat(closed).isNotNull();
      }
    }
  }

  private static int answerOrNothing(RawSip socket) throws IOException {
    return socket.receive(Duration.ofSeconds(3)).map(RawSip::status).orElse(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\u0000",
        "hello",
        "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
        "MESSAGE sip:1011@127.0.0.1 SIP/3.0\r\nContent-Length: 0\r\n\r\n",
        "MESSAGE sip:1011@127.0.0.1 SIP/2.0\r\nContent-Length: -1\r\n\r\n",
        "MESSAGE sip:1011@127.0.0.1 SIP/2.0\r\nVia: \\\r\nTo: \"\r\n\r\n",
        "SIP/2.0 200 OK\r\n\r\n"
      })
  void what_is_no_sip_is_dropped_or_refused(String bytes) throws IOException {
    try (RawSip socket = udp();
        RawSip stream = tcp()) {
      socket.send(bytes);
      socket.send(SipText.of("OPTIONS", DN, AGENT, socket));
      assertThat(lastStatus(socket)).isEqualTo(200);
      try {
        stream.send(bytes.isEmpty() ? " " : bytes);
        int status = answerOrNothing(stream);
        assertThat(status == 0 || status >= 400).isTrue();
      } catch (IOException closed) {
        assertThat(closed).isNotNull();
      }
    }
  }

  /** The status of the answer to OPTIONS; refusals of what came before are passed over. */
  private static int lastStatus(RawSip socket) throws IOException {
    String answer = socket.answer();
    while (!RawSip.header(answer, "CSeq").orElse("").contains("OPTIONS")) {
      answer = socket.answer();
    }
    return RawSip.status(answer);
  }

  @Test
  void a_message_in_pieces_over_tcp_is_one_message() throws IOException {
    try (RawSip socket = tcp()) {
      SipText page = SipText.of("MESSAGE", DN, "4711", socket, "TCP").saying("in pieces");
      String refusal = socket.send(page).answer();
      byte[] whole = page.authorized(refusal, DN).toString().getBytes(StandardCharsets.UTF_8);
      for (byte one : whole) {
        socket.send(new byte[] {one});
      }
      assertThat(RawSip.status(socket.answer())).isEqualTo(404);
    }
  }

  @Test
  void two_messages_in_one_packet_over_tcp_are_two() throws IOException {
    try (RawSip socket = tcp()) {
      String first = SipText.of("OPTIONS", DN, AGENT, socket, "TCP").toString();
      String second = SipText.of("OPTIONS", DN, AGENT, socket, "TCP").toString();
      socket.send(first + second);

      assertThat(RawSip.status(socket.answer())).isEqualTo(200);
      assertThat(RawSip.status(socket.answer())).isEqualTo(200);
    }
  }

  @Test
  void connections_that_say_half_a_word_do_not_keep_others_out() throws IOException {
    List<RawSip> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 50; i++) {
        slow.add(tcp().send("MESSAGE sip:1011@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/TC"));
      }
      try (RawSip socket = tcp()) {
        assertThat(socket.ask(SipText.of("OPTIONS", DN, AGENT, socket, "TCP").toString()))
            .isEqualTo(200);
      }
    } finally {
      slow.forEach(RawSip::close);
    }
  }

  @Test
  void a_flood_from_one_address_is_turned_away_and_the_session_goes_on() throws IOException {
    try (RawSip socket = RawSip.udp(suite.ports().sip(), "127.0.0.9")) {
      for (int i = 0; i < 10_000; i++) {
        socket.send(SipText.of("OPTIONS", DN, AGENT, socket));
      }
      assertThat(socket.receive(Duration.ofSeconds(5))).isPresent();
    }
  }
}
