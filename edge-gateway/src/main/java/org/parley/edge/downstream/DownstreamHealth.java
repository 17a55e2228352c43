package org.parley.edge.downstream;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** UP while the service says so of itself. An answer that does not come within a second is a no. */
class DownstreamHealth implements ReactiveHealthIndicator {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Mono<Health> health;

  DownstreamHealth(WebClient.Builder client, URI service, Duration every) {
    URI question = service.resolve("/actuator/health/readiness");
    this.health =
        client
            .build()
            .get()
            .uri(question)
            .exchangeToMono(answer ->
                answer
                    .releaseBody()
                    .thenReturn(
                        answer.statusCode().is2xxSuccessful()
                            ? Health.up().build()
                            : down("answers " + answer.statusCode().value())))
            .timeout(PATIENCE)
            .onErrorResume(failure -> Mono.just(down("does not answer")))
            .cache(every);
  }

  private static Health down(String reason) {
    return Health.down().withDetail("reason", reason).build();
  }

  @Override
  public Mono<Health> health() {
    return health;
  }
}
