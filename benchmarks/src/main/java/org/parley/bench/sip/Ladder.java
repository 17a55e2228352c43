package org.parley.bench.sip;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes contestants from rate to rate in turn, and finds the highest at which each is clean.
 *
 * @param directory for the files of the senders
 * @param seconds of one step
 * @param warmUpSeconds half of it at {@code slow}, half at {@code quicker}
 * @param slow the first rate while warming up
 * @param rates a second, rising
 */
record Ladder(
    Path directory, int seconds, int warmUpSeconds, int slow, int quicker, List<Integer> rates) {

  Ladder {
    rates = List.copyOf(rates);
  }

  /**
   * What one contestant has shown.
   *
   * @param clean highest rate without a failure; 0: there was none
   * @param half what it showed at half of that; null: there was none
   */
  record Climb(Contestant contestant, int clean, @Nullable Trial half) {}

  /** Warms them up, takes them up, and measures each at half of what it reached. */
  List<Climb> climb(Workload workload, List<Contestant> contestants) throws InterruptedException {
    for (Contestant contestant : contestants) {
      System.out.println("warm-up: " + workload.title() + ", " + contestant.name());
      warmUp(contestant, workload);
    }
    Map<Contestant, Integer> clean = highest(workload, contestants);
    List<Climb> climbs = new ArrayList<>();
    for (Contestant contestant : contestants) {
      int rate = clean.getOrDefault(contestant, 0);
      climbs.add(new Climb(contestant, rate, rate == 0 ? null : half(contestant, workload, rate)));
    }
    return climbs;
  }

  private Trial half(Contestant contestant, Workload workload, int rate)
      throws InterruptedException {
    contestant.settle();
    Trial half = Trial.run(directory, contestant, workload, Math.max(1, rate / 2), 2 * seconds);
    say(contestant, half);
    return half;
  }

  void warmUp(Contestant contestant, Workload workload) throws InterruptedException {
    int half = Math.max(1, warmUpSeconds / 2);
    say(contestant, Trial.run(directory, contestant, workload, slow, half));
    say(contestant, Trial.run(directory, contestant, workload, quicker, half));
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
      Trial trial = Trial.run(directory, contestant, workload, rate, seconds);
      say(contestant, trial);
      if (trial.isClean()) {
        return true;
      }
      contestant.settle();
    }
    return false;
  }

  private static void say(Contestant contestant, Trial trial) {
    System.out.println("  " + contestant.name() + ": " + trial);
    if (!trial.isClean()) {
      trial.errors().lines().limit(4).forEach(line -> System.out.println("    " + line));
    }
  }
}
