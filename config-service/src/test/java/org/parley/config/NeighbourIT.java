package org.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parley.config.RunningService.Answer;
import org.parley.contracts.config.DnOptions;
import org.parley.neighbour.NeighbourApplication;
import org.parley.starter.ParleyService;
import org.parley.starter.config.ConfigView;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** What service-starter gives a service that lives on one class path with config-service. */
class NeighbourIT {
  private static final RunningService SERVICE = RunningService.shared();
  private static ConfigurableApplicationContext neighbour;

  @BeforeAll
  static void start() {
    neighbour =
        ParleyService.of("neighbour", NeighbourApplication.class, WebApplicationType.SERVLET)
            .registerShutdownHook(false)
            .run(
                "--server.port=0",
                "--parley.kafka.bootstrap-servers=" + SERVICE.broker().get("bootstrap.servers"));
  }

  @AfterAll
  static void stop() {
    neighbour.close();
  }

  @Test
  void a_service_that_has_started_knows_the_whole_configuration() {
    ConfigView view = neighbour.getBean(ConfigView.class);

    assertThat(view.ownSwitch()).hasValueSatisfying(s -> assertThat(s.siteNumber()).isEqualTo(1));
    assertThat(view.person("1100")).isPresent();
    assertThat(view.agentLogin("1001")).isPresent();
    assertThat(view.value(view.dn("1001").orElseThrow(), DnOptions.MULTIMEDIA)).isTrue();
  }

  @Test
  void it_has_neither_a_database_nor_a_log_in() {
    assertThat(neighbour.getBeanNamesForType(DataSource.class)).isEmpty();
    assertThat(get("/hello").response().body()).isEqualTo("hello");
  }

  @Test
  void it_is_ready_when_the_broker_answers_and_its_meters_can_be_read() {
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> get("/actuator/health/readiness").status() == 200);
    assertThat(get("/actuator/health/liveness").status()).isEqualTo(200);
    assertThat(get("/actuator/prometheus").response().body()).contains("service=\"neighbour\"");
  }

  @Test
  void an_unexpected_failure_is_a_problem_that_tells_nothing_about_it() {
    Answer answer = get("/broken");

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body().path("code").asString()).isEqualTo("internal");
    assertThat(answer.response().body()).doesNotContain("secret");
    assertThat(get("/nowhere").body().path("code").asString()).isEqualTo("http.not-found");
  }

  private static Answer get(String path) {
    return SERVICE.exchange(HttpRequest.newBuilder(RunningService.uri(neighbour, path)).build());
  }
}
