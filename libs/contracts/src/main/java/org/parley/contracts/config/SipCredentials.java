package org.parley.contracts.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a digest of a DN's SIP password is checked against: {@code H(user:realm:password)}, called
 * {@code H(A1)} in RFC 7616, in lower-case hexadecimal. The user is the number of the DN. Whoever
 * has it can register as the DN, so it is as secret as the password, but it says nothing about
 * other services where the same password is used.
 *
 * @param md5 by the algorithm {@code MD5}
 * @param sha256 by {@code SHA-256} (RFC 8760)
 */
public record SipCredentials(String md5, String sha256) {

  /** The realm in which all DNs of a switch have their passwords. */
  public static String realm(String switchName) {
    return "parley-" + switchName;
  }

  public static SipCredentials of(String switchName, String number, String password) {
    byte[] a1 =
        (number + ":" + realm(switchName) + ":" + password).getBytes(StandardCharsets.UTF_8);
    return new SipCredentials(hash("MD5", a1), hash("SHA-256", a1));
  }

  private static String hash(String algorithm, byte[] text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(algorithm + " is missing in this Java", e);
    }
  }

  @Override
  public String toString() {
    return "SipCredentials[...]";
  }
}
