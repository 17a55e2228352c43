package org.parley.media.dtmf;

import org.jspecify.annotations.Nullable;

/**
 * The payload of one packet (RFC 4733 section 2.3).
 *
 * @param key 0 to 15: the place in {@link #KEYS}
 * @param end whether the key has been let go
 * @param volume attenuation in dB, 0 to 63
 * @param duration so far, in samples, at most 65,535
 */
public record TelephoneEvent(int key, boolean end, int volume, int duration) {
  public static final String KEYS = "0123456789*#ABCD";

  static final int LENGTH = 4;

  /**
   * @return null: it is none, or an event that is no key
   */
  public static @Nullable TelephoneEvent read(byte[] payload) {
    if (payload.length < LENGTH || payload[0] < 0 || payload[0] >= KEYS.length()) {
      return null;
    }
    return new TelephoneEvent(
        payload[0],
        (payload[1] & 0x80) != 0,
        payload[1] & 0x3F,
        (payload[2] & 0xFF) << Byte.SIZE | payload[3] & 0xFF);
  }

  public byte[] write() {
    return new byte[] {
      (byte) key,
      (byte) ((end ? 0x80 : 0) | volume),
      (byte) (duration >> Byte.SIZE),
      (byte) duration
    };
  }

  public char symbol() {
    return KEYS.charAt(key);
  }
}
