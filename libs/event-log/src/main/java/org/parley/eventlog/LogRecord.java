package org.parley.eventlog;

import java.time.Instant;
import java.util.List;

/**
 * One link of a partition's chain: all that one command brought about.
 *
 * @param parent the record on whose state this was decided
 * @param commandOffset the command, and with it how far the writer has come
 * @param time of the command
 */
record LogRecord<E>(
    RecordId id, RecordId parent, long commandOffset, Instant time, String key, List<E> events) {}
