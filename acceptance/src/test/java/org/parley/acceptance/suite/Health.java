package org.parley.acceptance.suite;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.parley.bench.suite.Ports;

/**
 * How a service is, asked as an orchestrator and Prometheus ask.
 *
 * @param port of its HTTP
 */
public record Health(int port) {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

  public boolean isReady() {
    HttpResponse<String> answer = get("/actuator/health/readiness");
    return answer != null && answer.statusCode() == 200;
  }

  /** A meter as Prometheus names it, summed over its labels; 0 if there is none. */
  public double meter(String name) {
    return sum(line -> line.startsWith(name + "{") || line.startsWith(name + " "));
  }

  /**
   * The same with that label only.
   *
   * @param label as in {@code reason="foreign"}
   */
  public double meter(String name, String label) {
    return sum(line -> line.startsWith(name + "{") && line.contains(label));
  }

  private double sum(Predicate<String> isWanted) {
    HttpResponse<String> answer = get("/actuator/prometheus");
    return answer == null
        ? 0
        : answer
            .body()
            .lines()
            .filter(isWanted)
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .sum();
  }

  private @Nullable HttpResponse<String> get(String path) {
    var question =
        HttpRequest.newBuilder(URI.create("http://" + Ports.HOST + ":" + port + path))
            .timeout(ANSWER_WITHIN)
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(question, HttpResponse.BodyHandlers.ofString());
    } catch (IOException notThere) {
      return null;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
