package org.parley.bench.sip;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.parley.bench.suite.RunningSuite;
import org.parley.bench.tool.Tool;

/** Measures calls through the suite and through Kamailio in turn, rate by rate (P-5). */
public final class CallBench {
  private static final List<Integer> RATES =
      List.of(25, 50, 100, 200, 300, 400, 600, 800, 1_200, 1_600, 2_400, 3_200);

  /** Calls a second while warming up. */
  private static final int SLOW = 10;

  private static final int QUICKER = 50;

  private final Path directory;
  private final Ladder ladder;

  /**
   * @param directory for the files of all programs
   * @param seconds of one step
   * @param rate calls a second; 0: one after the other until it is too much
   */
  public CallBench(Path directory, int seconds, int warmUpSeconds, int rate) {
    this.directory = directory;
    this.ladder =
        new Ladder(
            directory.resolve("sender"),
            seconds,
            warmUpSeconds,
            SLOW,
            QUICKER,
            rate == 0 ? RATES : List.of(rate));
  }

  /**
   * Runs it.
   *
   * @param suite that lets one address send as much as it likes
   * @throws IllegalStateException without SIPp; Kamailio may be missing
   */
  public CallResult run(RunningSuite suite) throws InterruptedException {
    if (!Tool.isInstalled("sipp")) {
      throw new IllegalStateException("sipp is not installed, and nothing can be measured without");
    }
    var start = new Contestants(directory);
    var contestants = new ArrayList<Contestant>();
    try {
      if (Tool.isInstalled("kamailio")) {
        contestants.add(start.kamailioForCalls());
      }
      contestants.add(start.suiteForCalls(suite));
      return new CallResult(
          ladder.climb(Workload.CALL, contestants).stream()
              .map(climb ->
                  new CallResult.Row(climb.contestant().name(), climb.clean(), climb.half()))
              .toList(),
          ladder.rates().getLast());
    } finally {
      contestants.forEach(Contestant::close);
    }
  }
}
