package org.parley.media.rtp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reports about streams as bytes (RFC 3550 section 6). */
public final class Rtcp {
  private static final int VERSION = 0x80;
  private static final int SENDER_REPORT = 200;
  private static final int RECEIVER_REPORT = 201;
  private static final int SOURCE_DESCRIPTION = 202;
  private static final int BYE = 203;
  private static final int CNAME = 1;

  /** Seconds from 1900, where NTP begins, to 1970. */
  private static final long NTP_EPOCH = 2_208_988_800L;

  private Rtcp() {}

  /**
   * The last report that the far end sent.
   *
   * @param middle the middle 32 bits of its NTP time
   * @param nanos when it came
   */
  public record LastReport(int middle, long nanos) {}

  /**
   * What a compound packet said.
   *
   * @param senderReport the middle of its NTP time; null: there was none
   * @param bye whether the far end leaves
   */
  public record Heard(@Nullable Integer senderReport, boolean bye) {}

  /**
   * Writes a sender report with our name behind it.
   *
   * @param cname the same for all streams of this server, at most 255 bytes
   * @param in null: nothing has come from there yet
   */
  public static void write(
      ByteBuffer into,
      OutgoingStream out,
      @Nullable Reception in,
      @Nullable LastReport last,
      String cname,
      Instant now,
      long nanos) {
    header(into, in == null ? 0 : 1, SENDER_REPORT, in == null ? 6 : 12);
    into.putInt(out.ssrc());
    into.putInt((int) (now.getEpochSecond() + NTP_EPOCH));
    into.putInt((int) (((long) now.getNano() << Integer.SIZE) / 1_000_000_000L));
    into.putInt(out.timestamp());
    into.putInt((int) out.packets());
    into.putInt((int) out.bytes());
    if (in != null) {
      block(into, in, last, nanos);
    }
    byte[] name = cname.getBytes(StandardCharsets.UTF_8);
    int unpadded = Integer.BYTES + 2 + name.length;
    int chunk = unpadded + Integer.BYTES - unpadded % Integer.BYTES;
    header(into, 1, SOURCE_DESCRIPTION, chunk / Integer.BYTES);
    into.putInt(out.ssrc());
    into.put((byte) CNAME).put((byte) name.length).put(name);
    into.put(new byte[chunk - unpadded]); // at least one null ends the items
  }

  private static void block(ByteBuffer into, Reception in, @Nullable LastReport last, long nanos) {
    into.putInt(in.ssrc());
    into.putInt(in.fractionLost() << 24 | in.lost() & 0xFF_FFFF);
    into.putInt(in.extendedHighest());
    into.putInt(in.jitter());
    into.putInt(last == null ? 0 : last.middle());
    // In 65,536ths of a second.
    into.putInt(last == null ? 0 : (int) ((nanos - last.nanos()) / 1_000 * 65_536 / 1_000_000));
  }

  private static void header(ByteBuffer into, int count, int type, int words) {
    into.put((byte) (VERSION | count)).put((byte) type).putShort((short) words);
  }

  /**
   * Reads a compound packet.
   *
   * @return null: it is none
   */
  public static @Nullable Heard read(ByteBuffer datagram) {
    Integer senderReport = null;
    boolean bye = false;
    boolean any = false;
    while (datagram.remaining() >= Integer.BYTES) {
      int start = datagram.position();
      int first = datagram.get();
      int type = datagram.get() & 0xFF;
      int length = (datagram.getShort() & 0xFFFF) * Integer.BYTES;
      boolean isReport = type == SENDER_REPORT || type == RECEIVER_REPORT;
      if ((first & 0xC0) != VERSION || length > datagram.remaining() || !any && !isReport) {
        return null;
      }
      any = true;
      if (type == SENDER_REPORT && length >= 6 * Integer.BYTES) {
        senderReport = (int) (datagram.getLong(datagram.position() + Integer.BYTES) >> Short.SIZE);
      }
      bye |= type == BYE;
      datagram.position(start + Integer.BYTES + length);
    }
    return any ? new Heard(senderReport, bye) : null;
  }
}
