package org.parley.eventlog;

import java.time.Instant;

/**
 * Where an accepted events record lies.
 *
 * @param partition of the events topic
 * @param offset in that partition: grows from record to record, so a reader that stores it can drop
 *     repeats
 * @param commandOffset the command (same partition of the commands topic) that the events decide
 * @param time the time of that command
 */
public record RecordPosition(int partition, long offset, long commandOffset, Instant time) {}
