package org.parley.bench.sip;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import org.parley.bench.suite.RunningSuite;
import org.parley.bench.tool.Tool;

/** Measures the contestants in turn, rate by rate (P-4). */
public final class SipBench {
  private static final List<Integer> RATES = List.of(1_000, 2_000, 3_000, 4_000, 6_000, 8_000);

  /** Messages a second while warming up. */
  private static final int SLOW = 50;

  private static final int QUICKER = 600;

  private final Path directory;
  private final Set<Workload> workloads;
  private final Ladder ladder;
  private final List<String> leftOut = new ArrayList<>();

  /**
   * @param directory for the files of all programs
   * @param seconds of one step
   * @param workloads {@code PAGE}, {@code DIALOG}, {@code REGISTER}; none: all of them
   * @param rate a second; 0: one after the other until it is too much
   */
  public SipBench(
      Path directory, int seconds, int warmUpSeconds, List<String> workloads, int rate) {
    this.directory = directory;
    this.workloads =
        workloads.isEmpty()
            ? Workload.OF_MESSAGES
            : EnumSet.copyOf(workloads.stream().map(Workload::valueOf).toList());
    if (!Workload.OF_MESSAGES.containsAll(this.workloads)) {
      throw new IllegalArgumentException("calls are measured by ./parley bench voice --calls");
    }
    this.ladder =
        new Ladder(
            directory.resolve("sender"),
            seconds,
            warmUpSeconds,
            SLOW,
            QUICKER,
            rate == 0 ? RATES : List.of(rate));
  }

  /** What was not measured because a program is missing. */
  public List<String> leftOut() {
    return List.copyOf(leftOut);
  }

  /**
   * Measures everything that can be measured here.
   *
   * @param result told of each workload, by its name in lower case, when it has been measured
   */
  public boolean run(RunningSuite suite, BiConsumer<String, SipResult> result)
      throws InterruptedException {
    if (!Tool.isInstalled("sipp")) {
      throw new IllegalStateException("sipp is not installed, and nothing can be measured without");
    }
    if (!Tool.isInstalled("kamailio")) {
      leftOut.add("Kamailio is not installed: nothing to compare with, so P-4 is not judged.");
    }
    var start = new Contestants(directory);
    boolean met = true;
    try (Contestant ours = start.suite(suite)) {
      for (Workload workload : workloads) {
        var measured = new SipResult(measure(workload, start, ours));
        result.accept(workload.name().toLowerCase(Locale.ROOT), measured);
        met &= measured.met();
      }
    }
    return met;
  }

  /** The others begin anew for each: what was too much for one of them may have been its end. */
  private List<SipResult.Row> measure(Workload workload, Contestants start, Contestant ours)
      throws InterruptedException {
    List<Contestant> others = new ArrayList<>();
    try {
      if (Tool.isInstalled("kamailio")) {
        others.add(start.kamailio());
      }
      others.add(start.bareStack());
      List<Contestant> all = new ArrayList<>(others);
      all.add(ours);
      return measure(workload, all);
    } finally {
      others.forEach(Contestant::close);
    }
  }

  private List<SipResult.Row> measure(Workload workload, List<Contestant> all)
      throws InterruptedException {
    List<Contestant> contestants =
        all.stream().filter(one -> one.workloads().contains(workload)).toList();
    return ladder.climb(workload, contestants).stream()
        .map(climb ->
            new SipResult.Row(
                workload.title(), climb.contestant().name(), climb.clean(), climb.half()))
        .toList();
  }

  void warmUp(Contestant contestant, Workload workload) throws InterruptedException {
    ladder.warmUp(contestant, workload);
  }

  /** The highest clean rate of one; 0: there is none. */
  int highest(Workload workload, Contestant contestant) throws InterruptedException {
    return ladder.highest(workload, List.of(contestant)).getOrDefault(contestant, 0);
  }
}
