package org.parley.sip.line;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that stands until it is moved. */
public final class ManualTime implements Timers {
  private record Task(Instant at, long number, Runnable task) {}

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparing(Task::at).thenComparing(Task::number));

  private Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private long numbers;

  public Instant now() {
    return now;
  }

  @Override
  public Cancellable after(Duration delay, Runnable task) {
    Task entry = new Task(now.plus(delay), ++numbers, task);
    tasks.add(entry);
    return () -> tasks.remove(entry);
  }

  /** Moves, doing what is due, and after each thing that was the other. */
  public void pass(Duration time, Runnable after) {
    Instant until = now.plus(time);
    while (!tasks.isEmpty() && !tasks.peek().at().isAfter(until)) {
      Task task = tasks.remove();
      now = task.at().isAfter(now) ? task.at() : now;
      task.task().run();
      after.run();
    }
    now = until;
  }

  /** Does what is due by now. */
  public void due() {
    pass(Duration.ZERO, () -> {});
  }

  /** Nothing is to be done any more. */
  public void forget() {
    tasks.clear();
  }
}
