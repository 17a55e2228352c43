package org.parley.eventlog;

import java.time.Instant;

/**
 * A timer of an entity, told as the command to send at that time. Equal deadlines are one timer, so
 * commands need value equality.
 */
public record Deadline<C>(Instant at, C command) {}
