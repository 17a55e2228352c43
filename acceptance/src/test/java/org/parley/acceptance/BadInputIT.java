package org.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.acceptance.desktop.FakeDesktop;
import org.parley.acceptance.desktop.Wire;
import org.parley.acceptance.suite.Suites;
import org.parley.bench.suite.Ports;
import org.parley.tlib.Attribute;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibCodec;
import org.parley.tlib.TlibEvent;
import org.parley.tlib.TlibRequest;

/** What clients do wrong, or on purpose; others never notice. */
class BadInputIT {
  private static final String ALICE = "1017";
  private static final String BOB = "1018";

  private static final int SESSIONS = 8;
  private static final int MESSAGES = 350;

  private static Ports ports;

  @BeforeAll
  static void start() throws InterruptedException {
    ports = Suites.standalone().ports();
  }

  private static FakeDesktop connected() throws IOException {
    return FakeDesktop.connected(Wire.tcp(ports.tlib()), ALICE);
  }

  private static FakeDesktop desktop(String dn) throws IOException {
    return FakeDesktop.of(Wire.tcp(ports.tlib()), dn);
  }

  private static int error(TlibEvent answer) {
    return answer.find(Attribute.ERROR_CODE).orElse(0);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ConnId session(FakeDesktop alice, FakeDesktop bob) {
    ConnId call = alice.invite(BOB, null);
    bob.await("ringing of " + call, event -> call.equals(event.get(Attribute.CONN_ID)));
    bob.accept(call);
    alice.await(MessageType.EVENT_ESTABLISHED);
    return call;
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"message\":", "[]", "hello", "{}", "{\"message\":1}", "\u0000"})
  void what_is_no_message_closes_the_connection(String text) throws IOException {
    try (FakeDesktop client = desktop(ALICE)) {
      client.sendRaw(utf8(text));

      assertThat(client.endsWithin(Duration.ofSeconds(5))).isTrue();
    }
  }

