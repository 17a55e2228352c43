package org.parley.eventlog;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * Name of one appended record. A writer draws a new UUID each time it has restored a partition, so
 * an id never comes twice, not even when two instances append after the same record.
 */
record RecordId(UUID writer, long counter) {

  static final int BYTES = 24;

  /** Parent of the first record of a partition. */
  static final RecordId START = new RecordId(new UUID(0, 0), 0);

  RecordId next() {
    return new RecordId(writer, counter + 1);
  }

  void put(ByteBuffer to) {
    to.putLong(writer.getMostSignificantBits())
        .putLong(writer.getLeastSignificantBits())
        .putLong(counter);
  }

  static RecordId get(ByteBuffer from) {
    return new RecordId(new UUID(from.getLong(), from.getLong()), from.getLong());
  }
}
