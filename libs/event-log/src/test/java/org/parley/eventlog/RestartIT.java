package org.parley.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RestartIT {

  private static final SnapshotCadence NEVER =
      new SnapshotCadence(Integer.MAX_VALUE, Duration.ofDays(1), 0);
  private static final SnapshotCadence OFTEN = new SnapshotCadence(100, Duration.ofDays(1), 0);
  private static final SnapshotCadence ON_CLOSE =
      new SnapshotCadence(Integer.MAX_VALUE, Duration.ofDays(1), 1_000);

  /** Counts what a restore read from the log, and snapshots. */
  private static final class Counts implements LogMetrics {
    final AtomicLong replayed = new AtomicLong(-1);
    final AtomicLong snapshots = new AtomicLong();

    @Override
    public void restored(int partition, Duration took, long records) {
      replayed.set(records);
    }

    @Override
    public void snapshotWritten(int partition, int entities, long bytes, Duration took) {
      snapshots.incrementAndGet();
    }
  }

  @Test
  void a_new_writer_goes_on_from_the_log() throws Exception {
    goesOn(NEVER, 0, 500);
  }

  @Test
  void a_new_writer_goes_on_from_a_snapshot_and_what_came_after() throws Exception {
    goesOn(OFTEN, 1, 499);
  }

  @Test
  void a_writer_that_closes_leaves_a_snapshot() throws Exception {
    goesOn(ON_CLOSE, 1, 1);
  }

  private static void goesOn(SnapshotCadence cadence, int atLeastSnapshots, long atMostReplayed)
      throws Exception {
    try (var tallies = new TallyLog(1)) {
      var before = new Counts();
      var first = tallies.open(tallies.config().withSnapshots(cadence).withMetrics(before));
      for (int i = 0; i < 5; i++) {
        tallies.add(100, 7).join();
        tallies.awaitAllTold();
      }
      first.close();
      assertThat(before.snapshots.get()).isGreaterThanOrEqualTo(atLeastSnapshots);

      var after = new Counts();
      tallies.open(tallies.config().withSnapshots(cadence).withMetrics(after));
      tallies.add(100, 7);
      tallies.assertEachOnceAndInOrder();
      assertThat(after.replayed.get()).isBetween(cadence == NEVER ? 500L : 1L, atMostReplayed);
    }
  }

  @Test
  void work_goes_on_when_the_broker_comes_back() throws Exception {
    try (var tallies = new TallyLog(2)) {
      tallies.open();
      tallies.add(200, 10).join();
      tallies.broker.restart();
      tallies.add(200, 10);
      tallies.assertEachOnceAndInOrder();
    }
  }

  @Test
  void a_timer_set_before_a_restart_fires_after_it_once() throws Exception {
    try (var tallies = new TallyLog(1)) {
      var now = new AtomicReference<>(Instant.now().truncatedTo(ChronoUnit.MILLIS));
      var due = now.get().plusSeconds(3600);
      var first = tallies.open(tallies.config().withClock(now::get));
      tallies.send("a", new Tally.Command.RingAt(due));
      tallies.awaitAllTold();
      first.close();

      tallies.open(tallies.config().withClock(now::get));
      tallies.send("b", new Tally.Command.Add(1));
      tallies.awaitAllTold();
      assertThat(tallies.follower.entities.get("a").rings()).as("not due yet").isEqualTo(due);

      now.set(due);
      await().atMost(TallyLog.SOON).until(() -> tallies.follower.told().size() == 3);
      assertThat(tallies.follower.told().getLast().events())
          .containsExactly(new Tally.Event.Rang(due));
      now.set(due.plusSeconds(60));
      tallies.send("b", new Tally.Command.Add(1));
      await().atMost(TallyLog.SOON).until(() -> tallies.follower.told().size() == 4);
      assertThat(tallies.follower.told().getLast().key()).as("nothing between").isEqualTo("b");
    }
  }

  @Test
  void a_timer_that_is_due_when_it_is_set_fires() throws Exception {
    try (var tallies = new TallyLog(1)) {
      tallies.open();
      var past = Instant.now().minusSeconds(1);
      tallies.send("a", new Tally.Command.RingAt(past));

      await().atMost(TallyLog.SOON).until(() -> tallies.follower.told().size() == 2);
      assertThat(tallies.follower.told().getLast().events())
          .containsExactly(new Tally.Event.Rang(past));
    }
  }
}
