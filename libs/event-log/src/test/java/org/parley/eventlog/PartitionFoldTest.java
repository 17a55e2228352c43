package org.parley.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PartitionFoldTest {

  private static final RecordId MINE = new RecordId(new UUID(1, 1), 1);
  private static final RecordId OTHERS = new RecordId(new UUID(2, 2), 1);

  private final PartitionFold<Tally.Event, Tally> fold = new PartitionFold<>(new Tally.Rules());

  private static LogRecord<Tally.Event> record(RecordId id, RecordId parent, long number) {
    return new LogRecord<>(
        id, parent, 0, Instant.EPOCH, "a", List.of(new Tally.Event.Added(number, number)));
  }

  private static PartitionFold<Tally.Event, Tally> standingOn(RecordId id, long offset) {
    return new PartitionFold<>(new Tally.Rules(), new Snapshot<>(id, offset, 3, new HashMap<>()));
  }

  @Test
  void of_two_records_on_the_same_parent_the_second_is_ignored_with_all_that_builds_on_it() {
    assertThat(fold.read(0, record(MINE, RecordId.START, 1))).isTrue();
    assertThat(fold.read(1, record(OTHERS, RecordId.START, 2))).isFalse();
    assertThat(fold.read(2, record(OTHERS.next(), OTHERS, 4))).isFalse();
    assertThat(fold.read(3, record(MINE.next(), MINE, 8))).isTrue();

    assertThat(fold.entity("a")).isEqualTo(new Tally(8, 2, null));
    assertThat(fold.next()).isEqualTo(4);
    assertThat(fold.lastOffset()).isEqualTo(3);
  }

  @Test
  void a_record_appended_twice_counts_once() {
    assertThat(fold.read(0, record(MINE, RecordId.START, 1))).isTrue();
    assertThat(fold.read(1, record(MINE, RecordId.START, 1))).isFalse();
  }

  /** What comes after an event that is not known fits nothing. */
  private static final Evolution<String, String> PICKY =
      (state, event) -> {
        if (event.equals("misfit")) {
          throw new IllegalStateException("told to");
        }
        return state == null ? event : state + event;
      };

  private static LogRecord<String> record(int number, String key, String event) {
    return new LogRecord<>(id(number), id(number - 1), 0, Instant.EPOCH, key, List.of(event));
  }

  private static RecordId id(int number) {
    return number < 0 ? RecordId.START : new RecordId(new UUID(3, 3), number);
  }

  @Test
  void an_entity_that_a_record_does_not_go_with_is_dropped_alone_and_for_good() {
    var reading = new PartitionFold<>(PICKY);
    var dropped = new ArrayList<String>();
    reading.dropWhatFails(dropped::add);

    assertThat(reading.read(0, record(0, "a", "x"))).isTrue();
    assertThat(reading.read(1, record(1, "b", "x"))).isTrue();
    assertThat(reading.read(2, record(2, "a", "misfit"))).isTrue();
    assertThat(reading.read(3, record(3, "a", "y"))).isTrue();
    assertThat(reading.read(4, record(4, "a", "misfit"))).isTrue();
    assertThat(reading.read(5, record(5, "b", "y"))).isTrue();

    assertThat(reading.entities()).containsOnly(Map.entry("b", "xy"));
    assertThat(reading.isLost("a")).isTrue();
    assertThat(reading.isLost("b")).isFalse();
    assertThat(dropped).containsExactly("a");
  }

  @Test
  void a_writer_does_not_go_on_where_a_record_does_not_go_with_the_state() {
    var writing = new PartitionFold<>(PICKY);
    assertThatThrownBy(() -> writing.read(0, record(0, "a", "misfit")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(writing.last()).isEqualTo(RecordId.START);
  }

  @Test
  void something_foreign_in_the_topic_is_passed_over() {
    assertThat(fold.read(0, null)).isFalse();
    assertThat(fold.read(1, record(MINE, RecordId.START, 1))).isTrue();
  }

  @Test
  void a_log_whose_beginning_is_gone_does_not_make_a_state() {
    assertThat(fold.resume(0, 10)).isZero();
    assertThatThrownBy(() -> fold.resume(1, 10)).isInstanceOf(PartitionFold.UnfitException.class);
  }

  @Test
  void a_snapshot_needs_the_log_from_where_it_stands() {
    assertThat(standingOn(MINE, 5).resume(0, 10)).as("looks at its own record again").isEqualTo(5);
    assertThat(standingOn(MINE, 5).resume(6, 10)).as("its record may be gone").isEqualTo(6);
    assertThatThrownBy(() -> standingOn(MINE, 5).resume(7, 10))
        .isInstanceOf(PartitionFold.UnfitException.class);
    assertThatThrownBy(() -> standingOn(MINE, 5).resume(0, 5))
        .isInstanceOf(PartitionFold.UnfitException.class);
  }

  @Test
  void a_snapshot_of_another_log_is_found_out() {
    assertThatThrownBy(() -> standingOn(MINE, 5).read(5, record(OTHERS, RecordId.START, 1)))
        .isInstanceOf(PartitionFold.UnfitException.class);
    assertThatThrownBy(() -> standingOn(MINE, 5).read(5, null))
        .isInstanceOf(PartitionFold.UnfitException.class);
    var fits = standingOn(MINE, 5);
    assertThat(fits.read(5, record(MINE, RecordId.START, 1)))
        .as("is in the snapshot already")
        .isFalse();
    assertThat(fits.read(6, record(MINE.next(), MINE, 1))).isTrue();
  }
}
