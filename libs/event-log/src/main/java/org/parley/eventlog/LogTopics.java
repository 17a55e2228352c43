package org.parley.eventlog;

/**
 * The four topics of one log. The first three have the same number of partitions: partition p of
 * one belongs to p of the others.
 */
public record LogTopics(String commands, String events, String snapshots, String deadLetters) {

  /**
   * {@code im} gives {@code im.commands}, {@code im.events}, {@code im.snapshots} and {@code
   * im.dead-letters}.
   */
  public static LogTopics named(String prefix) {
    return new LogTopics(
        prefix + ".commands", prefix + ".events", prefix + ".snapshots", prefix + ".dead-letters");
  }
}
