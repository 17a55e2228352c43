package org.parley.eventlog;

/**
 * One member of the group that runs a {@link Decider} on a commands topic, and the writer of the
 * events partitions that the group assigns to it.
 */
public final class EventLog<C, E, S> implements AutoCloseable {

  private final EventLogConfig<C, E, S> config;

  public EventLog(EventLogConfig<C, E, S> config) {
    this.config = config;
  }

  /** Joins the group and works until {@link #close}. Returns at once. */
  public void start() {
    throw new UnsupportedOperationException("not there yet: " + config.groupId());
  }

  public LogHealth health() {
    throw new UnsupportedOperationException("not there yet");
  }

  /**
   * Hands the partitions over: finishes what is under way, leaves the group at once. Waits a few
   * seconds at most.
   */
  @Override
  public void close() {}
}
