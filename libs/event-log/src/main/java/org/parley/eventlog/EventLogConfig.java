package org.parley.eventlog;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * All that an {@link EventLog} needs.
 *
 * @param client Kafka client properties: {@code bootstrap.servers}, security, and overrides such as
 *     {@code session.timeout.ms}
 * @param groupId instances with the same id share the partitions
 * @param events codec of a record's body: all events of one command
 * @param clock decides when a deadline is due, nothing else
 */
public record EventLogConfig<C, E, S>(
    Map<String, Object> client,
    String groupId,
    LogTopics topics,
    LogCodec<C> commands,
    LogCodec<List<E>> events,
    LogCodec<S> states,
    Decider<C, E, S> decider,
    SnapshotCadence snapshots,
    InstantSource clock,
    LogMetrics metrics) {

  public EventLogConfig {
    client = Map.copyOf(client);
  }

  /** With the default snapshot cadence, the system clock and no metrics. */
  public static <C, E, S> EventLogConfig<C, E, S> of(
      Map<String, Object> client,
      String groupId,
      LogTopics topics,
      LogCodec<C> commands,
      LogCodec<List<E>> events,
      LogCodec<S> states,
      Decider<C, E, S> decider) {
    return new EventLogConfig<>(
        client,
        groupId,
        topics,
        commands,
        events,
        states,
        decider,
        SnapshotCadence.DEFAULT,
        InstantSource.system(),
        LogMetrics.NONE);
  }

  public EventLogConfig<C, E, S> withSnapshots(SnapshotCadence cadence) {
    return new EventLogConfig<>(
        client, groupId, topics, commands, events, states, decider, cadence, clock, metrics);
  }

  public EventLogConfig<C, E, S> withClock(InstantSource other) {
    return new EventLogConfig<>(
        client, groupId, topics, commands, events, states, decider, snapshots, other, metrics);
  }

  public EventLogConfig<C, E, S> withMetrics(LogMetrics other) {
    return new EventLogConfig<>(
        client, groupId, topics, commands, events, states, decider, snapshots, clock, other);
  }
}
