package org.parley.acceptance.suite;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.parley.bench.suite.Ports;
import org.parley.bench.suite.RunningSuite;

/** A cluster of its own, whose processes can be killed one by one and asked how they are. */
public final class RunningCluster implements AutoCloseable {
  private static final Duration BACK_WITHIN = Duration.ofSeconds(120);
  private static final Duration STARTED_WITHIN = Duration.ofSeconds(30);

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

    /**
     * What the cluster starts in its place does not get on: it is stopped, as by {@code SIGSTOP},
     * before it could do anything.
     */
    public void holdDown() {
      await(instance + " is started again")
          .pollInterval(Duration.ofMillis(20))
          .atMost(STARTED_WITHIN)
          .until(() -> pid(instance) != before);
      signal("STOP", pid(instance));
    }

    /** It gets on again. */
    public void letUp() {
      signal("CONT", pid(instance));
    }

    /** Waits until it is back and ready, so that the next loss is the only one. */
    public void awaitBack() {
      await(instance + " is back")
          .atMost(BACK_WITHIN)
          .until(() -> pid(instance) != before && health(instance).isReady());
    }
  }

  private static void signal(String name, long pid) {
    try {
      int exit = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException("kill -" + name + " " + pid + " ended with " + exit);
      }
    } catch (IOException notThere) {
      throw new UncheckedIOException(notThere);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
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

  /** A meter of an instance as Prometheus names it, without labels; 0 if it has none. */
  public double meter(String instance, String name) {
    return health(instance).meter(name);
  }

  private Health health(String instance) {
    int dash = instance.lastIndexOf('-');
    int first = ports().offset() + HTTP.get(instance.substring(0, dash));
    return new Health(instance.endsWith("-2") ? first + SECOND : first);
  }

  @Override
  public void close() {
    suite.close();
    Suites.remove(data);
  }
}
