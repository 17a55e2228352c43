package org.parley.tlib;

import java.util.HexFormat;

/**
 * What the JSON parser lets pass or takes too hard: it reads overlong and surrogate forms of UTF-8,
 * and gives up on an escaped half of a surrogate pair, which browsers send when a text is cut
 * inside an emoji.
 */
final class Utf8 {
  private static final int[] LEAST = {0, 0, 0x80, 0x800, 0x1_0000};

  private Utf8() {}

  /** The place of the first byte that is not well-formed UTF-8 (RFC 3629), or -1. */
  static int firstBad(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int i = offset;
    while (i < end) {
      if (bytes[i] >= 0) {
        i++;
        continue;
      }
      int size = sizeOf(bytes[i]);
      if (size == 0 || i + size > end) {
        return i - offset;
      }
      int c = bytes[i] & (0x7F >> size);
      for (int k = 1; k < size; k++) {
        if ((bytes[i + k] & 0xC0) != 0x80) {
          return i - offset;
        }
        c = c << 6 | (bytes[i + k] & 0x3F);
      }
      if (c < LEAST[size] || c > Character.MAX_CODE_POINT || (c >= 0xD800 && c <= 0xDFFF)) {
        return i - offset;
      }
      i += size;
    }
    return -1;
  }

  private static int sizeOf(byte first) {
    int leadingOnes = Integer.numberOfLeadingZeros(~(first << 24));
    return leadingOnes >= 2 && leadingOnes <= 4 ? leadingOnes : 0;
  }

  /** The JSON with U+FFFD for every escaped half of a surrogate pair. */
  static byte[] withoutHalfPairs(byte[] json, int offset, int length) {
    byte[] copy = new byte[length];
    System.arraycopy(json, offset, copy, 0, length);
    int i = 0;
    while (i < length) {
      if (copy[i] != '\\') {
        i++;
        continue;
      }
      int unit = escapedUnit(copy, i);
      if (unit < 0 || !Character.isSurrogate((char) unit)) {
        i += 2;
      } else if (Character.isHighSurrogate((char) unit)
          && Character.isLowSurrogate((char) Math.max(0, escapedUnit(copy, i + 6)))) {
        i += 12;
      } else {
        copy[i + 2] = 'F';
        copy[i + 3] = 'F';
        copy[i + 4] = 'F';
        copy[i + 5] = 'D';
        i += 6;
      }
    }
    return copy;
  }

  /** The value of a four digit escape at that place, or -1 when there is none. */
  private static int escapedUnit(byte[] json, int at) {
    if (at + 6 > json.length || json[at] != '\\' || json[at + 1] != 'u') {
      return -1;
    }
    int value = 0;
    for (int i = at + 2; i < at + 6; i++) {
      if (json[i] < 0 || !HexFormat.isHexDigit(json[i])) {
        return -1;
      }
      value = value << 4 | HexFormat.fromHexDigit(json[i]);
    }
    return value;
  }
}
