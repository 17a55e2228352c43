package org.parley.bench.start;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.parley.bench.suite.ProcessTree.Usage;
import org.parley.bench.suite.RunningSuite;

/** Measures P-11 of performance.md. */
public final class StartBench {
  private static final Duration GOAL = Duration.ofSeconds(20);
  private static final long GOAL_BYTES = 1L << 30;
  private static final long SETTLE_SECONDS = 10;

  public static final String HEADER =
      """
      | start | ready after | processes | memory RSS / PSS | goal P-11, measured : goal | |
      |---|---|---|---|---|---|
      """;

  private StartBench() {}

  /** What one start showed; memory 10 s after ready. */
  public record Result(String name, Duration ready, Usage usage) {
    public boolean met() {
      return ready.compareTo(GOAL) <= 0 && usage.pss() <= GOAL_BYTES;
    }

    public String row() {
      return "| %s | %.1f s | %d | %,d / %,d MiB | <= 20 s, %.2f; PSS <= 1 GiB, %.2f | %s |%n"
          .formatted(
              name,
              ready.toMillis() / 1e3,
              usage.processes(),
              usage.rss() >> 20,
              usage.pss() >> 20,
              ready.toMillis() / (double) GOAL.toMillis(),
              usage.pss() / (double) GOAL_BYTES,
              met() ? "met" : "**missed**");
    }
  }

  /** Runs it; the data directory of {@code launch} is empty. */
  public static List<Result> run(RunningSuite.Launch launch) throws InterruptedException {
    var results = new ArrayList<Result>();
    for (String name : List.of("first, empty data directory", "again, same data")) {
      try (RunningSuite suite = RunningSuite.start(launch)) {
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        results.add(new Result(name, suite.readyAfter(), suite.tree().usage()));
      }
    }
    return results;
  }
}
