package org.parley.eventlog;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a log's threads note how they are, and others read it. */
final class HealthBoard {

  /** For how long a trouble is still told after all is well again. */
  private static final long REMEMBERED_NANOS = 10_000_000_000L;

  private final Set<Integer> assigned = new HashSet<>();
  private final Set<Integer> restoring = new HashSet<>();
  private @Nullable String trouble;
  private long troubleAt;

  synchronized void restoring(int partition) {
    assigned.add(partition);
    restoring.add(partition);
  }

  synchronized void working(int partition) {
    restoring.remove(partition);
  }

  synchronized void gone(int partition) {
    assigned.remove(partition);
    restoring.remove(partition);
  }

  synchronized void trouble(String what) {
    trouble = what;
    troubleAt = System.nanoTime();
  }

  synchronized LogHealth view(boolean running) {
    boolean over = restoring.isEmpty() && System.nanoTime() - troubleAt > REMEMBERED_NANOS;
    return new LogHealth(running, assigned, restoring, over ? null : trouble);
  }
}
