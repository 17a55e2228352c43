package org.parley.eventlog;

import java.time.Duration;

/**
 * When a writer snapshots a partition that has new records.
 *
 * @param records after this many records, or after twice the number of live entities if that is
 *     more
 * @param interval or when the last snapshot is older than this
 * @param onClose at a hand-over, if at most this many entities are live; 0 for never
 */
public record SnapshotCadence(int records, Duration interval, int onClose) {

  public static final SnapshotCadence DEFAULT =
      new SnapshotCadence(20_000, Duration.ofMinutes(10), 2_000);
}
