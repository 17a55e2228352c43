package org.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.config.RunningService.basic;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.parley.config.RunningService.Answer;
import org.springframework.context.ConfigurableApplicationContext;

class DatabaseAwayIT {
  private static final Duration SOON = Duration.ofSeconds(10);
  private final RunningService service = RunningService.shared();

  @Test
  void without_its_database_it_says_so_within_seconds_and_calls_nobody_an_impostor()
      throws IOException {
    EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
    try (var instance =
        RunningService.start(
            postgres,
            "postgres",
            "--parley.demo=true",
            "--parley.kafka.bootstrap-servers=127.0.0.1:1")) {
      assertThat(ask(instance, "GET", "/api/v1/me").status()).isEqualTo(200);

      postgres.close();

      for (int i = 0; i < 6; i++) {
        Answer me = ask(instance, "GET", "/api/v1/me");
        assertThat(me.status()).isEqualTo(503);
        assertThat(me.body().path("code").asString()).isEqualTo("database.unavailable");
      }
      assertThat(ask(instance, "DELETE", "/api/v1/switches/A/dns/1001").status()).isEqualTo(503);
      assertThat(probe(instance, "readiness")).isEqualTo(503);
      assertThat(probe(instance, "liveness")).isEqualTo(200);
    }
  }

  /** As an orchestrator does: without credentials. */
  private int probe(ConfigurableApplicationContext instance, String what) {
    return service
        .exchange(
            HttpRequest.newBuilder(RunningService.uri(instance, "/actuator/health/" + what))
                .timeout(SOON)
                .build())
        .status();
  }

  private Answer ask(ConfigurableApplicationContext instance, String method, String path) {
    return service.exchange(
        HttpRequest.newBuilder(RunningService.uri(instance, path))
            .timeout(SOON)
            .header("Authorization", basic("admin", "demo"))
            .method(method, BodyPublishers.noBody())
            .build());
  }
}
