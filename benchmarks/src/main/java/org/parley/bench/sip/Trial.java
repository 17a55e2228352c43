package org.parley.bench.sip;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.parley.bench.tool.Sipp;
import org.parley.bench.tool.SippStatistics;

/**
 * One run of SIPp against one contestant.
 *
 * @param failed calls that did not go as the scenario says
 * @param retransmissions what SIPp sent again; of calls, the far end's answers too
 * @param undelivered messages that were answered but are not at the far end; calls that were not
 *     hung up there
 * @param seconds that it took
 * @param expected that it should have taken
 * @param times response times in ms, sorted
 * @param cpu of the contestant for one message, registration or call
 */
record Trial(
    int rate,
    int total,
    long failed,
    long retransmissions,
    long undelivered,
    double seconds,
    double expected,
    double[] times,
    Duration cpu,
    String errors) {

  private static final Duration DRAIN = Duration.ofSeconds(10);
  private static final int SAMPLES = 20_000;

  /** Part of the messages. A sender sends again what has no answer after half a second. */
  private static final double SENT_TWICE = 0.01;

  static Trial run(Path directory, Contestant contestant, Workload workload, int rate, int seconds)
      throws InterruptedException {
    int total = workload.total(rate, seconds);
    long deliveredBefore = contestant.delivered(workload);
    int saidBefore = contestant.farEnd().errors().length();
    long repeatedBefore = contestant.repeatedAnswers();
    Duration before = contestant.cpu().get();
    Sipp.Result result =
        workload.sender(directory, contestant, rate, seconds, Math.max(1, total / SAMPLES)).run();
    long missing = 0;
    if (!workload.counted().isEmpty()) {
      missing = missing(contestant, workload, deliveredBefore + total);
    }
    long repeated = workload == Workload.CALL ? contestant.repeatedAnswers() - repeatedBefore : 0;
    Duration cpu = contestant.cpu().get().minus(before);
    return new Trial(
        rate,
        total,
        result.statistics().failed() + (result.exitCode() == 0 ? 0 : 1),
        result.statistics().retransmissions() + repeated,
        missing,
        result.statistics().seconds(),
        seconds + workload.length().toMillis() / 1e3,
        SippStatistics.responseTimes(result.directory()),
        cpu.dividedBy(total),
        contestant.farEnd().errors().substring(saidBefore) + result.errors());
  }

  /** How many are not there after a while. Page mode may repeat one; dialogs do not. */
  private static long missing(Contestant contestant, Workload workload, long expected)
      throws InterruptedException {
    long deadline = System.nanoTime() + DRAIN.toNanos();
    while (contestant.delivered(workload) < expected && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(200);
    }
    return Math.max(0, expected - contestant.delivered(workload));
  }

  /** No failed call, everything delivered, hardly anything sent twice, and the rate was kept. */
  boolean isClean() {
    return failed == 0
        && undelivered == 0
        && retransmissions <= total * SENT_TWICE
        && seconds <= expected * 1.1 + 2;
  }

  double p50() {
    return SippStatistics.percentile(times, 50);
  }

  double p99() {
    return SippStatistics.percentile(times, 99);
  }

  double max() {
    return times.length == 0 ? 0 : times[times.length - 1];
  }

  double cpuMicros() {
    return cpu.toNanos() / 1e3;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d/s for %.1f s (%.1f expected): %d failed, %d not delivered, %d sent again, p50 %.0f, p99 %.0f ms, CPU %.0f us%s",
        rate,
        seconds,
        expected,
        failed,
        undelivered,
        retransmissions,
        p50(),
        p99(),
        cpuMicros(),
        isClean() ? "" : " - not clean");
  }
}
