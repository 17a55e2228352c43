package org.parley.eventlog;

import java.time.Duration;
import java.util.Collection;

/** What an operator wants to know about a log. Called on the log's own threads: must not block. */
public interface LogMetrics {

  LogMetrics NONE = new LogMetrics() {};

  /** Commands waiting to be read, about once a second for each running partition. */
  default void lag(int partition, long commands) {}

  /**
   * The state of every live entity, about once a second for each running partition, on the poll
   * thread; none when the partition is given up. To be looked at during the call only.
   */
  default void entities(int partition, Collection<?> states) {}

  /** One command decided and handed to the producer. */
  default void decided(int partition, long nanos) {}

  /** The partition's state is there again. */
  default void restored(int partition, Duration took, long records) {}

  /**
   * Somebody else appended to a partition that we write: normal once at a takeover, else two
   * writers fight.
   */
  default void foreignWrite(int partition) {}

  /** An append was not acknowledged. */
  default void sendFailed(int partition) {}

  /** A record that the chain rule made this reader ignore. */
  default void ignored(int partition) {}

  /**
   * A command or record that could not be decoded, a command on which the decider threw, or an
   * entity that a reader dropped because a record could not be applied to it.
   */
  default void undecodable(int partition) {}

  /** Commands that retention or loss removed before they were decided. */
  default void commandsLost(int partition, long commands) {}

  /** A timer was due and its command sent. */
  default void deadlineSent(int partition) {}

  default void snapshotWritten(int partition, int entities, long bytes, Duration took) {}

  default void snapshotFailed(int partition) {}
}
