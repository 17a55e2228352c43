package org.parley.tlibgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.tlib.Dn;
import org.parley.tlibgateway.registration.Registrations;
import tools.jackson.databind.JsonNode;

/** Every kind of bad input has an answer, and a client that is well behaved does not notice. */
class BadInputIT {
  /** Nobody else registers here, so that none who is just leaving is counted. */
  private static final String OF_THE_DEAF = "1014";

  private static GatewaySite site;

  @BeforeAll
  static void start() throws Exception {
    site = GatewaySite.shared();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"message\":", "[]", "42", "{}", "{\"message\":7}", "nothing", "\uFEFF{}"})
  void what_is_no_message_gets_error_53_and_ends_the_connection(String input) throws Exception {
    try (TestClient client = site.registered("1003")) {
      client.sendRaw(input);
      assertThat(client.nextError()).isEqualTo(53);
      assertThat(client.untilClosed()).containsExactly("EventLinkDisconnected");
    }
  }

  @Test
  void bytes_that_are_no_utf_8_end_the_connection() throws Exception {
    try (TestClient client = site.registered("1003")) {
      client.sendRaw(new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', ':', '1', '}'});
      assertThat(client.nextError()).isEqualTo(53);
      assertThat(client.untilClosed()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {(1 << 20) + 1, Integer.MAX_VALUE, -1, Integer.MIN_VALUE, 0})
  void a_frame_of_a_length_that_is_not_accepted_is_refused_before_it_is_read(int length)
      throws Exception {
    try (TestClient client = site.registered("1003")) {
      client.sendBytes(ByteBuffer.allocate(4).putInt(length).array());
      assertThat(client.nextError()).isEqualTo(53);
      client.untilClosed();
    }
  }

  @Test
  void a_frame_of_one_mebibyte_is_read() throws Exception {
    try (TestClient client = site.registered("1003")) {
      String head = "{\"message\":\"RequestQueryServer\",\"referenceId\":5,\"padding\":\"";
      client.sendRaw(head + "x".repeat((1 << 20) - head.length() - 2) + "\"}");
      assertThat(client.next("EventServerInfo").path("referenceId").asInt()).isEqualTo(5);
    }
  }

  @Test
  void a_stranger_cannot_send_long_frames() throws Exception {
    try (TestClient client = site.connect()) {
      client.sendBytes(ByteBuffer.allocate(4).putInt(100_000).array());
      assertThat(client.nextError()).isEqualTo(53);
      assertThat(client.untilClosed()).isEmpty();
    }
  }

  static Stream<Arguments> refusals() {
    String connId = "1500000000000001";
    return Stream.of(
        Arguments.of("RequestCallForwardSet", Map.of("thisDN", "1003"), 51),
        Arguments.of("RequestNonsense", Map.of(), 51),
        Arguments.of("EventRinging", Map.of(), 51),
        Arguments.of("RequestMakeCall", Map.of("thisDN", "1003"), 53),
        Arguments.of("RequestMakeCall", Map.of("otherDN", "1002"), 53),
        Arguments.of("RequestAnswerCall", Map.of("thisDN", "1003"), 53),
        Arguments.of("RequestAnswerCall", Map.of("thisDN", "1003", "connId", "xyz"), 53),
        Arguments.of("RequestRegisterAddress", Map.of("thisDN", ""), 53),
        Arguments.of(
            "RequestRegisterAddress", Map.of("thisDN", "1003", "registerMode", "ModeFree"), 53),
        Arguments.of("RequestSetInputMask", Map.of("inputMask", "ff"), 53),
        Arguments.of("RequestRegisterAddress", Map.of("thisDN", "7777"), 59),
        Arguments.of("RequestQueryAddress", Map.of("thisDN", "7777"), 59),
        Arguments.of("RequestRegisterAddress", Map.of("thisDN", "1004"), 165),
        Arguments.of(
            "RequestMakeCall",
            Map.of("thisDN", "1004", "otherDN", "1002", "mediaType", "Chat"),
            41),
        Arguments.of(
            "RequestMakeCall",
            Map.of("thisDN", "1003", "otherDN", "7777", "mediaType", "Chat"),
            71),
        Arguments.of(
            "RequestMakeCall",
            Map.of("thisDN", "1003", "otherDN", "1002", "mediaType", "EMail"),
            51),
        Arguments.of("RequestHoldCall", Map.of("thisDN", "1003", "connId", connId), 51),
        Arguments.of("RequestHoldCall", Map.of("thisDN", "1003", "connId", "1400000000000001"), 56),
        Arguments.of(
            "RequestListenDisconnect", Map.of("thisDN", "1003", "connId", "1400000000000001"), 53),
        Arguments.of(
            "RequestMakeCall",
            Map.of(
                "thisDN", "1003", "otherDN", "1002", "mediaType", "Chat", "location", "Elsewhere"),
            51),
        Arguments.of(
            "RequestMakeCall",
            Map.of(
                "thisDN", "1003",
                "otherDN", "1002",
                "mediaType", "Chat",
                "extensions", Map.of("im-text", "")),
            53),
        Arguments.of("RequestAnswerCall", Map.of("thisDN", "1003", "connId", connId), 56),
        Arguments.of(
            "RequestAnswerCall", Map.of("thisDN", "1003", "connId", "0900000000000001"), 56),
        Arguments.of("RequestQueryCall", Map.of("thisDN", "1003", "connId", connId), 56),
        Arguments.of("RequestUnregisterAddress", Map.of("thisDN", "1004"), 41),
        Arguments.of(
            "RequestQueryAddress",
            Map.of("thisDN", "1003", "addressInfoType", "NumberOfIdleTrunks"),
            51),
        service(9000, connId, Map.of("im-text", "x"), 51),
        service(8001, null, Map.of("im-text", "x"), 53),
        service(8001, connId, Map.of(), 53),
        service(8001, connId, Map.of("im-text", 7), 53),
        service(8001, connId, Map.of("im-text", "x", "im-msg-id", "i".repeat(300)), 53),
        service(8001, connId, Map.of("im-text", "x"), 56),
        service(8005, connId, Map.of(), 56),
        service(8006, connId, Map.of("im-typing", "perhaps"), 53));
  }

  private static Arguments service(int number, String connId, Map<String, ?> extensions, int code) {
    return Arguments.of(
        "RequestPrivateService",
        connId == null
            ? Map.of("thisDN", "1003", "privateMsgId", number, "extensions", extensions)
            : Map.of(
                "thisDN", "1003",
                "privateMsgId", number,
                "connId", connId,
                "extensions", extensions),
        code);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void a_request_that_cannot_be_is_refused_by_its_number_and_the_connection_goes_on(
      String message, Map<String, Object> attributes, int code) throws Exception {
    try (TestClient client = site.registered("1003")) {
      var request = new java.util.LinkedHashMap<String, Object>(attributes);
      request.put("referenceId", 77);
      client.send(message, request);
      JsonNode error = client.next("EventError");
      assertThat(error.path("errorCode").asInt()).isEqualTo(code);
      assertThat(error.path("referenceId").asInt()).isEqualTo(77);
      assertThat(error.path("errorMessage").asString()).isNotBlank();
      client.send("RequestQueryServer", Map.of());
      client.next("EventServerInfo");
    }
  }

  @Test
  void a_monitor_hears_everything_and_may_not_ask() throws Exception {
    try (TestClient monitor = site.loggedIn("1003")) {
      monitor.send(
          "RequestRegisterAddress", Map.of("thisDN", "1003", "registerMode", "ModeMonitor"));
      monitor.next("EventRegistered");
      monitor.send("RequestAgentLogin", Map.of("thisDN", "1003", "agentId", "1003"));
      assertThat(monitor.nextError()).isEqualTo(41);
    }
  }

  @Test
  void a_dn_held_privately_is_nobody_elses() throws Exception {
    try (TestClient first = site.loggedIn("1003");
        TestClient second = site.loggedIn("1003")) {
      first.send("RequestRegisterAddress", Map.of("thisDN", "1003", "registerMode", "ModePrivate"));
      first.next("EventRegistered");
      second.send("RequestRegisterAddress", Map.of("thisDN", "1003"));
      assertThat(second.nextError()).isEqualTo(42);
    }
  }

  @Test
  void requests_before_the_log_in_get_error_1016_and_after_a_few_the_connection_ends()
      throws Exception {
    try (TestClient client = site.connect()) {
      for (int i = 0; i < 5; i++) {
        client.send("RequestQueryServer", Map.of("referenceId", i + 1));
        assertThat(client.nextError()).isEqualTo(1016);
      }
      assertThat(client.untilClosed()).isEmpty();
    }
  }

  @Test
  void a_log_in_without_credentials_is_refused() throws Exception {
    try (TestClient client = site.connect()) {
      client.send("RequestRegisterClient", Map.of("applicationName", "x", "userName", "1001"));
      assertThat(client.nextError()).isEqualTo(53);
    }
  }

  @Test
  void a_wrong_password_gets_error_119_ends_the_connection_and_makes_the_next_answer_slower()
      throws Exception {
    try (GatewaySite own = new GatewaySite()) {
      Duration first = timeOfWrongPassword(own, "1");
      timeOfWrongPassword(own, "2");
      timeOfWrongPassword(own, "3");
      Duration fourth = timeOfWrongPassword(own, "4");
      assertThat(fourth).isGreaterThan(Duration.ofMillis(990)).isGreaterThan(first);
    }
  }

  private static Duration timeOfWrongPassword(GatewaySite own, String password) throws Exception {
    try (TestClient client = own.connect()) {
      long begun = System.nanoTime();
      client.logIn("1001", password);
      assertThat(client.nextError()).isEqualTo(119);
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      assertThat(client.untilClosed()).isEmpty();
      return took;
    }
  }

  @Test
  void a_log_in_that_cannot_be_checked_gets_error_118_and_may_be_tried_again() throws Exception {
    try (TestClient client = site.connect()) {
      site.configServiceStatus = 500;
      client.logIn("1019", "demo");
      assertThat(client.nextError()).isEqualTo(118);
      site.configServiceStatus = 0;
      client.logIn("1019", "demo");
      client.next("EventLinkConnected");
    } finally {
      site.configServiceStatus = 0;
    }
  }

  @Test
  void a_client_that_says_nothing_is_closed() throws Exception {
    try (GatewaySite own = new GatewaySite("--parley.tlib.login-timeout=1s");
        TestClient silent = own.connect()) {
      assertThat(silent.untilClosed()).isEmpty();
    }
  }

  @Test
  void ten_thousand_requests_without_reading_take_little_memory_and_are_all_answered()
      throws Exception {
    int count = 10_000;
    try (TestClient flood = site.registered("1003");
        TestClient other = site.registered("1004")) {
      Thread sender =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  for (int i = 1; i <= count; i++) {
                    flood.send("RequestQueryServer", Map.of("referenceId", i));
                  }
                } catch (java.io.IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      other.send("RequestQueryServer", Map.of());
      other.next("EventServerInfo");
      for (int i = 1; i <= count; i++) {
        assertThat(flood.next("EventServerInfo").path("referenceId").asInt()).isEqualTo(i);
      }
      sender.join();
    }
  }

  @Test
  void ten_thousand_requests_to_the_log_are_all_answered_in_order() throws Exception {
    int count = 10_000;
    String connId = "1500000000000abc";
    try (TestClient flood = site.registered("1003")) {
      Thread sender =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  for (int i = 1; i <= count; i++) {
                    flood.send(
                        "RequestAnswerCall",
                        Map.of("referenceId", i, "thisDN", "1003", "connId", connId));
                  }
                } catch (java.io.IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      for (int i = 1; i <= count; i++) {
        JsonNode error = flood.next("EventError");
        assertThat(error.path("referenceId").asInt()).isEqualTo(i);
        assertThat(error.path("errorCode").asInt()).isEqualTo(56);
      }
      sender.join();
    }
  }

  @Test
  void a_client_that_does_not_read_its_events_is_disconnected_and_others_do_not_notice()
      throws Exception {
    try (TestClient deaf = site.registered(OF_THE_DEAF);
        TestClient sender = site.registered(OF_THE_DEAF)) {
      Registrations<?> registrations = site.bean(Registrations.class);
      String text = "x".repeat(30_000);
      Thread reader =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  while (true) {
                    sender.next("EventUserEvent");
                  }
                } catch (java.io.IOException closed) {
                  // the end of the test
                }
              });
      for (int i = 1; i <= 400; i++) {
        sender.send(
            "RequestDistributeUserEvent",
            Map.of("referenceId", i, "thisDN", OF_THE_DEAF, "userData", Map.of("k", text)));
      }
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> registrations.clientsOf(new Dn(OF_THE_DEAF)).size() == 1);
      List<String> read = deaf.untilClosed();
      assertThat(read).isNotEmpty().hasSizeLessThan(400);
      assertThat(reader.isAlive()).isTrue();
      sender.socket().close();
      reader.join();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "control \u0000\u0001\u001b\u007f\u0085 characters\r\n\t",
        "right to left \u202Eabc\u202C \u200F \u05D0\u05D1 \u0627\u0644",
        "emoji \uD83D\uDE00 \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 \uD83C\uDDE9\uD83C\uDDEA",
        "four bytes \uD800\uDF48 \uD87E\uDC04 and \uFFFD \uFEFF \u2028\u2029",
        "</script>\"\\/'"
      })
  void text_is_kept_as_sent(String text) throws Exception {
    try (TestClient anna = site.registered("1006");
        TestClient ben = site.registered("1007")) {
      anna.send(
          "RequestMakeCall",
          Map.of(
              "referenceId", 3,
              "thisDN", "1006",
              "otherDN", "1007",
              "mediaType", "Chat",
              "extensions", Map.of("im-text", text)));
      JsonNode ringing = ben.next("EventRinging");
      String connId = ringing.path("connId").asString();
      assertThat(ringing.at("/extensions/im-text").asString()).isEqualTo(text);
      ben.send("RequestAnswerCall", Map.of("referenceId", 4, "thisDN", "1007", "connId", connId));
      assertThat(ben.next("EventPrivateInfo").at("/extensions/im-transcript/1/im-text").asString())
          .isEqualTo(text);
      ben.send(
          "RequestPrivateService",
          Map.of(
              "referenceId",
              5,
              "privateMsgId",
              8001,
              "thisDN",
              "1007",
              "connId",
              connId,
              "extensions",
              Map.of("im-text", text)));
      assertThat(ben.next("EventACK").at("/extensions/im-msg-id").asString()).isNotBlank();
      anna.next("EventEstablished");
      JsonNode heard = anna.next("EventPrivateInfo");
      assertThat(heard.at("/extensions/im-text").asString()).isEqualTo(text);
    }
  }
}
