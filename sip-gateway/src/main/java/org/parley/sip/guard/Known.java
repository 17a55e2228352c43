package org.parley.sip.guard;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The header fields that the guard looks into. */
enum Known {
  VIA("Via", 'v', Rule.VIA, false),
  FROM("From", 'f', Rule.ADDRESS, true),
  TO("To", 't', Rule.ADDRESS, true),
  CALL_ID("Call-ID", 'i', Rule.CALL_ID, true),
  CSEQ("CSeq", '\0', Rule.CSEQ, true),
  MAX_FORWARDS("Max-Forwards", '\0', Rule.NUMBER, true),
  CONTENT_LENGTH("Content-Length", 'l', Rule.CONTENT_LENGTH, true),
  CONTENT_TYPE("Content-Type", 'c', Rule.QUOTES, true),
  CONTENT_ENCODING("Content-Encoding", 'e', Rule.NONE, false),
  CONTENT_DISPOSITION("Content-Disposition", '\0', Rule.QUOTES, true),
  CONTACT("Contact", 'm', Rule.ADDRESSES, false),
  ROUTE("Route", '\0', Rule.ADDRESSES, false),
  RECORD_ROUTE("Record-Route", '\0', Rule.ADDRESSES, false),
  PATH("Path", '\0', Rule.ADDRESSES, false),
  REFER_TO("Refer-To", 'r', Rule.ADDRESS, true),
  EXPIRES("Expires", '\0', Rule.NUMBER, true),
  MIN_EXPIRES("Min-Expires", '\0', Rule.NUMBER, true),
  RETRY_AFTER("Retry-After", '\0', Rule.LEADING_NUMBER, true),
  SESSION_EXPIRES("Session-Expires", 'x', Rule.LEADING_NUMBER, true),
  MIN_SE("Min-SE", '\0', Rule.LEADING_NUMBER, true),
  AUTHORIZATION("Authorization", '\0', Rule.QUOTES, false),
  PROXY_AUTHORIZATION("Proxy-Authorization", '\0', Rule.QUOTES, false),
  WWW_AUTHENTICATE("WWW-Authenticate", '\0', Rule.QUOTES, false),
  PROXY_AUTHENTICATE("Proxy-Authenticate", '\0', Rule.QUOTES, false),
  SUBJECT("Subject", 's', Rule.NONE, false),
  SUPPORTED("Supported", 'k', Rule.NONE, false),
  EVENT("Event", 'o', Rule.NONE, false),
  ALLOW_EVENTS("Allow-Events", 'u', Rule.NONE, false),
  REFERRED_BY("Referred-By", 'b', Rule.NONE, false),
  REASON("Reason", '\0', Rule.QUOTES, false);

  /** How the value is looked at. */
  enum Rule {
    NONE,
    QUOTES,
    VIA,
    ADDRESS,
    ADDRESSES,
    CALL_ID,
    CSEQ,
    NUMBER,
    LEADING_NUMBER,
    CONTENT_LENGTH
  }

  private static final Known[] ALL = values();

  private final String name;
  private final byte[] lower;
  private final char compact;
  private final Rule rule;
  private final boolean single;

  Known(String name, char compact, Rule rule, boolean single) {
    this.name = name;
    this.lower = name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
    this.compact = compact;
    this.rule = rule;
    this.single = single;
  }

  String fieldName() {
    return name;
  }

  Rule rule() {
    return rule;
  }

  /** Whether a message has it at most once. */
  boolean isSingle() {
    return single;
  }

  /** The one of that name, long or compact (RFC 3261 section 7.3.3), whatever the case. */
  static @Nullable Known named(byte[] bytes, int start, int end) {
    int length = end - start;
    if (length == 1) {
      int letter = lower(bytes[start]);
      for (Known known : ALL) {
        if (known.compact == letter) {
          return known;
        }
      }
      return null;
    }
    for (Known known : ALL) {
      if (known.lower.length == length && known.matches(bytes, start)) {
        return known;
      }
    }
    return null;
  }

  private boolean matches(byte[] bytes, int start) {
    for (int i = 0; i < lower.length; i++) {
      if (lower(bytes[start + i]) != lower[i]) {
        return false;
      }
    }
    return true;
  }

  private static int lower(byte b) {
    return b >= 'A' && b <= 'Z' ? b + 32 : b;
  }
}
