package org.parley.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
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
