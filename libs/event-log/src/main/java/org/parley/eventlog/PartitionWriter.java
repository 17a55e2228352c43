package org.parley.eventlog;

import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The writer of one partition between two restores: decides commands on a state that runs ahead of
 * the acknowledgements, chains the records, and notices from its own acknowledgements when it can
 * no longer be sure of the chain. Does no I/O and holds no thread.
 *
 * <p><em>Sound</em>: every acknowledgement so far had the next offset, so everything acknowledged
 * is accepted by every reader. <em>Broken</em>: an offset was left out (somebody else wrote) or a
 * send failed; nothing is decided any more, and only a restore from the log tells what is true.
 * Nothing leads back from broken to sound.
 */
final class PartitionWriter<C, E, S> {

  private final Decider<C, E, S> decider;
  private final Function<List<E>, byte[]> encoder;
  private final PartitionFold<E, S> fold;
  private RecordId lastId;
  private long skipThrough;
  private long sent;
  private long settled;
  private long expectedOffset;
  private long lastOffset;
  private boolean broken;
  private @Nullable Capture<S> capture;

  /**
   * A state on its way to be a snapshot: becomes one when the record it stands on is acknowledged.
   */
  private record Capture<S>(long counter, Snapshot<S> snapshot, boolean confirmed) {}

  /** A record and its encoded body, to be sent in this order. */
  record Append<E>(LogRecord<E> record, byte[] body) {}

  /**
   * @param encoder of a record's body; throws on what cannot be appended
   * @param writer never used before
   */
  PartitionWriter(
      Decider<C, E, S> decider,
      Function<List<E>, byte[]> encoder,
      PartitionFold<E, S> restored,
      UUID writer) {
    this.decider = decider;
    this.encoder = encoder;
    this.fold = restored;
    this.lastId = new RecordId(writer, 0);
    this.skipThrough = restored.lastCommand();
    this.expectedOffset = restored.next();
    this.lastOffset = restored.lastOffset();
  }

  /** The command to read next. */
  long nextCommand() {
    return skipThrough + 1;
  }

  /**
   * The commands topic holds nothing below {@code offset} any more, or nothing from where we wanted
   * to go on: goes on there.
   */
  void goOnAt(long offset) {
    skipThrough = offset - 1;
  }

  /**
   * The record to append for this command; null if it was decided before, or if this writer is
   * broken. When the decider, its events or their encoding throw, nothing has changed.
   */
  @Nullable Append<E> decide(CommandPosition at, C command) {
    return takes(at) ? append(at, decider.decide(fold.entity(at.key()), command, at)) : null;
  }

  /**
   * The empty record that steps over a command that cannot be decided; null as in {@link #decide}.
   */
  @Nullable Append<E> stepOver(CommandPosition at) {
    return takes(at) ? append(at, List.of()) : null;
  }

  boolean takes(CommandPosition at) {
    return !broken && at.offset() > skipThrough;
  }

  private Append<E> append(CommandPosition at, List<E> events) {
    @Nullable S after = fold.evolve(at.key(), events);
    byte[] body = encoder.apply(events);
    lastId = lastId.next();
    var record = new LogRecord<>(lastId, fold.last(), at.offset(), at.time(), at.key(), events);
    fold.accept(record, after);
    skipThrough = at.offset();
    sent++;
    return new Append<>(record, body);
  }

  /** The append with this counter got this offset. Answers whether the writer is still sound. */
  boolean acknowledged(long counter, long offset) {
    settled++;
    if (broken || counter != settled || offset != expectedOffset) {
      breakOff();
      return false;
    }
    expectedOffset++;
    lastOffset = offset;
    if (capture != null && capture.counter == counter) {
      capture = new Capture<>(counter, at(capture.snapshot, offset), true);
    }
    return true;
  }

  /** An append failed, or nobody knows what became of it. */
  void failed() {
    settled++;
    breakOff();
  }

  /** Gives up for a reason outside: nothing more is decided. */
  void breakOff() {
    broken = true;
    capture = null;
  }

  boolean broken() {
    return broken;
  }

  /** Appends whose outcome is not known yet. */
  long inFlight() {
    return sent - settled;
  }

  /** Records decided by this writer. */
  long records() {
    return sent;
  }

  PartitionFold<E, S> fold() {
    return fold;
  }

  /**
   * Keeps the present state for a snapshot; {@link #takeSnapshot} gives it out once its last record
   * is known to be accepted.
   */
  void captureSnapshot() {
    if (broken || fold.last().equals(RecordId.START)) {
      return;
    }
    var now =
        new Snapshot<>(fold.last(), lastOffset, fold.lastCommand(), new HashMap<>(fold.entities()));
    capture = new Capture<>(sent, now, inFlight() == 0);
  }

  boolean capturing() {
    return capture != null;
  }

  /** The captured state, once, when every record below it is known to be accepted. */
  @Nullable Snapshot<S> takeSnapshot() {
    if (capture == null || !capture.confirmed) {
      return null;
    }
    Snapshot<S> snapshot = capture.snapshot;
    capture = null;
    return snapshot;
  }

  private static <S> Snapshot<S> at(Snapshot<S> snapshot, long offset) {
    return new Snapshot<>(
        snapshot.standsOn(), offset, snapshot.commandOffset(), snapshot.entities());
  }
}
