package org.parley.contracts.config;

import java.util.Arrays;
import java.util.Optional;

/**
 * Values of {@code sip-digest-algorithms}; {@link #toString} is the name on the wire (RFC 8760).
 */
public enum DigestAlgorithm {
  SHA_256("SHA-256"),
  MD5("MD5");

  private final String text;

  DigestAlgorithm(String text) {
    this.text = text;
  }

  /** Whatever the case. */
  public static Optional<DigestAlgorithm> named(String text) {
    return Arrays.stream(values()).filter(value -> value.text.equalsIgnoreCase(text)).findFirst();
  }

  @Override
  public String toString() {
    return text;
  }
}
