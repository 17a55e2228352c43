package org.parley.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.parley.config.RunningService.Answer;
import org.parley.config.objects.Configuration;
import org.parley.contracts.config.ConfigKey;
import org.parley.contracts.config.DnObject;
import org.parley.contracts.config.SipCredentials;

class ObjectsIT {
  private static final String DNS = "/api/v1/switches/A/dns";
  private final RunningService service = RunningService.shared();

  @Test
  void a_dn_is_made_read_changed_and_deleted() {
    Answer made = service.post(DNS, Map.of("number", "7001", "type", "Extension"));
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Location")).isEqualTo(DNS + "/7001");
    assertThat(made.body().path("enabled").asBoolean()).isTrue();

    Answer changed =
        service.put(
            DNS + "/7001",
            Map.of(
                "type",
                "ACDPosition",
                "enabled",
                false,
                "options",
                Map.of("TServer", Map.of("multimedia", "true"))),
            "If-Match",
            made.header("ETag"));
    assertThat(changed.status()).isEqualTo(200);
    Answer read = service.get(DNS + "/7001");
    assertThat(read.body()).isEqualTo(changed.body());
    assertThat(read.header("ETag"))
        .isEqualTo(changed.header("ETag"))
        .isNotEqualTo(made.header("ETag"));
    assertThat(read.body().at("/options/TServer/multimedia").asString()).isEqualTo("true");

    assertThat(service.delete(DNS + "/7001", "If-Match", made.header("ETag")).status())
        .isEqualTo(412);
    assertThat(service.delete(DNS + "/7001", "If-Match", read.header("ETag")).status())
        .isEqualTo(204);
    assertThat(service.get(DNS + "/7001").status()).isEqualTo(404);
  }

  @Test
  void options_that_a_change_does_not_give_stay() {
    service.post(
        DNS,
        Map.of(
            "number", "7002",
            "type", "Extension",
            "options", Map.of("TServer", Map.of("voice", "false"))));

    Answer changed = service.put(DNS + "/7002", Map.of("type", "Extension"));

    assertThat(changed.body().at("/options/TServer/voice").asString()).isEqualTo("false");
  }

  @Test
  void what_exists_is_not_made_again() {
    Answer again = service.post(DNS, Map.of("number", "1001", "type", "Extension"));

    assertThat(again.status()).isEqualTo(409);
    assertThat(again.body().path("code").asString()).isEqualTo("config.exists");
  }

  @Test
  void what_is_used_is_not_deleted() {
    Answer dn = service.delete(DNS + "/1001");
    Answer place = service.delete("/api/v1/places/1001");
    Answer login = service.delete("/api/v1/switches/A/agent-logins/1001");
    Answer site = service.delete("/api/v1/switches/A");

    assertThat(List.of(dn.status(), place.status(), login.status(), site.status()))
        .containsOnly(409);
    assertThat(dn.body().path("code").asString()).isEqualTo("config.in-use");
    assertThat(dn.body().path("detail").asString()).isEqualTo("dn/A/1001 is used by place/1001.");
  }

  @Test
  void the_last_administrator_stays_one() {
    Answer deleted = service.delete("/api/v1/persons/admin");
    Answer demoted = service.put("/api/v1/persons/admin", Map.of("roles", List.of("agent")));

    assertThat(deleted.status()).isEqualTo(409);
    assertThat(demoted.body().path("code").asString()).isEqualTo("config.last-administrator");
  }

  @Test
  void an_object_that_names_something_unknown_is_refused() {
    Answer place =
        service.post(
            "/api/v1/places",
            Map.of("name", "p7", "dns", List.of(Map.of("switch", "A", "number", "7999"))));
    Answer person =
        service.post(
            "/api/v1/persons",
            Map.of("userName", "p7", "roles", List.of("agent"), "place", "nowhere"));
    Answer dn = service.post("/api/v1/switches/Z/dns", Map.of("number", "1", "type", "Extension"));

    assertThat(List.of(place.status(), person.status(), dn.status())).containsOnly(422);
    assertThat(dn.body().path("code").asString()).isEqualTo("config.unknown-reference");
  }

  @Test
  void a_field_that_is_not_valid_is_named_with_what_would_be() {
    Answer type = service.post(DNS, Map.of("number", "7003", "type", "Extensoin"));
    Answer number = service.post(DNS, Map.of("number", "70 03", "type", "Extension"));
    Answer option =
        service.post(
            DNS,
            Map.of(
                "number",
                "7003",
                "type",
                "Extension",
                "options",
                Map.of("TServer", Map.of("voic", "x"))));
    Answer site =
        service.post(
            "/api/v1/switches", Map.of("name", "C", "tenant", "Environment", "siteNumber", 63));

    assertThat(List.of(type.status(), number.status(), option.status(), site.status()))
        .containsOnly(422);
    assertThat(type.body().path("detail").asString()).contains("RoutingPoint");
    assertThat(option.body().path("detail").asString()).contains("TServer/voic");
  }

