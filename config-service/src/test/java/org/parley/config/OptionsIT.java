package org.parley.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parley.config.RunningService.Answer;

class OptionsIT {
  private static final String DN = "/api/v1/switches/A/dns/";
  private final RunningService service = RunningService.shared();

  @Test
  void an_option_that_is_not_set_reads_as_its_default_with_all_that_the_catalogue_says() {
    Answer answer = service.get(DN + "5001/options/TServer/multimedia");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().propertyNames())
        .contains(
            "section",
            "name",
            "value",
            "default",
            "source",
            "takesEffect",
            "validValues",
            "description");
    assertThat(answer.body().path("value").asString()).isEqualTo("false");
    assertThat(answer.body().path("default").asString()).isEqualTo("false");
    assertThat(answer.body().path("source").asString()).isEqualTo("default");
    assertThat(answer.body().path("takesEffect").asString()).isEqualTo("At the next interaction");
    assertThat(answer.body().path("validValues").asString()).isEqualTo("true, false");
  }

  @Test
  void a_value_that_is_set_counts_until_it_is_cleared() {
    String option = DN + "1020/options/TServer/multimedia";

    Answer set = service.put(option, Map.of("value", "false"));
    Answer read = service.get(option);
    Answer cleared = service.delete(option);

    assertThat(set.status()).isEqualTo(200);
    assertThat(read.body().path("value").asString()).isEqualTo("false");
    assertThat(read.body().path("source").asString()).isEqualTo("set");
    assertThat(cleared.body().path("source").asString()).isEqualTo("default");
  }

  @Test
  void an_unknown_option_is_not_found() {
    Answer answer = service.put(DN + "1020/options/TServer/multimedea", Map.of("value", "true"));

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.body().path("code").asString()).isEqualTo("config.unknown-option");
    assertThat(answer.body().path("type").asString())
        .isEqualTo("urn:parley:problem:config.unknown-option");
  }

  @Test
  void an_invalid_value_is_refused_and_the_valid_ones_are_named() {
    Answer answer =
        service.put(DN + "1020/options/TServer/sip-signaling-chat", Map.of("value", "both"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().path("code").asString()).isEqualTo("config.invalid-value");
    assertThat(answer.body().path("validValues").asString()).isEqualTo("session, none");
    assertThat(answer.body().path("detail").asString()).contains("session, none");
  }

  @Test
  void a_change_made_on_an_old_reading_is_refused() {
    String option = DN + "1019/options/TServer/voice";
    String etag = service.get(option).header("ETag");
    service.put(option, Map.of("value", "false"));

    Answer stale = service.put(option, Map.of("value", "true"), "If-Match", etag);
    Answer fresh =
        service.put(
            option, Map.of("value", "true"), "If-Match", service.get(option).header("ETag"));

    assertThat(etag).matches("\"\\d+\"");
    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.body().path("code").asString()).isEqualTo("config.stale");
    assertThat(fresh.status()).isEqualTo(200);
  }

  @Test
  void options_of_an_application_are_set_in_the_same_way() {
    String option = "/api/v1/applications/sip-server/options/TServer/im-max-text";

    assertThat(service.put(option, Map.of("value", "2048")).body().path("value").asString())
        .isEqualTo("2048");
    assertThat(service.put(option, Map.of("value", "0")).status()).isEqualTo(422);
    assertThat(service.delete(option).body().path("value").asString()).isEqualTo("4096");
  }

  @Test
  void a_section_with_a_placeholder_takes_any_name_of_its_form() {
    String endpoints = "/api/v1/applications/chat-server/options/";

    assertThat(service.get(endpoints + "endpoints:1/default").body().path("value").asString())
        .isEqualTo("chat-in");
    assertThat(service.put(endpoints + "endpoints:1/web", Map.of("value", "chat-web")).status())
        .isEqualTo(200);
    assertThat(
            service
                .get(endpoints.substring(0, endpoints.length() - 1))
                .body()
                .findValuesAsString("name"))
        .contains("web", "default", "hide-attached-data");
    assertThat(service.get(endpoints + "endpoint:1/web").status()).isEqualTo(404);
  }

  @Test
  void a_dn_shows_the_value_it_takes_over_from_the_sip_server() {
    Answer answer = service.get(DN + "1018/options/TServer/sip-enable-moh");

    assertThat(answer.body().path("value").asString()).isEqualTo("true");
    assertThat(answer.body().path("source").asString()).isEqualTo("inherited");
  }

  @Test
  void options_of_a_dn_that_does_not_exist_are_not_found() {
    assertThat(service.get(DN + "7777/options/TServer/voice").body().path("code").asString())
        .isEqualTo("config.not-found");
    assertThat(service.put(DN + "7777/options/TServer/voice", Map.of("value", "true")).status())
        .isEqualTo(404);
  }

  @Test
  void the_catalogue_lists_every_option_with_its_default() {
    Answer answer = service.get("/api/v1/option-catalogue");

    assertThat(answer.body().findValuesAsString("name"))
        .contains(
            "multimedia",
            "voice",
            "sip-signaling-chat",
            "music-listen-disconnect",
            "im-invite-timeout");
  }
}
