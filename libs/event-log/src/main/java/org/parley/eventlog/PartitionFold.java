package org.parley.eventlog;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the accepted records of a partition add up to. Holds the rule by which every writer and
 * reader takes or ignores a record, so that all of them see the same chain.
 */
final class PartitionFold<E, S> {

  private final Evolution<E, S> evolution;
  private final Map<String, S> entities;
  private final Set<String> lost = new HashSet<>();
  private @Nullable Consumer<String> onLost;
  private RecordId last;
  private long lastCommand;
  private long lastOffset;
  private long next;

  /** Before the first record. */
  PartitionFold(Evolution<E, S> evolution) {
    this.evolution = evolution;
    this.entities = new HashMap<>();
    this.last = RecordId.START;
    this.lastCommand = -1;
    this.lastOffset = -1;
    this.next = 0;
  }

  /** Goes on after the record that the snapshot stands on. Takes the snapshot's map over. */
  PartitionFold(Evolution<E, S> evolution, Snapshot<S> snapshot) {
    this.evolution = evolution;
    this.entities = snapshot.entities();
    this.last = snapshot.standsOn();
    this.lastCommand = snapshot.commandOffset();
    this.lastOffset = snapshot.offset();
    this.next = snapshot.offset() + 1;
  }

  /**
   * From now on, for a reader: an entity that a record can't be applied to is dropped and told,
   * once; all that follows on its key changes nothing. Such a record builds on one that the reader
   * could not decode. A writer must not go on from there, so without this the failure is thrown.
   */
  void dropWhatFails(Consumer<String> told) {
    onLost = told;
  }

  /** Whether what is known about this key was dropped. */
  boolean isLost(String key) {
    return lost.contains(key);
  }

  /** The chain rule: whoever comes second on the same parent is ignored by all. */
  boolean accepts(LogRecord<E> record) {
    return record.parent().equals(last);
  }

  /**
   * Where to read on in a log that has the records from {@code start} to below {@code end}.
   *
   * @throws UnfitException if what is known does not join on to that log
   */
  long resume(long start, long end) {
    if (lastOffset < 0 ? start > 0 : start > lastOffset + 1 || end <= lastOffset) {
      throw new UnfitException(
          "state after record %d does not fit a log from %d to %d"
              .formatted(lastOffset, start, end));
    }
    return Math.max(start, lastOffset);
  }

  /**
   * Takes the record at {@code offset} if the rule allows; null stands for something that is no
   * record of ours.
   */
  boolean read(long offset, @Nullable LogRecord<E> record) {
    if (offset == lastOffset && (record == null || !record.id().equals(last))) {
      throw new UnfitException(
          "the snapshot stands on another record than the log has at " + offset);
    }
    next = offset + 1;
    if (record == null || offset == lastOffset || !accepts(record)) {
      return false;
    }
    accept(record, follow(record));
    lastOffset = offset;
    return true;
  }

  /** Everything below {@code offset} has been looked at. */
  void skipTo(long offset) {
    next = Math.max(next, offset);
  }

  /** A snapshot and a log that do not belong together. */
  static final class UnfitException extends RuntimeException {
    UnfitException(String message) {
      super(message);
    }
  }

  @Nullable S evolve(String key, List<E> events) {
    @Nullable S state = entities.get(key);
    for (E event : events) {
      state = evolution.evolve(state, event);
    }
    return state;
  }

  private @Nullable S follow(LogRecord<E> record) {
    if (lost.contains(record.key())) {
      return null;
    }
    try {
      return evolve(record.key(), record.events());
    } catch (RuntimeException e) {
      if (onLost == null) {
        throw e;
      }
      lost.add(record.key());
      onLost.accept(record.key());
      return null;
    }
  }

  /** Adds an accepted record whose effect on its entity is {@code after}. */
  void accept(LogRecord<E> record, @Nullable S after) {
    if (after == null) {
      entities.remove(record.key());
    } else {
      entities.put(record.key(), after);
    }
    last = record.id();
    lastCommand = record.commandOffset();
  }

  @Nullable S entity(String key) {
    return entities.get(key);
  }

  /** The live map, for the owner of this fold only. */
  Map<String, S> entities() {
    return entities;
  }

  RecordId last() {
    return last;
  }

  /** Offset of the command that the last accepted record decided; -1 before the first. */
  long lastCommand() {
    return lastCommand;
  }

  /**
   * Offset of the last accepted record that was read; those accepted unread, by their writer, do
   * not count. -1 before the first.
   */
  long lastOffset() {
    return lastOffset;
  }

  /** Offset after the last one read. */
  long next() {
    return next;
  }
}
