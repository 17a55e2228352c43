package org.parley.bench.sip;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.parley.bench.suite.RunningSuite;
import org.parley.bench.tool.Tool;

/** Measures the contestants in turn, rate by rate (P-4). */
public final class SipBench {
  private static final List<Integer> RATES = List.of(1_000, 2_000, 3_000, 4_000, 6_000, 8_000);

  /** Messages a second while warming up. */
  private static final int SLOW = 50;

  private static final int QUICKER = 600;

  private final Path directory;
  private final int seconds;
  private final int warmUpSeconds;
  private final Set<Workload> workloads;
  private final List<Integer> rates;
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
    this.seconds = seconds;
    this.warmUpSeconds = warmUpSeconds;
    this.workloads =
        workloads.isEmpty()
            ? EnumSet.allOf(Workload.class)
            : EnumSet.copyOf(workloads.stream().map(Workload::valueOf).toList());
    this.rates = rate == 0 ? RATES : List.of(rate);
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
    for (Contestant contestant : contestants) {
      System.out.println("warm-up: " + workload.title() + ", " + contestant.name());
      warmUp(contestant, workload);
    }
    Map<Contestant, Integer> clean = highest(workload, contestants);
    List<SipResult.Row> rows = new ArrayList<>();
    for (Contestant contestant : contestants) {
      int rate = clean.getOrDefault(contestant, 0);
      contestant.settle();
      @Nullable Trial half =
          rate == 0
              ? null
              : Trial.run(files(), contestant, workload, Math.max(1, rate / 2), 2 * seconds);
      if (half != null) {
        say(contestant, half);
      }
      rows.add(new SipResult.Row(workload.title(), contestant.name(), rate, half));
    }
    return rows;
  }

  void warmUp(Contestant contestant, Workload workload) throws InterruptedException {
    int half = Math.max(1, warmUpSeconds / 2);
    say(contestant, Trial.run(files(), contestant, workload, SLOW, half));
    say(contestant, Trial.run(files(), contestant, workload, QUICKER, half));
  }

  /** All at one rate, then at the next; who failed twice at one is out. */
  Map<Contestant, Integer> highest(Workload workload, List<Contestant> contestants)
      throws InterruptedException {
    Map<Contestant, Integer> clean = new LinkedHashMap<>();
    List<Contestant> running = new ArrayList<>(contestants);
    for (int rate : rates) {
      for (Contestant contestant : List.copyOf(running)) {
        if (passesInTwoTurns(contestant, workload, rate)) {
          clean.put(contestant, rate);
        } else {
          running.remove(contestant);
        }
      }
    }
    return clean;
  }

  private boolean passesInTwoTurns(Contestant contestant, Workload workload, int rate)
      throws InterruptedException {
    for (int turn = 0; turn < 2; turn++) {
      Trial trial = Trial.run(files(), contestant, workload, rate, seconds);
      say(contestant, trial);
      if (trial.isClean()) {
        return true;
      }
    }
    return false;
  }

  private Path files() {
    return directory.resolve("sender");
  }

  private static void say(Contestant contestant, Trial trial) {
    System.out.println("  " + contestant.name() + ": " + trial);
    if (!trial.isClean()) {
      trial.errors().lines().limit(4).forEach(line -> System.out.println("    " + line));
    }
  }
}
