package org.parley.sip.stack.transaction;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Timers of a few different lengths, as SIP has them: those of one length fire in the order they
 * were set, so each length is a plain queue and setting, cancelling and firing take constant time.
 * One thread.
 */
public final class Timers {

  /** One that is set. */
  static final class Timer {
    private final long due;
    private @Nullable Runnable task;

    private Timer(long due, Runnable task) {
      this.due = due;
      this.task = task;
    }

    /** Does nothing once it has fired. */
    void cancel() {
      task = null;
    }
  }

  private final LongSupplier nanoTime;
  private final Map<Duration, Queue<Timer>> byLength = new HashMap<>();
  private final List<Queue<Timer>> queues = new ArrayList<>();

  public Timers(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  Timer after(Duration length, Runnable task) {
    Timer timer = new Timer(nanoTime.getAsLong() + length.toNanos(), task);
    byLength.computeIfAbsent(length, _ -> queue()).add(timer);
    return timer;
  }

  private Queue<Timer> queue() {
    Queue<Timer> queue = new ArrayDeque<>();
    queues.add(queue);
    return queue;
  }

  /** Fires all that are due. */
  public void run() {
    long now = nanoTime.getAsLong();
    for (int i = 0; i < queues.size(); i++) {
      Queue<Timer> queue = queues.get(i);
      for (Timer timer = queue.peek(); timer != null; timer = queue.peek()) {
        @Nullable Runnable task = timer.task;
        if (task != null && timer.due - now > 0) {
          break;
        }
        queue.remove();
        if (task != null) {
          timer.task = null;
          task.run();
        }
      }
    }
  }
}
