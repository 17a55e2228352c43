package org.parley.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PartitionWriterTest {

  private static final UUID ME = new UUID(1, 1);

  private final PartitionWriter<Tally.Command, Tally.Event, Tally> writer =
      new PartitionWriter<>(
          new Tally.Rules(), Tally.EVENTS::encode, new PartitionFold<>(new Tally.Rules()), ME);

  private static CommandPosition at(long offset) {
    return new CommandPosition(0, offset, "a", Instant.EPOCH);
  }

  private @Nullable LogRecord<Tally.Event> add(long offset, long number) {
    var append = writer.decide(at(offset), new Tally.Command.Add(number));
    return append == null ? null : append.record();
  }

  @Test
  void records_are_chained_before_any_acknowledgement() {
    assertThat(add(0, 5).parent()).isEqualTo(RecordId.START);
    assertThat(add(1, 6).parent()).isEqualTo(new RecordId(ME, 1));
    assertThat(writer.inFlight()).isEqualTo(2);
    assertThat(writer.fold().entity("a")).isEqualTo(new Tally(11, 2, null));
  }

  @Test
  void a_command_read_again_is_not_decided_again() {
    add(0, 5);
    add(3, 5);
    assertThat(add(0, 5)).isNull();
    assertThat(add(3, 5)).isNull();
    assertThat(writer.nextCommand()).isEqualTo(4);
  }

  @Test
  void contiguous_offsets_keep_it_sound_and_a_gap_breaks_it() {
    add(0, 5);
    add(1, 5);
    assertThat(writer.acknowledged(1, 0)).isTrue();
    assertThat(writer.acknowledged(2, 2)).isFalse();
    assertThat(writer.broken()).isTrue();
    assertThat(add(2, 5)).as("nothing more is decided").isNull();
  }

  @Test
  void a_failed_send_breaks_it_even_if_later_ones_arrive() {
    add(0, 5);
    add(1, 5);
    writer.failed();
    assertThat(writer.acknowledged(2, 0)).isFalse();
    assertThat(writer.inFlight()).isZero();
  }

  @Test
  void a_decision_that_throws_or_cannot_be_encoded_leaves_no_trace() {
    assertThatThrownBy(() -> writer.decide(at(0), new Tally.Command.Explode()))
        .hasMessage("told to");
    var picky =
        new PartitionWriter<Tally.Command, Tally.Event, Tally>(
            new Tally.Rules(),
            events -> {
              if (!events.isEmpty()) {
                throw new IllegalStateException("too large");
              }
              return new byte[0];
            },
            new PartitionFold<>(new Tally.Rules()),
            ME);
    assertThatThrownBy(() -> picky.decide(at(0), new Tally.Command.Add(5))).hasMessage("too large");

    var empty = picky.stepOver(at(0));
    assertThat(empty.record())
        .isEqualTo(
            new LogRecord<>(new RecordId(ME, 1), RecordId.START, 0, Instant.EPOCH, "a", List.of()));
    assertThat(picky.fold().entities()).isEmpty();
  }

  @Test
  void a_snapshot_comes_out_when_its_records_are_known_to_be_accepted() {
    writer.captureSnapshot();
    assertThat(writer.capturing()).as("nothing to capture").isFalse();
    add(0, 5);
    add(1, 5);
    writer.captureSnapshot();
    add(2, 5);
    assertThat(writer.takeSnapshot()).isNull();
    writer.acknowledged(1, 0);
    assertThat(writer.takeSnapshot()).isNull();
    writer.acknowledged(2, 1);

    Snapshot<Tally> snapshot = writer.takeSnapshot();
    assertThat(snapshot.offset()).isEqualTo(1);
    assertThat(snapshot.commandOffset()).isEqualTo(1);
    assertThat(snapshot.entities()).containsEntry("a", new Tally(10, 2, null));
    assertThat(writer.takeSnapshot()).as("given out once").isNull();
  }

  @Test
  void a_broken_writer_gives_no_snapshot() {
    add(0, 5);
    writer.captureSnapshot();
    writer.acknowledged(1, 7);
    assertThat(writer.takeSnapshot()).isNull();
  }

  @Test
  void commands_that_are_gone_are_stepped_over_without_a_record() {
    add(0, 5);
    writer.goOnAt(10);
    assertThat(add(9, 5)).isNull();
    assertThat(add(10, 5).commandOffset()).isEqualTo(10);
    writer.goOnAt(4);
    assertThat(add(4, 5)).as("the topic lost its end and gives the offsets out again").isNotNull();
  }
}
