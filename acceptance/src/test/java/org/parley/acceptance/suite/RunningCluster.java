package org.parley.acceptance.suite;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.bench.suite.Ports;
import org.parley.bench.suite.RunningSuite;

/** A cluster of its own, whose processes can be killed one by one and asked how they are. */
public final class RunningCluster implements AutoCloseable {
  private static final Duration BACK_WITHIN = Duration.ofSeconds(120);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

  /** Where the second instance listens, from the first. */
  private static final int SECOND = 100;

  private static final Map<String, Integer> HTTP =
      Map.of(
          "im-session-service", 8092,
          "tlib-gateway", 7102,
          "sip-gateway", 8094,
          "conference-service", 8095,
          "media-server", 8096);

  private final Path data;
  private final RunningSuite suite;
  private final HttpClient http = HttpClient.newHttpClient();

  private RunningCluster(Path data, RunningSuite suite) {
    this.data = data;
    this.suite = suite;
  }

  /** With demo data; the shared suite is stopped. */
  public static RunningCluster start() throws InterruptedException {
    Path data = Suites.temporary();
    return new RunningCluster(data, RunningSuite.start(Suites.own("cluster", data)));
  }

  public Ports ports() {
    return suite.ports();
  }

  /** Where its media-servers look for music first. */
  public Path mediaRoot() {
    return data.resolve("media");
  }

  /** {@code kill -9} of an instance; it is started again by the cluster. */
  public Killed kill(String instance) {
    long pid = pid(instance);
    RunningSuite.kill(List.of(pid));
    return new Killed(instance, pid);
  }

  /** An instance that is dead, or was. */
  public final class Killed {
    private final String instance;
    private final long before;

    private Killed(String instance, long before) {
      this.instance = instance;
      this.before = before;
    }

    /** Waits until it is back and ready, so that the next loss is the only one. */
    public void awaitBack() {
      await(instance + " is back")
          .atMost(BACK_WITHIN)
          .until(() -> pid(instance) != before && isReady(instance));
    }
  }

  private long pid(String instance) {
    try {
      return Long.parseLong(
          Files.readString(data.resolve("cluster").resolve(instance + ".pid")).strip());
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  /** Asked as an orchestrator asks. */
  private boolean isReady(String instance) {
    HttpResponse<String> answer = get(instance, "/actuator/health/readiness");
    return answer != null && answer.statusCode() == 200;
  }

  /** A meter of an instance as Prometheus names it, without labels; 0 if it has none. */
  public double meter(String instance, String name) {
    HttpResponse<String> answer = get(instance, "/actuator/prometheus");
    return answer == null
        ? 0
        : answer
            .body()
            .lines()
            .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .sum();
  }

  private @Nullable HttpResponse<String> get(String instance, String path) {
    int dash = instance.lastIndexOf('-');
    int port =
        ports().offset()
            + HTTP.get(instance.substring(0, dash))
            + (instance.endsWith("-2") ? SECOND : 0);
    var question =
        HttpRequest.newBuilder(URI.create("http://" + Ports.HOST + ":" + port + path))
            .timeout(ANSWER_WITHIN)
            .build();
    try {
      return http.send(question, HttpResponse.BodyHandlers.ofString());
    } catch (IOException notThere) {
      return null;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  @Override
  public void close() {
    suite.close();
    http.close();
    Suites.remove(data);
  }
}