  @Test
  void a_body_that_is_no_json_or_lacks_a_field_is_a_problem_with_a_code() {
    Answer broken = service.post(DNS, "{\"number\":");
    Answer incomplete = service.post(DNS, Map.of("number", "7004"));

    assertThat(broken.status()).isEqualTo(400);
    assertThat(broken.body().path("code").asString()).isEqualTo("http.bad-request");
    assertThat(incomplete.status()).isEqualTo(400);
    assertThat(incomplete.body().at("/errors/0/field").asString()).isEqualTo("type");
  }

  @Test
  void a_member_of_a_list_that_is_missing_is_a_problem_that_names_it() {
    Map<String, String> bodies =
        Map.of(
            "/api/v1/persons#agentIds",
            "{\"userName\":\"p8\",\"roles\":[\"agent\"],\"agentIds\":[null]}",
            "/api/v1/persons#roles",
            "{\"userName\":\"p8\",\"roles\":[null]}",
            "/api/v1/places#dns",
            "{\"name\":\"p8\",\"dns\":[null]}",
            DNS + ":import#dns",
            "{\"dns\":[null]}",
            DNS + "#options",
            "{\"number\":\"7008\",\"type\":\"Extension\",\"options\":{\"TServer\":null}}");

    bodies.forEach((target, body) -> {
      String[] parts = target.split("#");
      Answer answer = service.post(parts[0], body);
      assertThat(answer.status()).as(target).isEqualTo(400);
      assertThat(answer.body().at("/errors/0/field").asString()).as(target).startsWith(parts[1]);
    });
    assertThat(
            service
                .put("/api/v1/persons/1003", "{\"roles\":[\"agent\"],\"agentIds\":[null]}")
                .status())
        .isEqualTo(400);
  }

  @Test
  void the_password_of_an_agent_login_stays_until_another_or_the_empty_one_is_given() {
    String login = "/api/v1/switches/A/agent-logins/kept";
    Answer made =
        service.post(
            "/api/v1/switches/A/agent-logins",
            Map.of("loginCode", "kept", "password", "long enough"));
    Answer kept = service.put(login, Map.of());
    Answer taken = service.put(login, Map.of("password", ""));

    assertThat(made.body().path("hasPassword").asBoolean()).isTrue();
    assertThat(kept.status()).isEqualTo(200);
    assertThat(kept.body().path("hasPassword").asBoolean()).isTrue();
    assertThat(taken.body().path("hasPassword").asBoolean()).isFalse();
    service.delete(login);
  }

  @Test
  void a_sip_password_goes_in_and_is_never_told() {
    Answer refused =
        service.post(
            DNS, Map.of("number", "7010", "type", "Extension", "sipPassword", "very secret"));
    Answer made =
        service.post(
            DNS, Map.of("number", "7010", "type", "Extension", "sipPassword", "very;secret"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().path("code").asString()).isEqualTo("config.invalid-field");
    assertThat(refused.body().path("detail").asString()).doesNotContain("very secret");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.body().path("hasSipPassword").asBoolean()).isTrue();

    String dn = DNS + "/7010";
    assertThat(sipCredentials("7010")).isEqualTo(SipCredentials.of("A", "7010", "very;secret"));
    Answer kept = service.put(dn, Map.of("type", "Extension"));
    assertThat(kept.body().path("hasSipPassword").asBoolean()).isTrue();
    service.put(dn + "/options/TServer/voice", Map.of("value", "false"));
    assertThat(sipCredentials("7010")).isEqualTo(SipCredentials.of("A", "7010", "very;secret"));
    service.put(dn, Map.of("type", "Extension", "sipPassword", "another;secret"));
    assertThat(sipCredentials("7010")).isEqualTo(SipCredentials.of("A", "7010", "another;secret"));

    String told =
        service.get(dn).response().body()
            + service.get("/api/v1/switches/A/dns:export").response().body()
            + service.get("/api/v1/audit?object=dn/A/7010").response().body();
    assertThat(told)
        .doesNotContain("secret", sipCredentials("7010").md5(), sipCredentials("7010").sha256())
        .doesNotContain("sipPassword\"");

    Answer taken = service.put(dn, Map.of("type", "Extension", "sipPassword", ""));
    assertThat(taken.body().path("hasSipPassword").asBoolean()).isFalse();
    assertThat(sipCredentials("7010")).isNull();
  }

  @Test
  void what_is_exported_can_be_imported_without_losing_sip_passwords() {
    service.post(DNS, Map.of("number", "7011", "type", "Extension", "sipPassword", "very;secret"));
    Map<String, Object> exported = Map.of("number", "7011", "type", "ACDPosition");

    Answer imported =
        service.post("/api/v1/switches/A/dns:import", Map.of("dns", List.of(exported)));

    assertThat(imported.body().path("changed").asInt()).isEqualTo(1);
    assertThat(service.get(DNS + "/7011").body().path("type").asString()).isEqualTo("ACDPosition");
    assertThat(sipCredentials("7011")).isEqualTo(SipCredentials.of("A", "7011", "very;secret"));
  }

