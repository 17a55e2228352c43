package org.parley.bench.sip;

import java.nio.file.Path;
import java.time.Duration;
import org.parley.bench.idle.Heap;
import org.parley.bench.suite.ProcessTree;
import org.parley.bench.suite.RunningSuite;

/** A load for a long time: nothing fails, and memory does not grow. */
public final class SipSoak {
  /** What one reading may be above the first one after the load has got going. */
  private static final double FLAT = 1.2;

  public static final String HEADER =
      """
      | messages in dialogs | failed, not delivered | p50 / p99 / max ms | live heap after a fifth of that time, and after all of it | resident set, the same | |
      |---|---|---|---|---|---|
      """;

  private SipSoak() {}

  /** What it showed. Memory is that of the process with all services. */
  public record Result(Trial trial, long heapEarly, long heapLate, long rssEarly, long rssLate) {

    public boolean met() {
      return trial.isClean() && heapLate <= FLAT * heapEarly && rssLate <= FLAT * rssEarly;
    }

    public String row() {
      return "| %,d at %,d/s in %.0f s | %d, %d | %.0f / %.0f / %.0f | %,d, %,d MiB | %,d, %,d MiB | %s |%n"
          .formatted(
              trial.total(),
              trial.rate(),
              trial.seconds(),
              trial.failed(),
              trial.undelivered(),
              trial.p50(),
              trial.p99(),
              trial.max(),
              heapEarly >> 20,
              heapLate >> 20,
              rssEarly >> 20,
              rssLate >> 20,
              trial.isClean() ? met() ? "no failure, flat" : "**grows**" : "**failures**");
    }
  }

  private record Reading(long heap, long rss) {
    static Reading of(long services) {
      var reading = new Reading(Heap.liveBytes(services), ProcessTree.rss(services));
      System.out.printf(
          "  live heap %,d MiB, resident %,d MiB%n", reading.heap >> 20, reading.rss >> 20);
      return reading;
    }
  }

  /**
   * Runs it.
   *
   * @param services the process with all services
   * @param rate messages a second; 0: half the highest clean rate, which is found first
   * @param bench how that is found
   */
  public static Result run(
      Path directory,
      RunningSuite suite,
      long services,
      int rate,
      Duration duration,
      SipBench bench)
      throws InterruptedException {
    try (Contestant contestant = new Contestants(directory).suite(suite)) {
      bench.warmUp(contestant, Workload.DIALOG);
      int used = rate > 0 ? rate : half(bench, contestant);
      // A full collection stops everything for most of a second: not while it is measured.
      System.out.println("  " + trial(directory, contestant, used, duration.dividedBy(5)));
      Reading early = Reading.of(services);
      Trial done = trial(directory, contestant, used, duration);
      System.out.println("  " + done);
      Reading late = Reading.of(services);
      return new Result(done, early.heap, late.heap, early.rss, late.rss);
    }
  }

  private static int half(SipBench bench, Contestant contestant) throws InterruptedException {
    int highest = bench.highest(Workload.DIALOG, contestant);
    if (highest == 0) {
      throw new IllegalStateException("there is no rate without a failure");
    }
    return highest / 2;
  }

  private static Trial trial(Path directory, Contestant contestant, int rate, Duration duration)
      throws InterruptedException {
    return Trial.run(
        directory.resolve("sender"),
        contestant,
        Workload.DIALOG,
        rate,
        Math.toIntExact(duration.toSeconds()));
  }
}
