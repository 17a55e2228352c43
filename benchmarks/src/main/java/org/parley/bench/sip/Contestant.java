package org.parley.bench.sip;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.parley.bench.tool.Sipp;

/**
 * One of those that are measured, running.
 *
 * @param firstDn of those whose endpoint is the far end
 * @param firstRegistering of those that may register with the password
 * @param cpu of all its processes so far
 * @param farEnd SIPp, which takes what the contestant passes on
 * @param stop ends it
 */
record Contestant(
    String name,
    int port,
    int firstDn,
    int firstRegistering,
    String password,
    Set<Workload> workloads,
    Supplier<Duration> cpu,
    Sipp.Running farEnd,
    Runnable stop)
    implements AutoCloseable {

  private static final int MOST_SECONDS = 60;

  /** CPU time in a second. */
  private static final Duration IDLE = Duration.ofMillis(250);

  /** Waits until it has little to do: what was too much before is not measured again. */
  void settle() throws InterruptedException {
    Duration before = cpu.get();
    for (int seconds = 0; seconds < MOST_SECONDS; seconds++) {
      TimeUnit.SECONDS.sleep(1);
      Duration now = cpu.get();
      if (now.minus(before).compareTo(IDLE) < 0) {
        return;
      }
      before = now;
    }
  }

  /** Requests that have reached the far end, of the kind that the workload counts. */
  long delivered(Workload workload) {
    return farEnd.received(workload.counted());
  }

  /** Answers that the far end had to send again so far. */
  long repeatedAnswers() {
    return farEnd.statistics().retransmissions();
  }

  @Override
  public void close() {
    stop.run();
    farEnd.close();
  }
}