  @Test
  void frame_above_one_mebibyte_is_refused_from_its_length_alone() throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), ports.tlib())) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(ByteBuffer.allocate(4).putInt((1 << 20) + 1).array());

      byte[] answer = socket.getInputStream().readAllBytes(); // ends, so it was closed

      assertThat(new String(answer, StandardCharsets.UTF_8)).contains("\"errorCode\":53");
    }
  }

  @Test
  void negative_length_is_refused() throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), ports.tlib())) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(new byte[] {-1, -1, -1, -1});

      assertThat(socket.getInputStream().readAllBytes()).hasSizeLessThan(1_000);
    }
  }

  @Test
  void unknown_message_is_51_and_the_connection_goes_on() throws IOException {
    try (FakeDesktop client = desktop(ALICE)) {
      client.sendRaw(utf8("{\"message\":\"RequestTeleport\",\"referenceId\":77}"));
      TlibEvent answer = client.await(MessageType.EVENT_ERROR);

      assertThat(error(answer)).isEqualTo(51);
      assertThat(answer.get(Attribute.REFERENCE_ID)).isEqualTo(77);
      client.settled();
    }
  }

  @Test
  void missing_attribute_is_53_and_is_named() throws IOException {
    try (FakeDesktop client = desktop(ALICE)) {
      client.sendRaw(
          utf8("{\"message\":\"RequestMakeCall\",\"referenceId\":78,\"thisDN\":\"1017\"}"));
      TlibEvent answer = client.await(MessageType.EVENT_ERROR);

      assertThat(error(answer)).isEqualTo(53);
      assertThat(answer.get(Attribute.ERROR_MESSAGE)).contains("otherDN");
    }
  }

  @Test
  void request_for_a_dn_that_is_not_registered_is_41() throws IOException {
    try (FakeDesktop client = desktop(ALICE)) {
      TlibEvent answer =
          client.ask(ref ->
              new TlibRequest.MakeCall(
                  ref,
                  new Dn(BOB),
                  new Dn(ALICE),
                  null,
                  null,
                  org.parley.tlib.MediaType.CHAT,
                  null,
                  null,
                  null));

      assertThat(error(answer)).isEqualTo(41);
    }
  }

  @Test
  void unknown_dn_is_59_to_register_and_71_to_call() throws IOException {
    try (FakeDesktop supervisor = FakeDesktop.connected(Wire.tcp(ports.tlib()), "1100");
        FakeDesktop client = desktop(ALICE)) {
      supervisor.logIn("1100", "demo");

      assertThat(error(supervisor.register("4711"))).isEqualTo(59);
      assertThat(error(client.ask(ref -> client.makeCall(ref, "4711", null)))).isEqualTo(71);
    }
  }

  @Test
  void dn_of_somebody_else_is_165() throws IOException {
    try (FakeDesktop client = desktop(ALICE)) {
      assertThat(error(client.register("1001"))).isEqualTo(165);
    }
  }

  @Test
  void unknown_conn_id_and_that_of_somebody_else_are_56() throws IOException {
    try (FakeDesktop alice = desktop(ALICE);
        FakeDesktop bob = desktop(BOB);
        FakeDesktop carol = desktop("1019")) {
      ConnId call = session(alice, bob);

      assertThat(error(carol.say(call, "let me in", "1"))).isEqualTo(56);
      assertThat(error(carol.release(call))).isEqualTo(56);
      assertThat(error(alice.say(new ConnId(call.value() ^ 1), "wrong", "2"))).isEqualTo(56);
      assertThat(error(alice.say(new ConnId(0), "none", "3"))).isEqualTo(56);
      assertThat(bob.transcript(call)).isEmpty();
      alice.release(call);
    }
  }

  @Test
  void text_above_the_limit_is_53_and_text_at_the_limit_is_taken() throws IOException {
    try (FakeDesktop alice = desktop(ALICE);
        FakeDesktop bob = desktop(BOB)) {
      ConnId call = session(alice, bob);

      assertThat(error(alice.say(call, "ä".repeat(2_048) + "x", "1"))).isEqualTo(53);
      assertThat(error(alice.say(call, "", "2"))).isEqualTo(53);
      alice.expectAnswer(alice.say(call, "ä".repeat(2_048), "3"), MessageType.EVENT_ACK);
      assertThat(bob.transcript(call)).hasSize(1);
      alice.release(call);
    }
  }

  @Test
  void text_is_kept_as_it_was_sent() throws IOException {
    List<String> texts =
        List.of(
            "a\u0000b\u0007c\r\n\t",
            "\u202Eabc\u202C \u05E9\u05DC\u05D5\u05DD",
            "\uD83D\uDE00\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 \uD834\uDD1E",
            "<script>alert(1)</script> \"\\\" ' %s ${jndi:x}",
            "\uFEFF\uFFFD e\u0301 \u00E9");
    try (FakeDesktop alice = desktop(ALICE);
        FakeDesktop bob = desktop(BOB)) {
      ConnId call = session(alice, bob);

      for (String text : texts) {
        alice.expectAnswer(alice.say(call, text, "m" + text.hashCode()), MessageType.EVENT_ACK);
        assertThat(bob.nextMessage(call).text()).isEqualTo(text);
      }
      assertThat(bob.transcript(call)).extracting(FakeDesktop.Message::text).isEqualTo(texts);
      alice.release(call);
    }
  }

  @Test
  void requests_before_the_log_in_are_1016() throws IOException {
    try (FakeDesktop client = connected()) {
      assertThat(error(client.register(ALICE))).isEqualTo(1016);
      assertThat(client.logIn(ALICE, "demo").type()).isEqualTo(MessageType.EVENT_LINK_CONNECTED);
    }
  }

  @Test
  void client_that_says_nothing_is_closed() throws IOException {
    try (FakeDesktop client = connected()) {
      assertThat(client.endsWithin(Duration.ofSeconds(20))).isTrue();
    }
  }

  @Test
  void ten_thousand_requests_without_reading_disturb_nobody() throws Exception {
    byte[] request = utf8("{\"message\":\"RequestQueryServer\",\"referenceId\":5}");
    Thread sender;
    try (FakeDesktop alice = desktop(ALICE);
        FakeDesktop bob = desktop(BOB);
        Socket deaf = deaf()) {
      OutputStream out = deaf.getOutputStream();
      out.write(
          framed(
              TlibCodec.encode(
                  new TlibRequest.RegisterClient(1, "deaf", "1020", "demo", null, null, null))));
      sender = Thread.ofVirtual().start(() -> repeat(out, framed(request), 10_000));
      ConnId call = session(alice, bob);
      for (int i = 0; i < 50; i++) {
        alice.expectAnswer(alice.say(call, "unharmed", "u" + i), MessageType.EVENT_ACK);
        assertThat(bob.nextMessage(call).id()).isEqualTo("u" + i);
      }
      alice.release(call);
    }
    sender.join();
  }

  private static Socket deaf() throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.tlib()));
    return socket;
  }

  private static byte[] framed(byte[] json) {
    return ByteBuffer.allocate(4 + json.length).putInt(json.length).put(json).array();
  }

  private static void repeat(OutputStream out, byte[] frame, int times) {
    try {
      for (int i = 0; i < times; i++) {
        out.write(frame);
      }
    } catch (IOException disconnected) {
      return; // as a client that does not read may be
    }
  }

  @Test
  void wrong_password_is_119_and_closes_and_each_failure_is_answered_later() throws IOException {
    try (var wires = new OwnSource()) {
      long first = wires.failure();
      for (int i = 0; i < 3; i++) {
        wires.failure();
      }
      long later = wires.failure();

      assertThat(later).isGreaterThan(first + 500);
    }
  }

  /** Log-ins from a loopback address of their own, so that the others are not slowed down. */
  private static final class OwnSource implements AutoCloseable {
    private static final byte[] ADDRESS = {127, 9, 9, 9};

    long failure() throws IOException {
      long begun = System.nanoTime();
      try (var socket = new Socket()) {
        socket.bind(new InetSocketAddress(InetAddress.getByAddress(ADDRESS), 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.tlib()));
        socket.setSoTimeout(30_000);
        byte[] login =
            TlibCodec.encode(
                new TlibRequest.RegisterClient(1, "guess", ALICE, "wrong", null, null, null));
        socket.getOutputStream().write(framed(login));
        byte[] answer = socket.getInputStream().readAllBytes();
        assertThat(new String(answer, StandardCharsets.UTF_8)).contains("\"errorCode\":119");
      }
      return Duration.ofNanos(System.nanoTime() - begun).toMillis();
    }

    @Override
    public void close() throws IOException {
      // one success makes the source trusted again
      await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .until(() -> {
            try (FakeDesktop client = connected()) {
              return client.logIn(ALICE, "demo").type() == MessageType.EVENT_LINK_CONNECTED;
            }
          });
    }
  }

  @Test
  void client_that_does_not_read_its_events_is_disconnected_and_the_others_are_not()
      throws Exception {
    try (FakeDesktop alice = desktop(ALICE);
        FakeDesktop bob = desktop(BOB);
        Socket deaf = deaf()) {
      OutputStream out = deaf.getOutputStream();
      for (TlibRequest request :
          List.of(
              new TlibRequest.RegisterClient(1, "deaf", BOB, "demo", null, null, null),
              new TlibRequest.RegisterAddress(2, new Dn(BOB), null, null, null))) {
        out.write(framed(TlibCodec.encode(request)));
      }
      String text = "x".repeat(4_000);
      for (int i = 0; i < SESSIONS; i++) { // a session has a limit of its own
        ConnId call = session(alice, bob);
        for (int j = 0; j < MESSAGES; j++) {
          String id = "d" + j;
          alice.expectAnswer(alice.say(call, text, id), MessageType.EVENT_ACK);
          alice.nextMessage(call);
          assertThat(bob.nextMessage(call).id()).isEqualTo(id);
        }
        alice.release(call);
        bob.await(MessageType.EVENT_RELEASED);
      }
      deaf.setSoTimeout(10_000);
      int read = 0;
      byte[] buffer = new byte[65_536];
      int count = deaf.getInputStream().read(buffer);
      while (count >= 0) {
        read += count;
        try {
          count = deaf.getInputStream().read(buffer);
        } catch (java.net.SocketException reset) {
          count = -1;
        }
      }
      assertThat(read)
          .as("what reached the deaf client before it was cut")
          .isLessThan(SESSIONS * MESSAGES * 4_000);
    }
  }

  @Test
  void kv_list_with_what_it_may_not_hold_is_53() throws IOException {
    try (FakeDesktop client = desktop(ALICE)) {
      client.sendRaw(
          utf8(
              "{\"message\":\"RequestMakeCall\",\"referenceId\":79,\"thisDN\":\"1017\",\"otherDN\":\"1018\","
                  + "\"mediaType\":\"Chat\",\"userData\":{\"a\":[1]}}"));

      assertThat(error(client.await(MessageType.EVENT_ERROR))).isEqualTo(53);
    }
  }
}
