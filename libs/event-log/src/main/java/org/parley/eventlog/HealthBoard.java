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
  private boolean begun;

  /** The partitions to work on are known. */
  synchronized void begun() {
    begun = true;
  }

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

  synchronized LogHealth view(boolean alive) {
    boolean over = restoring.isEmpty() && System.nanoTime() - troubleAt > REMEMBERED_NANOS;
    return new LogHealth(alive && begun, assigned, restoring, over ? null : trouble);
  }
}
