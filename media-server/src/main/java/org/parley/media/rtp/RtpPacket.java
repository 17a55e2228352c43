package org.parley.media.rtp;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One packet (RFC 3550 section 5.1). Contributing sources and header extensions are passed over.
 *
 * @param sequence 0 to 65,535
 * @param timestamp in samples, unsigned 32 bits
 * @param payload without padding; not to be written to
 */
public record RtpPacket(
    int payloadType, boolean marker, int sequence, int timestamp, int ssrc, byte[] payload) {

  public static final int HEADER = 12;

  /** More is no audio of ours: 200 ms of G.711. */
  public static final int LONGEST_PAYLOAD = 1_600;

  private static final int VERSION = 2;

  /**
   * Reads a datagram, between its position and its limit.
   *
   * @return null: it is none, or longer than audio is
   */
  public static @Nullable RtpPacket read(ByteBuffer datagram) {
    if (datagram.remaining() < HEADER) {
      return null;
    }
    int first = datagram.get();
    int second = datagram.get();
    int sequence = datagram.getShort() & 0xFFFF;
    int timestamp = datagram.getInt();
    int ssrc = datagram.getInt();
    boolean hasPadding = (first & 0x20) != 0;
    boolean hasExtension = (first & 0x10) != 0;
    int sources = (first & 0x0F) * Integer.BYTES;
    if ((first & 0xC0) >> 6 != VERSION || datagram.remaining() < sources) {
      return null;
    }
    datagram.position(datagram.position() + sources);
    if (hasExtension && !skipExtension(datagram)) {
      return null;
    }
    int length = datagram.remaining();
    if (hasPadding) {
      int padding = length == 0 ? 0 : datagram.get(datagram.limit() - 1) & 0xFF;
      if (padding == 0 || padding > length) {
        return null;
      }
      length -= padding;
    }
    if (length > LONGEST_PAYLOAD) {
      return null;
    }
    var payload = new byte[length];
    datagram.get(payload);
    return new RtpPacket(second & 0x7F, (second & 0x80) != 0, sequence, timestamp, ssrc, payload);
  }

  private static boolean skipExtension(ByteBuffer datagram) {
    if (datagram.remaining() < Integer.BYTES) {
      return false;
    }
    datagram.getShort();
    int length = (datagram.getShort() & 0xFFFF) * Integer.BYTES;
    if (datagram.remaining() < length) {
      return false;
    }
    datagram.position(datagram.position() + length);
    return true;
  }

  /** Writes it at the position of the buffer. */
  public void write(ByteBuffer into) {
    into.put((byte) (VERSION << 6));
    into.put((byte) ((marker ? 0x80 : 0) | payloadType));
    into.putShort((short) sequence);
    into.putInt(timestamp);
    into.putInt(ssrc);
    into.put(payload);
  }

  /** How far a sequence number is ahead of another; negative: behind it. They go round. */
  public static int distance(int from, int to) {
    return (short) (to - from);
  }
}
