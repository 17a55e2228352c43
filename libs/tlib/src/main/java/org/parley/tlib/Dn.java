package org.parley.tlib;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A directory number: the address of an agent's extension, a routing point, a queue or a trunk.
 *
 * @param number 1 to {@link #MAX_LENGTH} visible ASCII characters
 */
public record Dn(@JsonValue String number) {
  /** Longest number accepted anywhere. */
  public static final int MAX_LENGTH = 64;

  @JsonCreator
  public Dn {
    if (number.isEmpty() || number.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a DN has 1 to " + MAX_LENGTH + " characters, got " + number.length());
    }
    if (!number.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw new IllegalArgumentException("a DN has visible ASCII characters only");
    }
  }

  @Override
  public String toString() {
    return number;
  }
}
