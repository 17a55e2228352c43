package org.parley.tlibgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ConversationIT {
  private static GatewaySite site;

  @BeforeAll
  static void start() throws Exception {
    site = GatewaySite.shared();
  }

  @Test
  void two_agents_talk_from_invitation_to_release() throws Exception {
    try (TestClient anna = site.registered("1001");
        TestClient ben = site.registered("1002")) {
      anna.send(
          "RequestMakeCall",
          Map.of(
              "referenceId",
              17,
              "thisDN",
              "1001",
              "otherDN",
              "1002",
              "mediaType",
              "Chat",
              "userData",
              Map.of("case", "7"),
              "extensions",
              Map.of("im-text", "Hello", "im-msg-id", "m1")));
      JsonNode dialing = anna.next("EventDialing");
      assertThat(dialing.path("referenceId").asInt()).isEqualTo(17);
      assertThat(dialing.path("otherDN").asString()).isEqualTo("1002");
      String connId = dialing.path("connId").asString();
      assertThat(connId).matches("15[0-9a-f]{14}");
      assertThat(anna.next("EventPrivateInfo").path("extensions").path("im-seq").asInt())
          .isEqualTo(1);

      JsonNode ringing = ben.next("EventRinging");
      assertThat(ringing.path("connId").asString()).isEqualTo(connId);
      assertThat(ringing.path("extensions").path("im-text").asString()).isEqualTo("Hello");
      assertThat(ringing.path("userData").path("case").asString()).isEqualTo("7");
      assertThat(ringing.has("referenceId")).isFalse();

      ben.send("RequestAnswerCall", Map.of("referenceId", 3, "thisDN", "1002", "connId", connId));
      assertThat(ben.next("EventEstablished").path("referenceId").asInt()).isEqualTo(3);
      JsonNode transcript = ben.next("EventPrivateInfo");
      assertThat(transcript.path("privateMsgId").asInt()).isEqualTo(8003);
      assertThat(transcript.at("/extensions/im-transcript/1/im-text").asString())
          .isEqualTo("Hello");
      assertThat(anna.next("EventEstablished").has("referenceId")).isFalse();

      ben.send(
          "RequestPrivateService",
          Map.of(
              "referenceId",
              4,
              "privateMsgId",
              8001,
              "thisDN",
              "1002",
              "connId",
              connId,
              "extensions",
              Map.of("im-text", "Hi", "im-msg-id", "b1")));
      JsonNode ack = ben.next("EventACK");
      assertThat(ack.path("referenceId").asInt()).isEqualTo(4);
      assertThat(ack.path("userEvent").asString()).isEqualTo("RequestPrivateService");
      assertThat(ack.at("/extensions/im-seq").asInt()).isEqualTo(2);
      assertThat(ben.next("EventPrivateInfo").at("/extensions/im-text").asString()).isEqualTo("Hi");
      JsonNode heard = anna.next("EventPrivateInfo");
      assertThat(heard.path("privateMsgId").asInt()).isEqualTo(8002);
      assertThat(heard.at("/extensions/im-from-name").asString()).isEqualTo("1002");

      anna.send("RequestReleaseCall", Map.of("referenceId", 9, "thisDN", "1001", "connId", connId));
      assertThat(anna.next("EventReleased").path("callState").asString()).isEqualTo("Ok");
      assertThat(ben.next("EventReleased").path("callState").asString()).isEqualTo("RemoteRelease");
    }
  }
}
