package org.parley.media.rtp;

import java.util.random.RandomGenerator;

/**
 * What is sent to one party. The same SSRC, sequence numbers without a gap, and timestamps that go
 * on with the clock, whatever the party is given to hear: it must not notice a change from the
 * conference to music and back but by what it hears.
 */
public final class OutgoingStream {
  private final int ssrc;
  private int sequence;
  private int timestamp;
  private boolean first = true;
  private long packets;
  private long bytes;

  public OutgoingStream(RandomGenerator random) {
    // Random beginnings: RFC 3550 section 5.1.
    this.ssrc = random.nextInt();
    this.sequence = random.nextInt() & 0xFFFF;
    this.timestamp = random.nextInt();
  }

  /**
   * The next packet of audio; to be asked for once each frame.
   *
   * @param samples that the payload stands for
   */
  public RtpPacket next(int payloadType, byte[] payload, int samples) {
    RtpPacket packet = packet(payloadType, first, timestamp, payload);
    timestamp += samples;
    first = false;
    return packet;
  }

  /** A packet beside the audio, at a time of its own: a telephone event (RFC 4733). */
  public RtpPacket beside(int payloadType, boolean marker, int at, byte[] payload) {
    return packet(payloadType, marker, at, payload);
  }

  private RtpPacket packet(int payloadType, boolean marker, int at, byte[] payload) {
    var packet = new RtpPacket(payloadType, marker, sequence, at, ssrc, payload);
    sequence = sequence + 1 & 0xFFFF;
    packets++;
    bytes += payload.length;
    return packet;
  }

  /** A frame went by and nothing was sent: the clock of the stream goes on. */
  public void pause(int samples) {
    timestamp += samples;
    first = true;
  }

  public int ssrc() {
    return ssrc;
  }

  /** The timestamp of the next packet. */
  public int timestamp() {
    return timestamp;
  }

  public long packets() {
    return packets;
  }

  /** Of payload. */
  public long bytes() {
    return bytes;
  }
}
