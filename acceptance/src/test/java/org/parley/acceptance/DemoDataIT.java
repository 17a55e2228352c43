package org.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parley.acceptance.suite.Options;
import org.parley.acceptance.suite.Suites;
import org.parley.bench.suite.AdminApi;
import org.parley.bench.suite.Ports;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demo data of a standalone run (architecture.md section 6). */
class DemoDataIT {
  private static Ports ports;

  @BeforeAll
  static void start() throws InterruptedException {
    ports = Suites.standalone().ports();
  }

  private static JsonNode get(AdminApi api, String path) {
    AdminApi.Answer answer = api.get(path);
    assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }

  @Test
  void twenty_agents_with_their_dns() {
    try (var options = new Options(ports)) {
      for (int number = 1001; number <= 1020; number++) {
        JsonNode dn = get(options.api(), "/switches/A/dns/" + number);
        assertThat(dn.path("type").asString()).isEqualTo("Extension");
        JsonNode section = dn.path("options").path("TServer");
        assertThat(section.path("multimedia").asString()).isEqualTo("true");
        assertThat(section.path("voice").asString("true")).isEqualTo("true");
        assertThat(section.path("sip-signaling-chat").asString()).isEqualTo("none");
        try (var agent = new AdminApi(ports, Integer.toString(number), "demo")) {
          assertThat(get(agent, "/me").path("userName").asString())
              .isEqualTo(Integer.toString(number));
        }
      }
    }
  }

  @Test
  void endpoints_routing_points_and_queues() {
    try (var options = new Options(ports)) {
      for (int number = 2001; number <= 2010; number++) {
        JsonNode endpoint = get(options.api(), "/switches/A/dns/" + number);
        assertThat(
                endpoint
                    .path("options")
                    .path("TServer")
                    .path("sip-signaling-chat")
                    .asString("session"))
            .isEqualTo("session");
      }
      assertThat(get(options.api(), "/switches/A/dns/5000").path("type").asString())
          .isEqualTo("RoutingPoint");
      assertThat(get(options.api(), "/switches/A/dns/5001").path("type").asString())
          .isEqualTo("RoutingPoint");
      assertThat(get(options.api(), "/switches/A/dns/6000").path("type").asString())
          .isEqualTo("ACDQueue");
      for (int number = 9001; number <= 9005; number++) {
        assertThat(get(options.api(), "/switches/A/dns/" + number).path("type").asString())
            .isEqualTo("ExternalRoutingPoint");
      }
      assertThat(get(options.api(), "/persons/1100").path("roles").toString())
          .contains("supervisor");
    }
  }
}
