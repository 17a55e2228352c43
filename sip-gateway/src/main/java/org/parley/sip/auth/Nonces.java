package org.parley.sip.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.OptionalLong;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Nonces that say themselves when and for whom they were made, signed so that nobody else can make
 * one. Only those that somebody used with the right password are remembered, with the count they
 * were last used with; when there are too many of them the oldest is given up, and with it all that
 * are older, so that none can be used twice.
 */
final class Nonces {
  private static final String MAC = "HmacSHA256";
  private static final int SIGNATURE = 16;
  private static final int LENGTH = 2 * Long.BYTES + SIGNATURE;

  private final SecretKeySpec secret;
  private final Duration lifetime;
  private final int capacity;
  private final TreeMap<Long, Long> lastCounts = new TreeMap<>();
  private long issued;
  private long oldest;

  /**
   * @param capacity how many are remembered
   */
  Nonces(byte[] secret, Duration lifetime, int capacity) {
    this.secret = new SecretKeySpec(secret, MAC);
    this.lifetime = lifetime;
    this.capacity = capacity;
  }

  String issue(String source, Instant now) {
    var nonce = ByteBuffer.allocate(LENGTH).putLong(now.toEpochMilli()).putLong(++issued);
    nonce.put(signature(nonce.array(), source));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(nonce.array());
  }

  /** The number of a nonce that was made here, for that source, and is still good. */
  OptionalLong numberOf(String nonce, String source, Instant now) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(nonce);
    } catch (IllegalArgumentException e) {
      return OptionalLong.empty();
    }
    if (bytes.length != LENGTH) {
      return OptionalLong.empty();
    }
    byte[] signature = Arrays.copyOfRange(bytes, LENGTH - SIGNATURE, LENGTH);
    if (!MessageDigest.isEqual(signature, signature(bytes, source))) {
      return OptionalLong.empty();
    }
    var read = ByteBuffer.wrap(bytes);
    boolean expired = now.isAfter(Instant.ofEpochMilli(read.getLong()).plus(lifetime));
    long number = read.getLong();
    return expired || number < oldest ? OptionalLong.empty() : OptionalLong.of(number);
  }

  /** Whether a nonce was never used with that count, or a higher one, before. It is now. */
  boolean use(long number, long count) {
    if (number < oldest || count <= lastCounts.getOrDefault(number, 0L)) {
      return false;
    }
    lastCounts.put(number, count);
    while (lastCounts.size() > capacity) {
      oldest = lastCounts.pollFirstEntry().getKey() + 1;
    }
    return number >= oldest;
  }

  private byte[] signature(byte[] nonce, String source) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(secret);
      mac.update(nonce, 0, 2 * Long.BYTES);
      byte[] whole = mac.doFinal(source.getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(whole, SIGNATURE);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(MAC + " is missing in this Java", e);
    }
  }
}
