package org.parley.eventlog;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a log is at this moment.
 *
 * @param running started, told which partitions to work on, and its thread alive
 * @param assigned partitions this instance has
 * @param restoring those of them that do not take commands (or are not caught up) yet
 * @param lastError the last trouble, or null when all has been well since the partitions were
 *     restored
 */
public record LogHealth(
    boolean running, Set<Integer> assigned, Set<Integer> restoring, @Nullable String lastError) {

  public LogHealth {
    assigned = Set.copyOf(assigned);
    restoring = Set.copyOf(restoring);
  }

  /** Every partition this instance has is at work. */
  public boolean ready() {
    return running && restoring.isEmpty();
  }
}
