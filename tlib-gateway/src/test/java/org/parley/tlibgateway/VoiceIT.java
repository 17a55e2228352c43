package org.parley.tlibgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parley.contracts.config.ApplicationObject;
import org.parley.contracts.config.ApplicationType;
import org.parley.contracts.config.OptionValues;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A conference with a private conversation, over real sockets and a real log (seed 002). */
class VoiceIT {
  private static final String ANNA = "1001";
  private static final String BEN = "1002";
  private static final String CARL = "1003";
  private static GatewaySite site;

  @BeforeAll
  static void start() throws Exception {
    site = GatewaySite.shared();
    site.configure(
        new ApplicationObject(
            1,
            "sip-server",
            ApplicationType.SIP_SERVER,
            OptionValues.NONE
                .with("TServer", "sip-enable-call-info", "true")
                .with("TServer", "sip-enable-call-info-extended", "true")));
  }

  private static void ask(
      TestClient client, String dn, String request, int reference, Object... more)
      throws IOException {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("referenceId", reference);
    attributes.put("thisDN", dn);
    for (int i = 0; i < more.length; i += 2) {
      attributes.put((String) more[i], more[i + 1]);
    }
    client.send(request, attributes);
  }

  @Test
  void three_agents_confer_and_one_is_private_for_a_while() throws Exception {
    try (TestClient anna = site.registered(ANNA);
        TestClient ben = site.registered(BEN);
        TestClient carl = site.registered(CARL)) {
      ask(anna, ANNA, "RequestMakeCall", 10, "otherDN", BEN, "userData", Map.of("case", "4711"));
      JsonNode dialing = anna.next("EventDialing");
      String call = dialing.path("connId").asString();
      assertThat(dialing.path("referenceId").asInt()).isEqualTo(10);
      assertThat(dialing.path("mediaType").asString()).isEqualTo("Voice");
      assertThat(call).matches("14[0-9a-f]{14}");
      assertThat(ben.next("EventRinging").path("connId").asString()).isEqualTo(call);
      ask(ben, BEN, "RequestAnswerCall", 11, "connId", call);
      assertThat(ben.next("EventEstablished").path("referenceId").asInt()).isEqualTo(11);
      assertThat(anna.next("EventEstablished").has("referenceId")).isFalse();
      assertThat(anna.next("EventUserEvent").at("/extensions/LCTPartiesLength").asInt())
          .isEqualTo(2);

      ask(anna, ANNA, "RequestInitiateConference", 12, "connId", call, "otherDN", CARL);
      anna.next("EventHeld");
      JsonNode consulting = anna.next("EventDialing");
      String consult = consulting.path("connId").asString();
      assertThat(consulting.path("previousConnId").asString()).isEqualTo(call);
      assertThat(consulting.path("callType").asString()).isEqualTo("Consult");
      carl.next("EventRinging");
      ask(carl, CARL, "RequestAnswerCall", 13, "connId", consult);
      anna.next("EventEstablished");
      ask(anna, ANNA, "RequestCompleteConference", 14, "connId", call, "conferenceConnId", consult);
      assertThat(anna.next("EventReleased").path("callState").asString()).isEqualTo("Conferenced");
      anna.next("EventRetrieved");
      assertThat(anna.next("EventPartyAdded").path("referenceId").asInt()).isEqualTo(14);
      assertThat(carl.next("EventPartyChanged").path("connId").asString()).isEqualTo(call);

      ask(anna, ANNA, "RequestListenDisconnect", 15, "connId", call, "otherDN", CARL);
      JsonNode apart = anna.next("EventListenDisconnected");
      assertThat(apart.path("callState").asString()).isEqualTo("Held");
      assertThat(apart.path("otherDN").asString()).isEqualTo(CARL);
      assertThat(apart.path("referenceId").asInt()).isEqualTo(15);
      assertThat(carl.next("EventListenDisconnected").path("thirdPartyDN").asString())
          .isEqualTo(ANNA);
      JsonNode told = carl.next("EventUserEvent");
      assertThat(told.at("/extensions/LCTParty2_state").asString())
          .isEqualTo("ListenDisconnectedHeld");

      assertThatThePictureShows(call);

      ask(ben, BEN, "RequestListenReconnect", 16, "connId", call, "otherDN", CARL);
      assertThat(ben.next("EventListenReconnected").path("referenceId").asInt()).isEqualTo(16);
      ask(
          ben,
          BEN,
          "RequestPrivateService",
          17,
          "connId",
          call,
          "privateMsgId",
          8011,
          "otherDN",
          CARL);
      assertThat(ben.next("EventACK").path("userEvent").asString())
          .isEqualTo("RequestPrivateService");
      assertThat(carl.next("EventMuteOn").path("thirdPartyDN").asString()).isEqualTo(BEN);
      ask(carl, CARL, "RequestQueryCall", 18, "connId", call);
      assertThat(carl.next("EventPartyInfo").at("/extensions/state-3").asInt()).isEqualTo(0x2C);
      ask(carl, CARL, "RequestReleaseCall", 19, "connId", call);
      assertThat(ben.next("EventPartyDeleted").path("otherDN").asString()).isEqualTo(CARL);
      ask(ben, BEN, "RequestReleaseCall", 20, "connId", call);
      assertThat(anna.next("EventReleased").path("callState").asString())
          .isEqualTo("RemoteRelease");
    }
  }

  private static void assertThatThePictureShows(String call) throws Exception {
    HttpResponse<String> anyone = get(call, null);
    assertThat(anyone.statusCode()).isEqualTo(401);
    assertThat(anyone.headers().firstValue("WWW-Authenticate")).isPresent();
    assertThat(get(call, "1001:wrong").statusCode()).isEqualTo(401);
    HttpResponse<String> stranger = get(call, "1009:demo");
    assertThat(stranger.statusCode()).isEqualTo(404);
    assertThat(JsonMapper.shared().readTree(stranger.body()).path("code").asString())
        .isEqualTo("calls.unknown");
    assertThat(get("14ffffffffffffff", "1100:demo").statusCode()).isEqualTo(404);
    assertThat(get("nonsense", "1100:demo").statusCode()).isEqualTo(404);

    HttpResponse<String> supervisor = get(call, "1100:demo");
    assertThat(supervisor.statusCode()).isEqualTo(200);
    JsonNode picture = JsonMapper.shared().readTree(supervisor.body());
    assertThat(picture.at("/parties/2/alias").asString()).isEqualTo(CARL);
    assertThat(picture.at("/parties/2/private").asBoolean()).isTrue();
    assertThat(picture.path("hears").toString())
        .isEqualTo(
            """
            [{"listener":"1001","speaker":"1002"},{"listener":"1002","speaker":"1001"}]\
            """);
    Documented.answers("/api/v1/calls/{connId}", picture);
    assertThat(get(call, "1001:demo").body()).isEqualTo(supervisor.body());
  }

  private static HttpResponse<String> get(String call, String user) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + site.ports().http() + "/api/v1/calls/" + call));
    if (user != null) {
      request.header(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
