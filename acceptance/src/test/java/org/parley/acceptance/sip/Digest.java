package org.parley.acceptance.sip;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers to digest challenges (RFC 8760, RFC 7616 section 3.4), as an endpoint computes them. */
final class Digest {
  private static final String CLIENT_NONCE = "0a4f113b";

  private Digest() {}

  /** The challenges of a 401, in their order. */
  static List<String> challenges(String refusal) {
    return refusal
        .lines()
        .takeWhile(line -> !line.isEmpty())
        .filter(line -> line.regionMatches(true, 0, "WWW-Authenticate:", 0, 17))
        .map(line -> line.substring(17).strip())
        .toList();
  }

  static String parameter(String challenge, String name) {
    Matcher found =
        Pattern.compile("[ ,]" + name + "=(?:\"([^\"]*)\"|([^, ]*))").matcher(challenge);
    if (!found.find()) {
      return "";
    }
    return found.group(1) != null ? found.group(1) : found.group(2);
  }

  /** The value of an Authorization header. */
  static String answer(
      String refusal,
      String algorithm,
      String user,
      String password,
      String method,
      String uri,
      String count) {
    String challenge =
        challenges(refusal).stream()
            .filter(one -> algorithm(one).equalsIgnoreCase(algorithm))
            .findFirst()
            .orElseThrow(
                () -> new AssertionError("no challenge in " + algorithm + ":\n" + refusal));
    String realm = parameter(challenge, "realm");
    String nonce = parameter(challenge, "nonce");
    String first = hash(algorithm, user + ":" + realm + ":" + password);
    String second = hash(algorithm, method + ":" + uri);
    String response =
        hash(algorithm, String.join(":", first, nonce, count, CLIENT_NONCE, "auth", second));
    return "Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", response=\"%s\", algorithm=%s, cnonce=\"%s\", qop=auth, nc=%s"
        .formatted(user, realm, nonce, uri, response, algorithm, CLIENT_NONCE, count);
  }

  private static String algorithm(String challenge) {
    String named = parameter(challenge, "algorithm");
    return named.isEmpty() ? "MD5" : named;
  }

  private static String hash(String algorithm, String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException unknown) {
      throw new IllegalArgumentException(unknown);
    }
  }
}
