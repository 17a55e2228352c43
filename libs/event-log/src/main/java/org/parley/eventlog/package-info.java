/**
 * The event-sourced engine on Kafka: runs pure {@link org.parley.eventlog.Decider}s with
 * exactly-once effects at at-least-once latency, without a database, a lock or a transaction in the
 * path. It knows nothing of what it carries: commands, events and states are the service's own, and
 * so are their codecs.
 *
 * <h2>How it works</h2>
 *
 * <p>For each partition one instance is the writer, chosen by the assignment of a consumer group
 * ({@link org.parley.eventlog.EventLog}).
 *
 * <ol>
 *   <li><b>It restores</b>: the newest whole snapshot, then the events partition from the record on
 *       which the snapshot stands to the end. Each record names the offset of the command that it
 *       decides, so the end of the log says which command comes next; nothing is committed to the
 *       group. A restore runs beside the poll thread while other partitions go on.
 *   <li><b>One record for each command</b>, also for one that is refused or leads to nothing:
 *       effect and progress are one write, so there is nothing half done after a crash. Appends are
 *       pipelined through an idempotent producer, {@code acks=all}, in order, without waiting for
 *       any of them.
 *   <li><b>The records of a partition are a chain</b> (header {@code chain}: id, parent, command
 *       offset). Writer and reader accept a record only if its parent is the last one they
 *       accepted. If a deposed writer still manages to append, then whoever came second on the same
 *       parent is ignored by all alike: compare-and-append without a lock and without a round trip.
 *       The group only sees to it that there is normally one writer; nothing depends on it.
 *   <li><b>A writer notices</b> from its own acknowledgements when it is not alone (an offset was
 *       left out) or when its chain may be cut (a send failed). It then stops that partition,
 *       restores from the log and goes on at the command after the last accepted record. What is in
 *       the log is never decided again.
 *   <li><b>Snapshots</b> are taken only of states all of whose records are known to be accepted, in
 *       chunks, into two slots in turn; a slot half-written or written by two at once shows, and
 *       the other one or the whole log serves. They are a shortcut, never the truth.
 *   <li><b>Time is a command</b>: a due {@link org.parley.eventlog.Deadline} sends its command to
 *       the entity's own partition. The {@code now} of a decision is when the broker appended the
 *       command, ids come from its position: a replay gives the same.
 *   <li><b>What cannot be decided</b> (undecodable, or the decider throws) is copied to the
 *       dead-letter topic with its reason, gets an empty record, and the partition goes on.
 * </ol>
 *
 * <p>Readers ({@link org.parley.eventlog.LogReader}) restore and follow by the same rule, so they
 * see the same as the writers; what they were told once is never taken back.
 *
 * <h2>What to know when using it</h2>
 *
 * <ul>
 *   <li>{@link org.parley.eventlog.LogTopicsAdmin#ensure} first. Commands need {@code
 *       message.timestamp.type=LogAppendTime}. Events must be kept until a snapshot covers them,
 *       and longer than the log is ever without a writer; a partition whose beginning is gone and
 *       that no whole snapshot covers does not start, and {@link org.parley.eventlog.LogHealth}
 *       says so.
 *   <li>The same command may arrive twice (a client that asks again): the decider recognises it.
 *       The engine only guarantees one effect for each <em>position</em>.
 *   <li>The session times out after 2.5 s ({@code session.timeout.ms} overrides), so the broker
 *       must allow it: {@code group.min.session.timeout.ms} of 1000, where Kafka's default is 6000.
 *   <li>A state may be big (up to 16 MiB in a snapshot), a record may not: events of one command
 *       stay below 1 MB.
 * </ul>
 *
 * <h2>Where to start reading</h2>
 *
 * <p>{@code PartitionFold} has the rule, {@code PartitionWriter} the writer, both without Kafka;
 * the simulation in the tests drives them through thousands of schedules. {@code Member} is the
 * poll loop, {@code PartitionWork} one partition in it, {@code PartitionLoader} the restore. The
 * reasons are in {@code docs/adr/0001-event-log.md}.
 */
@NullMarked
package org.parley.eventlog;

import org.jspecify.annotations.NullMarked;
