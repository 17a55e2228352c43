package org.parley.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.config.RunningService.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps {@code docs/openapi.json} equal to what the running service says. After a change of the API
 * write it anew:
 *
 * <pre>mvn -pl config-service -am verify -Dit.test=OpenApiIT -Dtest=none -Dparley.write-docs=true
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false</pre>
 */
class OpenApiIT {
  private static final Path DOCUMENT = Path.of("../docs/openapi.json");
  private final RunningService service = RunningService.shared();

  @Test
  void the_committed_document_is_that_of_the_running_service() throws IOException {
    Answer answer = service.sendAs(null, "GET", "/v3/api-docs", null);
    assertThat(answer.status()).isEqualTo(200);
    ((ObjectNode) answer.body()).remove("servers"); // the address under which it was asked
    String expected =
        JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(answer.body())
            + "\n";
    if (Boolean.getBoolean("parley.write-docs")) {
      Files.writeString(DOCUMENT, expected);
    }
    assertThat(Files.readString(DOCUMENT)).isEqualTo(expected);
  }

  @Test
  void every_address_of_the_issue_is_in_it() {
    assertThat(
            service.sendAs(null, "GET", "/v3/api-docs", null).body().path("paths").propertyNames())
        .contains(
            "/api/v1/switches/{switch}/dns/{number}/options/{section}/{name}",
            "/api/v1/applications/{application}/options/{section}/{name}",
            "/api/v1/option-catalogue",
            "/api/v1/me",
            "/api/v1/tenants",
            "/api/v1/switches",
            "/api/v1/persons",
            "/api/v1/places",
            "/api/v1/switches/{switch}/agent-logins",
            "/api/v1/switches/{switch}/dns:import",
            "/api/v1/calls/{connId}");
  }

  @Test
  void it_refers_to_nothing_that_is_not_in_it() {
    JsonNode document = service.sendAs(null, "GET", "/v3/api-docs", null).body();
    List<String> references =
        document.findValuesAsString("$ref").stream().distinct().sorted().toList();

    assertThat(references)
        .contains("#/components/schemas/Problem", "#/components/schemas/HearingMatrix")
        .allSatisfy(reference ->
            assertThat(document.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
  }
}
