package org.parley.sip.guard;

import org.jspecify.annotations.Nullable;

/** The rules for values of header fields. Each is one pass over them. */
final class Values {
  private static final int MAX_COMMENT_DEPTH = 8;
  private static final long MAX_NUMBER = 0xFFFF_FFFFL;

  private Values() {}

  /** Quoted strings are closed. */
  static @Nullable Fault quotes(byte[] bytes, int start, int end) {
    boolean quoted = false;
    for (int i = start; i < end; i++) {
      byte b = bytes[i];
      if (quoted && b == '\\') {
        i++;
      } else if (b == '"') {
        quoted = !quoted;
      }
    }
    return quoted ? Fault.UNBALANCED : null;
  }

  /**
   * From, To, Contact and routes: brackets and quotes are closed, there is nothing but a URI
   * between brackets, no parameter is empty, and a URI with headers has brackets (RFC 3261 section
   * 20).
   *
   * @param list whether there may be several, parted by commas
   */
  static @Nullable Fault addresses(byte[] bytes, int start, int end, boolean list) {
    boolean quoted = false;
    boolean angle = false;
    boolean bracketed = false;
    boolean content = false;
    byte before = ',';
    for (int i = start; i < end; i++) {
      byte b = bytes[i];
      if (quoted) {
        if (b == '\\') {
          i++;
        } else if (b == '"') {
          quoted = false;
        }
      } else if (angle) {
        if (b == '>') {
          if (before == '<') {
            return Fault.ADDRESS;
          }
          angle = false;
        } else if (!Chars.isUri(b) && b != '|' && b != '^') {
          return b == '<' ? Fault.UNBALANCED : Fault.ADDRESS;
        }
        before = b;
      } else if (!Chars.isSpace(b)) {
        switch (b) {
          case '"' -> {
            if (before != ',' && before != '=') {
              return Fault.UNBALANCED;
            }
            quoted = true;
            content = true;
          }
          case '<' -> {
            if (bracketed) {
              return Fault.UNBALANCED;
            }
            angle = true;
            bracketed = true;
            content = true;
          }
          case '>' -> {
            return Fault.UNBALANCED;
          }
          case ';', ',' -> {
            if (!content || b == ',' && !list) {
              return Fault.ADDRESS;
            }
            content = false;
            bracketed &= b == ';';
          }
          case '?', '\\' -> {
            return Fault.ADDRESS;
          }
          default -> content = true;
        }
        before = b;
      }
    }
    if (quoted || angle) {
      return Fault.UNBALANCED;
    }
    return content ? null : Fault.ADDRESS;
  }

  /** Via: every value names SIP/2.0, a transport and a host; comments and quotes are closed. */
  static @Nullable Fault via(byte[] bytes, int start, int end) {
    int at = start;
    while (true) {
      at = protocol(bytes, at, end);
      if (at < 0) {
        return Fault.VIA;
      }
      boolean quoted = false;
      int depth = 0;
      boolean content = false;
      boolean next = false;
      for (; at < end && !next; at++) {
        byte b = bytes[at];
        if ((quoted || depth > 0) && b == '\\') {
          at++;
        } else if (quoted) {
          quoted = b != '"';
        } else if (b == '(') {
          depth++;
          if (depth > MAX_COMMENT_DEPTH) {
            return Fault.UNBALANCED;
          }
        } else if (b == ')') {
          depth--;
          if (depth < 0) {
            return Fault.UNBALANCED;
          }
        } else if (depth == 0 && !Chars.isSpace(b)) {
          switch (b) {
            case '"' -> quoted = true;
            case '<', '>', '\\' -> {
              return Fault.VIA;
            }
            case ';', ',' -> {
              if (!content) {
                return Fault.VIA;
              }
              content = false;
              next = b == ',';
            }
            default -> content = true;
          }
        }
      }
      if (quoted || depth > 0) {
        return Fault.UNBALANCED;
      }
      if (!next) {
        return content ? null : Fault.VIA;
      }
    }
  }

  /** {@code SIP/2.0/UDP}, spaces anywhere; where the host begins, or -1. */
  private static int protocol(byte[] bytes, int start, int end) {
    int at = expect(bytes, start, end, "sip");
    at = at < 0 ? at : expect(bytes, at, end, "/");
    at = at < 0 ? at : expect(bytes, at, end, "2.0");
    at = at < 0 ? at : expect(bytes, at, end, "/");
    if (at < 0) {
      return -1;
    }
    at = skipSpace(bytes, at, end);
    int transport = at;
    while (at < end && Chars.isToken(bytes[at])) {
      at++;
    }
    int host = skipSpace(bytes, at, end);
    return at > transport && host > at && host < end ? host : -1;
  }

  private static int expect(byte[] bytes, int start, int end, String word) {
    int at = skipSpace(bytes, start, end);
    if (at + word.length() > end) {
      return -1;
    }
    for (int i = 0; i < word.length(); i++) {
      if ((bytes[at + i] | 0x20) != (word.charAt(i) | 0x20)) {
        return -1;
      }
    }
    return at + word.length();
  }

  static int skipSpace(byte[] bytes, int start, int end) {
    int at = start;
    while (at < end && Chars.isSpace(bytes[at])) {
      at++;
    }
    return at;
  }

  /** The end of the number that begins there; the same place if none does. */
  static int digits(byte[] bytes, int start, int end) {
    int at = start;
    while (at < end && Chars.isDigit(bytes[at])) {
      at++;
    }
    return at;
  }

  /** The value of digits: up to 2<sup>32</sup>-1, as many zeros in front as they like; else -1. */
  static long number(byte[] bytes, int start, int end) {
    if (start == end) {
      return -1;
    }
    long value = 0;
    for (int i = start; i < end; i++) {
      value = value * 10 + (bytes[i] - '0');
      if (value > MAX_NUMBER) {
        return -1;
      }
    }
    return value;
  }
}
