package org.parley.sip.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.parley.contracts.config.DigestAlgorithm;
import org.parley.contracts.config.SipCredentials;

/** The arithmetic of RFC 7616 section 3.4.1 for {@code qop=auth}. */
final class Digests {

  /**
   * What the response must be.
   *
   * @param hashedA1 {@code H(A1)} by the same algorithm, in hexadecimal
   */
  static String response(
      DigestAlgorithm algorithm, String hashedA1, String method, DigestCredentials given) {
    String hashedA2 = hash(algorithm, method + ":" + given.uri());
    return hash(
        algorithm,
        String.join(
            ":", hashedA1, given.nonce(), given.nc(), given.cnonce(), given.qop(), hashedA2));
  }

  static String hashedA1(DigestAlgorithm algorithm, SipCredentials credentials) {
    return switch (algorithm) {
      case MD5 -> credentials.md5();
      case SHA_256 -> credentials.sha256();
    };
  }

  /** In a time that does not depend on where they differ. */
  static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static String hash(DigestAlgorithm algorithm, String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance(algorithm.toString())
                  .digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(algorithm + " is missing in this Java", e);
    }
  }

  private Digests() {}
}
