package org.parley.eventlog;

import java.time.Instant;

/**
 * Where a command lies in the log.
 *
 * @param partition of the commands topic, and of the events topic as well
 * @param offset in that partition; never used twice, so good for drawing ids from
 * @param key the entity
 * @param time when the broker appended the command: the {@code now} of the decision
 */
public record CommandPosition(int partition, long offset, String key, Instant time) {}
