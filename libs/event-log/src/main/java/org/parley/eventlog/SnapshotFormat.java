package org.parley.eventlog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a snapshot lies in the compacted topic. There are two slots, written in turn; a slot is a
 * number of chunks and, last, a manifest that names the snapshot and counts them. Each chunk names
 * its snapshot too, so a slot that was left half-written or that two writers wrote at once shows,
 * and the other slot serves.
 */
final class SnapshotFormat<S> {

  static final int CHUNK_BYTES = 512 * 1024;

  private static final byte VERSION = 1;
  private static final int CHUNK_HEAD = 16 + Integer.BYTES;
  private static final String MANIFEST = "manifest";

  private final LogCodec<S> codec;
  private final int chunkBytes;

  SnapshotFormat(LogCodec<S> codec, int chunkBytes) {
    this.codec = codec;
    this.chunkBytes = chunkBytes;
  }

  /** One record of the snapshots topic. */
  record Piece(String key, byte[] value) {}

  /** A whole snapshot as found, its entities not decoded yet. */
  record Stored(
      int slot, UUID id, RecordId standsOn, long offset, long commandOffset, List<byte[]> chunks) {}

  /** The pieces in the order in which they must be written, each encoded when it is asked for. */
  Iterator<Piece> pieces(Snapshot<S> snapshot, UUID id, int slot) {
    return new Pieces(snapshot, id, slot);
  }

  /** The whole snapshots among the last values of all keys of a partition, the newest first. */
  static List<Stored> whole(Map<String, byte[]> latest) {
    var found = new ArrayList<Stored>();
    for (int slot = 0; slot < 2; slot++) {
      byte[] manifest = latest.get(key(slot, MANIFEST));
      if (manifest == null || manifest[0] != VERSION) {
        continue;
      }
      ByteBuffer in = ByteBuffer.wrap(manifest, 1, manifest.length - 1);
      UUID id = new UUID(in.getLong(), in.getLong());
      RecordId standsOn = RecordId.get(in);
      long offset = in.getLong();
      long commandOffset = in.getLong();
      int count = in.getInt();
      var chunks = new ArrayList<byte[]>();
      for (int i = 0; i < count; i++) {
        byte[] chunk = latest.get(key(slot, Integer.toString(i)));
        if (chunk == null || !id.equals(idOf(chunk))) {
          break;
        }
        chunks.add(chunk);
      }
      if (chunks.size() == count) {
        found.add(new Stored(slot, id, standsOn, offset, commandOffset, chunks));
      }
    }
    found.sort(Comparator.comparingLong(Stored::offset).reversed());
    return found;
  }

  Snapshot<S> decode(Stored stored) throws UndecodableException {
    try {
      return new Snapshot<>(
          stored.standsOn(), stored.offset(), stored.commandOffset(), entities(stored.chunks()));
    } catch (RuntimeException e) {
      throw new UndecodableException("snapshot " + stored.id(), e);
    }
  }

  private Map<String, S> entities(List<byte[]> chunks) throws UndecodableException {
    var entities = new HashMap<String, S>();
    for (byte[] chunk : chunks) {
      ByteBuffer in = ByteBuffer.wrap(chunk, CHUNK_HEAD, chunk.length - CHUNK_HEAD);
      for (int left = ByteBuffer.wrap(chunk).getInt(16); left > 0; left--) {
        String key = new String(bytes(in), StandardCharsets.UTF_8);
        entities.put(key, codec.decode(bytes(in)));
      }
    }
    return entities;
  }

  private static UUID idOf(byte[] chunk) {
    ByteBuffer in = ByteBuffer.wrap(chunk);
    return new UUID(in.getLong(), in.getLong());
  }

  private static byte[] bytes(ByteBuffer in) {
    byte[] bytes = new byte[in.getInt()];
    in.get(bytes);
    return bytes;
  }

  private static String key(int slot, String name) {
    return slot + "/" + name;
  }

  private final class Pieces implements Iterator<Piece> {

    private final Snapshot<S> snapshot;
    private final Iterator<Map.Entry<String, S>> entities;
    private final UUID id;
    private final int slot;
    private @Nullable Entity held;
    private int chunks;
    private boolean done;

    Pieces(Snapshot<S> snapshot, UUID id, int slot) {
      this.snapshot = snapshot;
      this.entities = snapshot.entities().entrySet().iterator();
      this.id = id;
      this.slot = slot;
    }

    @Override
    public boolean hasNext() {
      return !done;
    }

    @Override
    public Piece next() {
      if (held != null || entities.hasNext()) {
        return new Piece(key(slot, Integer.toString(chunks++)), chunk());
      }
      done = true;
      ByteBuffer out =
          ByteBuffer.allocate(1 + 16 + RecordId.BYTES + 2 * Long.BYTES + Integer.BYTES);
      out.put(VERSION).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
      snapshot.standsOn().put(out);
      out.putLong(snapshot.offset()).putLong(snapshot.commandOffset()).putInt(chunks);
      return new Piece(key(slot, MANIFEST), out.array());
    }

    private byte[] chunk() {
      var parts = new ArrayList<Entity>();
      int size = CHUNK_HEAD;
      for (Entity entity = take(); entity != null; entity = take()) {
        if (!parts.isEmpty() && size + entity.size() > chunkBytes) {
          held = entity;
          break;
        }
        parts.add(entity);
        size += entity.size();
      }
      ByteBuffer out = ByteBuffer.allocate(size);
      out.putLong(id.getMostSignificantBits())
          .putLong(id.getLeastSignificantBits())
          .putInt(parts.size());
      parts.forEach(part ->
          out.putInt(part.key.length).put(part.key).putInt(part.state.length).put(part.state));
      return out.array();
    }

    private @Nullable Entity take() {
      Entity entity = held;
      held = null;
      if (entity == null && entities.hasNext()) {
        Map.Entry<String, S> next = entities.next();
        entity =
            new Entity(
                next.getKey().getBytes(StandardCharsets.UTF_8), codec.encode(next.getValue()));
      }
      return entity;
    }
  }

  private record Entity(byte[] key, byte[] state) {
    int size() {
      return 2 * Integer.BYTES + key.length + state.length;
    }
  }
}
