package org.parley.media.jitter;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.parley.media.audio.Codec;
import org.parley.media.audio.Frame;
import org.parley.media.rtp.RtpPacket;

/**
 * One stream, from packets to frames. It waits until there is enough to play for a while, then
 * gives one frame each time it is asked. A packet that is missing when its time has come is
 * silence; one that comes after its time is thrown away, and makes the buffer wait a little longer
 * from the next pause on. When for a long time more was there than was needed, one packet is left
 * out.
 *
 * <p>Packets need not be of 20 ms. Used by one thread.
 */
public final class JitterBuffer {
  /** Packets at most, a little more than a second. Beyond it the stream is taken to begin anew. */
  private static final int SLOTS = 64;

  private static final int FEWEST = 2;
  private static final int MOST = 10;

  /** Frames after which a buffer that was never short of anything gets shorter. */
  private static final int CALM = 500;

  private final @Nullable RtpPacket[] slots = new RtpPacket[SLOTS];
  private final short[] decoded = new short[Frame.SAMPLES + RtpPacket.LONGEST_PAYLOAD];
  private int decodedSamples;

  private @Nullable Codec codec;
  private int ssrc;
  private int next;
  private int highest;
  private boolean begun;
  private boolean playing;
  private int wanted = FEWEST;
  private int fewestSeen = SLOTS;
  private int asked;
  private long late;
  private long missing;

  /** Takes in a packet of audio in that codec. */
  public void put(RtpPacket packet, Codec by) {
    boolean another = !begun || packet.ssrc() != ssrc || by != codec;
    int ahead = RtpPacket.distance(next, packet.sequence());
    if (another || ahead >= SLOTS || ahead < -SLOTS) {
      begin(packet, by);
    } else if (ahead < 0) {
      late++;
      wanted = Math.min(MOST, wanted + 1);
      return;
    }
    slots[packet.sequence() % SLOTS] = packet;
    if (RtpPacket.distance(highest, packet.sequence()) > 0) {
      highest = packet.sequence();
    }
  }

  private void begin(RtpPacket packet, Codec by) {
    Arrays.fill(slots, null);
    codec = by;
    ssrc = packet.ssrc();
    next = packet.sequence();
    highest = packet.sequence();
    begun = true;
    playing = false;
    decodedSamples = 0;
    fewestSeen = SLOTS;
    asked = 0;
  }

  /**
   * The next frame; to be asked for every 20 ms.
   *
   * @return false: there is nothing to be heard, and {@code into} is as it was
   */
  public boolean take(short[] into) {
    if (!playing && buffered() < wanted) {
      return false;
    }
    playing = true;
    while (decodedSamples < Frame.SAMPLES) {
      if (buffered() == 0) {
        playing = false;
        decodedSamples = 0;
        return false;
      }
      decodeNext();
    }
    System.arraycopy(decoded, 0, into, 0, Frame.SAMPLES);
    decodedSamples -= Frame.SAMPLES;
    System.arraycopy(decoded, Frame.SAMPLES, decoded, 0, decodedSamples);
    adapt();
    return true;
  }

  private void decodeNext() {
    RtpPacket packet = slots[next % SLOTS];
    slots[next % SLOTS] = null;
    next = next + 1 & 0xFFFF;
    if (packet == null) {
      missing++;
      Arrays.fill(decoded, decodedSamples, decodedSamples + Frame.SAMPLES, (short) 0);
      decodedSamples += Frame.SAMPLES;
    } else if (codec != null) {
      codec.decode(packet.payload(), decoded, decodedSamples);
      decodedSamples += codec.samples(packet.payload().length);
    }
  }

  /** Packets from the next one that is due to the newest one, those that are missing included. */
  private int buffered() {
    return begun ? Math.max(0, RtpPacket.distance(next, highest) + 1) : 0;
  }

  private void adapt() {
    fewestSeen = Math.min(fewestSeen, buffered());
    asked++;
    if (asked >= CALM) {
      if (fewestSeen > FEWEST) {
        slots[next % SLOTS] = null;
        next = next + 1 & 0xFFFF;
        wanted = Math.max(FEWEST, wanted - 1);
      }
      fewestSeen = SLOTS;
      asked = 0;
    }
  }

  /** Packets that came after their time. */
  public long late() {
    return late;
  }

  /** Packets that were not there when their time had come. */
  public long missing() {
    return missing;
  }
}
