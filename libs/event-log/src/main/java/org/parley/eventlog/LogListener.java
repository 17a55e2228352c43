package org.parley.eventlog;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a {@link LogReader} tells, on its one thread, each partition in order. */
public interface LogListener<E, S> {

  /**
   * All entities of a partition as restored. Comes before any record of the partition; comes again
   * (replacing all that was told about it) only if the partition had to be read anew.
   */
  void onRestored(int partition, Map<String, S> entities);

  /**
   * One accepted record: everything that one command brought about, in order; {@code events} may be
   * empty. They are, with no {@code after}, where the reader has to drop an entity; nothing is told
   * about its key from then on, until it is restored.
   */
  void onRecord(
      String key, @Nullable S before, List<E> events, @Nullable S after, RecordPosition position);
}
