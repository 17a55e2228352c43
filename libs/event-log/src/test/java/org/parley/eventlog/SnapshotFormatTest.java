package org.parley.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SnapshotFormatTest {

  private static final LogCodec<String> TEXT =
      new LogCodec<>() {
        @Override
        public byte[] encode(String value) {
          return value.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String decode(byte[] bytes) {
          return new String(bytes, StandardCharsets.UTF_8);
        }
      };

  private final SnapshotFormat<String> format = new SnapshotFormat<>(TEXT, 100);
  private final Map<String, byte[]> topic = new HashMap<>();

  private static Snapshot<String> snapshot(long offset, int entities, int size) {
    var all = new HashMap<String, String>();
    for (int i = 0; i < entities; i++) {
      all.put("key" + i, offset + "x".repeat(size));
    }
    return new Snapshot<>(new RecordId(new UUID(1, offset), 5), offset, offset + 7, all);
  }

  private List<SnapshotFormat.Piece> pieces(Snapshot<String> snapshot, int slot) {
    var pieces = new ArrayList<SnapshotFormat.Piece>();
    format.pieces(snapshot, UUID.randomUUID(), slot).forEachRemaining(pieces::add);
    return pieces;
  }

  private void write(List<SnapshotFormat.Piece> pieces) {
    pieces.forEach(piece -> topic.put(piece.key(), piece.value()));
  }

  @Test
  void what_was_written_is_read() throws Exception {
    var snapshot = snapshot(30, 40, 10);
    write(pieces(snapshot, 0));

    assertThat(format.decode(SnapshotFormat.whole(topic).getFirst())).isEqualTo(snapshot);
    assertThat(topic).hasSizeGreaterThan(5);
  }

  @Test
  void no_chunk_is_larger_than_allowed_unless_one_entity_is() {
    assertThat(pieces(snapshot(30, 40, 10), 0))
        .allSatisfy(piece -> assertThat(piece.value()).hasSizeLessThan(101));
    assertThat(pieces(snapshot(30, 3, 500), 0))
        .as("one entity a chunk, and the manifest")
        .hasSize(4);
  }

  @Test
  void a_partition_without_entities_has_a_snapshot_too() throws Exception {
    var empty = snapshot(30, 0, 0);
    write(pieces(empty, 1));

    assertThat(format.decode(SnapshotFormat.whole(topic).getFirst())).isEqualTo(empty);
  }

  @Test
  void of_two_whole_snapshots_the_newer_comes_first() {
    write(pieces(snapshot(30, 4, 10), 0));
    write(pieces(snapshot(20, 4, 10), 1));

    assertThat(SnapshotFormat.whole(topic))
        .extracting(SnapshotFormat.Stored::offset)
        .containsExactly(30L, 20L);
  }

  @Test
  void a_snapshot_cut_short_anywhere_leaves_the_other() {
    write(pieces(snapshot(20, 10, 20), 0));
    write(pieces(snapshot(30, 10, 20), 1));
    var cut = pieces(snapshot(40, 10, 20), 0);
    for (int written = 1; written < cut.size(); written++) {
      write(cut.subList(0, written));
      assertThat(SnapshotFormat.whole(topic))
          .extracting(SnapshotFormat.Stored::offset)
          .containsExactly(30L);
    }
    write(cut);
    assertThat(SnapshotFormat.whole(topic))
        .extracting(SnapshotFormat.Stored::offset)
        .containsExactly(40L, 30L);
  }

  @Test
  void two_snapshots_written_into_one_slot_at_once_leave_neither_there() {
    var ours = pieces(snapshot(30, 10, 20), 0);
    var zombies = pieces(snapshot(29, 10, 20), 0);
    write(ours.subList(0, 2));
    write(zombies);
    write(ours.subList(2, ours.size()));

    assertThat(SnapshotFormat.whole(topic)).isEmpty();
  }
}
