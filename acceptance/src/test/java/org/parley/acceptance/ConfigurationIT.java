package org.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.acceptance.desktop.FakeDesktop;
import org.parley.acceptance.desktop.Wire;
import org.parley.acceptance.suite.Options;
import org.parley.acceptance.suite.Suites;
import org.parley.bench.suite.AdminApi;
import org.parley.bench.suite.Ports;
import org.parley.tlib.Attribute;
import org.parley.tlib.ConnId;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Options changed by HTTP reach the running services (CF-2, CF-3, IM-5). */
class ConfigurationIT {
  private static final String MULTIMEDIA = "/switches/A/dns/1016/options/TServer/multimedia";

  private Ports ports;
  private Options options;
  private AdminApi api;

  @BeforeEach
  void start() throws InterruptedException {
    ports = Suites.standalone().ports();
    options = new Options(ports);
    api = options.api();
  }

  @AfterEach
  void putBack() {
    options.close();
  }

  private static JsonNode json(AdminApi.Answer answer) {
    return JsonMapper.shared().readTree(answer.body());
  }

  @Test
  void next_invitation_heeds_multimedia_and_the_running_session_does_not() throws IOException {
    try (FakeDesktop alice = FakeDesktop.of(Wire.tcp(ports.tlib()), "1015");
        FakeDesktop bob = FakeDesktop.of(Wire.tcp(ports.tlib()), "1016")) {
      ConnId call = alice.invite("1016", "Hello");
      bob.await(MessageType.EVENT_RINGING);
      bob.accept(call);

      api.put(MULTIMEDIA, "{\"value\":\"false\"}");
      await()
          .atMost(Duration.ofSeconds(3))
          .until(() -> invitation(alice).find(Attribute.ERROR_CODE).orElse(0) == 93);

      alice.expectAnswer(alice.say(call, "still here", "1"), MessageType.EVENT_ACK);
      bob.expectAnswer(bob.say(call, "me too", "2"), MessageType.EVENT_ACK);

      api.put(MULTIMEDIA, "{\"value\":\"true\"}");
      await()
          .atMost(Duration.ofSeconds(3))
          .until(() -> invitation(alice).type() == MessageType.EVENT_DIALING);
      alice.release(call);
    }
  }

  /** Invites 1016 and takes the invitation back. */
  private static TlibEvent invitation(FakeDesktop alice) {
    TlibEvent answer = alice.ask(ref -> alice.makeCall(ref, "1016", null));
    answer.find(Attribute.CONN_ID).ifPresent(alice::release);
    return answer;
  }

  @Test
  void reading_tells_value_default_and_source() {
    JsonNode option = json(api.get(MULTIMEDIA));

    assertThat(option.path("section").asString()).isEqualTo("TServer");
    assertThat(option.path("name").asString()).isEqualTo("multimedia");
    assertThat(option.path("value").asString()).isEqualTo("true");
    assertThat(option.path("default").asString()).isEqualTo("false");
    assertThat(option.path("takesEffect").asString()).isNotEmpty();
    assertThat(option.has("source")).isTrue();
    assertThat(option.has("validValues")).isTrue();
    assertThat(option.path("description").asString()).isNotEmpty();
  }

  @Test
  void unknown_option_is_404() {
    problem(
        api.put("/switches/A/dns/1016/options/TServer/multimedai", "{\"value\":\"true\"}"), 404);
    problem(api.get("/switches/A/dns/1016/options/TServer/multimedai"), 404);
  }

  @Test
  void invalid_value_is_422_and_names_the_valid_ones() {
    AdminApi.Answer refused = api.put(MULTIMEDIA, "{\"value\":\"maybe\"}");

    problem(refused, 422);
    assertThat(refused.body()).contains("true").contains("false");
  }

  @Test
  void stale_if_match_is_412() {
    String etag = Objects.requireNonNull(api.get(MULTIMEDIA).etag());

    assertThat(api.putIfMatch(MULTIMEDIA, "{\"value\":\"true\"}", etag).status()).isEqualTo(200);
    assertThat(api.putIfMatch(MULTIMEDIA, "{\"value\":\"false\"}", etag).status()).isIn(200, 412);
    problem(api.putIfMatch(MULTIMEDIA, "{\"value\":\"true\"}", "\"0\""), 412);
    api.put(MULTIMEDIA, "{\"value\":\"true\"}");
  }

  @Test
  void nobody_changes_anything_without_the_right_credentials() {
    try (var wrong = new AdminApi(ports, "admin", "wrong");
        var agent = new AdminApi(ports, "1001", "demo")) {
      assertThat(wrong.put(MULTIMEDIA, "{\"value\":\"false\"}").status()).isEqualTo(401);
      assertThat(agent.put(MULTIMEDIA, "{\"value\":\"false\"}").status()).isEqualTo(403);
    }
    assertThat(json(api.get(MULTIMEDIA)).path("value").asString()).isEqualTo("true");
  }

  private static void problem(AdminApi.Answer answer, int status) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(json(answer).path("status").asInt()).isEqualTo(status);
  }
}
