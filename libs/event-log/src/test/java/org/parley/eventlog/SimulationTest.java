package org.parley.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SimulationTest {

  private static final int SCHEDULES = Integer.getInteger("schedules", 6_000);

  /** Replays one schedule: {@code -Dseed=...}; what the failure printed. */
  private static final long FIRST = Long.getLong("seed", System.nanoTime());

  @Test
  void whatever_happens_each_command_has_one_effect_and_all_readers_agree() {
    long foreign = 0;
    long ignored = 0;
    long restores = 0;
    long torn = 0;
    int schedules = Long.getLong("seed") == null ? SCHEDULES : 1;
    for (int i = 0; i < schedules; i++) {
      long seed = FIRST + i;
      var simulation = new Simulation(seed);
      try {
        simulation.run(300);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("schedule failed, replay it with -Dseed=" + seed, e);
      }
      foreign += simulation.foreignWrites;
      ignored += simulation.ignoredRecords;
      restores += simulation.restoresFromSnapshot;
      torn += simulation.tornSnapshots;
    }
    if (schedules >= 1_000) {
      assertThat(foreign).as("foreign writes met").isPositive();
      assertThat(ignored).as("records ignored").isPositive();
      assertThat(restores).as("restores from a snapshot").isPositive();
      assertThat(torn).as("torn snapshots met").isPositive();
    }
    System.out.printf(
        "%d schedules: %d foreign writes, %d ignored records, %d restores from a snapshot, %d torn snapshots%n",
        schedules, foreign, ignored, restores, torn);
  }
}
