package org.parley.sip.auth;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The value of an Authorization header of scheme Digest (RFC 7616 section 3.4), without regard to
 * whether it proves anything.
 *
 * @param algorithm as written; {@code MD5} where none is
 * @param qop empty where none is: the form of RFC 2069, in which nothing guards against repetition
 * @param cnonce empty without qop
 * @param nc eight hexadecimal digits; empty without qop
 * @param response in lower case
 */
record DigestCredentials(
    String username,
    String realm,
    String nonce,
    String uri,
    String algorithm,
    String qop,
    String cnonce,
    String nc,
    String response) {
  private static final int MAX_LENGTH = 2048;
  private static final int MAX_PARAMETERS = 20;
  private static final String SCHEME = "digest ";
  private static final String TOKEN_MARKS = "-.!%*_+`'~";
  private static final Pattern COUNT = Pattern.compile("\\p{XDigit}{8}");
  private static final Pattern HEX = Pattern.compile("\\p{XDigit}{32,128}");

  /** Whether a value is of scheme Digest at all. */
  static boolean isDigest(String header) {
    return header.stripLeading().toLowerCase(Locale.ROOT).startsWith(SCHEME);
  }

  /** Empty for one that is not well formed, lacks what is mandatory, or has something twice. */
  static Optional<DigestCredentials> parse(String header) {
    String text = header.strip();
    if (text.length() > MAX_LENGTH || !isDigest(text)) {
      return Optional.empty();
    }
    @Nullable Map<String, String> parameters = new Reader(text, SCHEME.length()).parameters();
    if (parameters == null
        || !parameters
            .keySet()
            .containsAll(List.of("username", "realm", "nonce", "uri", "response"))) {
      return Optional.empty();
    }
    var read =
        new DigestCredentials(
            parameters.getOrDefault("username", ""),
            parameters.getOrDefault("realm", ""),
            parameters.getOrDefault("nonce", ""),
            parameters.getOrDefault("uri", ""),
            parameters.getOrDefault("algorithm", "MD5"),
            parameters.getOrDefault("qop", ""),
            parameters.getOrDefault("cnonce", ""),
            parameters.getOrDefault("nc", ""),
            parameters.getOrDefault("response", "").toLowerCase(Locale.ROOT));
    boolean counted = !read.cnonce.isEmpty() && COUNT.matcher(read.nc).matches();
    return HEX.matcher(read.response).matches() && (read.qop.isEmpty() || counted)
        ? Optional.of(read)
        : Optional.empty();
  }

  /** How often the nonce has been used, this time included. */
  long count() {
    return Long.parseLong(nc, 16);
  }

  /** Without what a password could be tried against. */
  @Override
  public String toString() {
    return "DigestCredentials[" + username + "]";
  }

  /** {@code name=value, name="value"} to its end. */
  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text, int at) {
      this.text = text;
      this.at = at;
    }

    @Nullable Map<String, String> parameters() {
      Map<String, String> parameters = new HashMap<>();
      do {
        blanks();
        String name = token().toLowerCase(Locale.ROOT);
        blanks();
        if (name.isEmpty() || !take('=') || parameters.size() == MAX_PARAMETERS) {
          return null;
        }
        blanks();
        @Nullable String value =
            at < text.length() && text.charAt(at) == '"' ? quoted() : tokenIfAny();
        if (value == null || parameters.putIfAbsent(name, value) != null) {
          return null;
        }
        blanks();
      } while (take(','));
      return at == text.length() ? parameters : null;
    }

    private boolean take(char wanted) {
      boolean there = at < text.length() && text.charAt(at) == wanted;
      at += there ? 1 : 0;
      return there;
    }

    private void blanks() {
      while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
        at++;
      }
    }

    private String token() {
      int from = at;
      while (at < text.length() && isToken(text.charAt(at))) {
        at++;
      }
      return text.substring(from, at);
    }

    private @Nullable String tokenIfAny() {
      String token = token();
      return token.isEmpty() ? null : token;
    }

    private static boolean isToken(char c) {
      return c >= 'a' && c <= 'z'
          || c >= 'A' && c <= 'Z'
          || c >= '0' && c <= '9'
          || TOKEN_MARKS.indexOf(c) >= 0;
    }

    /** Null when it does not end, or holds what no quoted string may. */
    private @Nullable String quoted() {
      var value = new StringBuilder();
      for (at++; at < text.length(); at++) {
        char c = text.charAt(at);
        if (c == '"') {
          at++;
          return value.toString();
        }
        if (c == '\\') {
          at++;
          if (at == text.length()) {
            return null;
          }
          c = text.charAt(at);
        }
        if (c < ' ' && c != '\t' || c == 0x7F) {
          return null;
        }
        value.append(c);
      }
      return null;
    }
  }
}
