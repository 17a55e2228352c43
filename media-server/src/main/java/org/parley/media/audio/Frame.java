package org.parley.media.audio;

import java.time.Duration;

/** The unit in which audio is read, mixed and sent: 20 ms, the packet time of RFC 3551. */
public final class Frame {
  /** Samples a second. */
  public static final int RATE = 8_000;

  /** Samples of one frame. */
  public static final int SAMPLES = 160;

  public static final Duration LENGTH = Duration.ofMillis(20);

  private Frame() {}

  /** Puts a sum into the range of a sample: louder than the loudest is the loudest. */
  public static short clip(int sum) {
    return (short) Math.clamp(sum, Short.MIN_VALUE, Short.MAX_VALUE);
  }
}
