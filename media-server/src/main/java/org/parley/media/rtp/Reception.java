package org.parley.media.rtp;

/**
 * What is known of a stream that comes in, for the reports about it (RFC 3550 section 6.4.1 and
 * appendix A). One SSRC: another one is another stream.
 */
public final class Reception {
  private final int ssrc;
  private final int clockRate;
  private final int baseSequence;
  private int highest;
  private int cycles;
  private long received;
  private long expectedBefore;
  private long receivedBefore;
  private double jitter;
  private int transit;

  /**
   * @param firstSequence of the packet that it is known from; that one is counted by {@link
   *     #received} like all others
   */
  public Reception(int ssrc, int firstSequence, int clockRate) {
    this.ssrc = ssrc;
    this.clockRate = clockRate;
    this.baseSequence = firstSequence;
    this.highest = firstSequence;
  }

  public int ssrc() {
    return ssrc;
  }

  /** Takes note of a packet that came at that time. */
  public void received(int sequence, int timestamp, long nanos) {
    if (RtpPacket.distance(highest, sequence) > 0) {
      if (sequence < highest) {
        cycles += 1 << Short.SIZE;
      }
      highest = sequence;
    }
    int arrival = (int) (nanos / 1_000 * clockRate / 1_000_000);
    int now = arrival - timestamp;
    if (received > 0) {
      jitter += (Math.abs((double) (now - transit)) - jitter) / 16;
    }
    transit = now;
    received++;
  }

  /** The sequence number that is the highest so far, with the number of rounds above it. */
  public int extendedHighest() {
    return cycles + highest;
  }

  /** In units of the clock of the stream. */
  public int jitter() {
    return (int) jitter;
  }

  /** Packets that are missing, less those that came twice. */
  public int lost() {
    return Math.clamp(expected() - received, -0x80_0000, 0x7F_FFFF);
  }

  private long expected() {
    return (long) extendedHighest() - baseSequence + 1;
  }

  /** Lost since this was asked the last time, in 256ths of what was expected. */
  public int fractionLost() {
    long expected = expected() - expectedBefore;
    long lost = expected - (received - receivedBefore);
    expectedBefore = expected();
    receivedBefore = received;
    return expected <= 0 || lost <= 0 ? 0 : (int) Math.min(255, (lost << 8) / expected);
  }
}