  @Test
  void softphones_of_the_demo_have_its_password_and_agents_have_none() {
    assertThat(sipCredentials("2001")).isEqualTo(SipCredentials.of("A", "2001", "demo"));
    assertThat(sipCredentials("2010")).isEqualTo(SipCredentials.of("A", "2010", "demo"));
    assertThat(sipCredentials("1001")).isNull();
    assertThat(
            service.get(DNS + "/2001").body().at("/options/TServer/sip-signaling-chat").asString())
        .isEqualTo("session");
  }

  private SipCredentials sipCredentials(String number) {
    return ((DnObject)
            service.bean(Configuration.class).find(ConfigKey.dn("A", number)).orElseThrow())
        .sipCredentials();
  }

  @Test
  void a_list_comes_in_pages() {
    Answer first = service.get(DNS + "?prefix=100&page=0&size=4");
    Answer third = service.get(DNS + "?prefix=100&page=2&size=4");

    assertThat(first.body().path("total").asInt()).isEqualTo(9);
    assertThat(first.body().path("items").findValuesAsString("number"))
        .containsExactly("1001", "1002", "1003", "1004");
    assertThat(third.body().path("items").findValuesAsString("number")).containsExactly("1009");
  }

  @Test
  void a_thousand_dns_are_imported_at_once_and_exported_as_they_were_imported() {
    service.post(
        "/api/v1/switches", Map.of("name", "bulk", "tenant", "Environment", "siteNumber", 40));
    var dns =
        Map.of(
            "dns",
            IntStream.range(20_000, 21_200)
                .mapToObj(n ->
                    Map.of(
                        "number",
                        Integer.toString(n),
                        "type",
                        "Extension",
                        "enabled",
                        true,
                        "options",
                        Map.of("TServer", Map.of("multimedia", "true"))))
                .toList());

    Answer imported = service.post("/api/v1/switches/bulk/dns:import", dns);
    Answer again = service.post("/api/v1/switches/bulk/dns:import", dns);
    Answer exported = service.get("/api/v1/switches/bulk/dns:export");

    assertThat(imported.body().path("created").asInt()).isEqualTo(1200);
    assertThat(again.body().path("unchanged").asInt()).isEqualTo(1200);
    assertThat(exported.body().path("dns").size()).isEqualTo(1200);
    assertThat(
            service
                .post("/api/v1/switches/bulk/dns:import", exported.body().toString())
                .body()
                .path("unchanged")
                .asInt())
        .isEqualTo(1200);
  }

  @Test
  void an_import_with_one_invalid_dn_changes_nothing() {
    Answer refused =
        service.post(
            DNS + ":import",
            Map.of(
                "dns",
                List.of(
                    Map.of("number", "7005", "type", "Extension"),
                    Map.of(
                        "number", "7006",
                        "type", "Extension",
                        "options", Map.of("TServer", Map.of("voice", "maybe"))))));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(service.get(DNS + "/7005").status()).isEqualTo(404);
  }

  @Test
  void who_changed_what_and_when_is_kept() {
    service.put(DNS + "/1017/options/TServer/voice", Map.of("value", "false"));
    service.delete(DNS + "/1017/options/TServer/voice");

    Answer trail = service.get("/api/v1/audit?object=dn/A/1017");

    assertThat(trail.body().path("items").findValuesAsString("action"))
        .containsExactly("TServer/voice cleared", "TServer/voice=false", "imported");
    assertThat(trail.body().at("/items/0/actor").asString()).isEqualTo("admin");
    assertThat(trail.body().at("/items/0/at").asString()).startsWith("20");
  }

  @Test
  void a_tenant_an_application_and_an_agent_login_are_made_and_deleted() {
    for (var object :
        Map.of(
                "/api/v1/tenants", Map.of("name", "Other", "dbid", 2),
                "/api/v1/applications", Map.of("name", "gms", "type", "GMS"),
                "/api/v1/switches/A/agent-logins",
                    Map.of("loginCode", "Other", "password", "long enough"))
            .entrySet()) {
      Answer made = service.post(object.getKey(), object.getValue());
      assertThat(made.status()).isEqualTo(201);
      assertThat(service.get(made.header("Location")).body()).isEqualTo(made.body());
      assertThat(service.delete(made.header("Location")).status()).isEqualTo(204);
    }
  }

  @Test
  void text_that_the_database_cannot_hold_is_refused_or_not_found() {
    Answer person =
        service.post("/api/v1/persons", Map.of("userName", "a\u0000b", "roles", List.of("agent")));
    Answer name =
        service.post(
            "/api/v1/persons",
            Map.of("userName", "nul", "firstName", "a\u0000b", "roles", List.of("agent")));
    Answer option =
        service.put(
            "/api/v1/applications/chat-server/options/endpoints:1/default",
            Map.of("value", "a\u0000b"));
    Answer list = service.get(DNS + "?prefix=100%00");
    Answer login = service.sendAs(RunningService.basic("a\u0000b", "x"), "GET", "/api/v1/me", null);

    assertThat(List.of(person.status(), name.status(), option.status())).containsOnly(422);
    assertThat(list.status()).isIn(200, 400);
    assertThat(login.status()).isEqualTo(401);
  }
}
