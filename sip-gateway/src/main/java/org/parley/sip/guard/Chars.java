package org.parley.sip.guard;

/** Classes of bytes (RFC 3261 section 25.1). */
final class Chars {
  private static final boolean[] TOKEN = table("-.!%*_+`'~");
  private static final boolean[] URI = table("-_.!~*'()%;/?:@&=+$,#[]`");

  private Chars() {}

  private static boolean[] table(String marks) {
    boolean[] table = new boolean[128];
    for (char c = 0; c < 128; c++) {
      table[c] =
          c >= '0' && c <= '9'
              || c >= 'A' && c <= 'Z'
              || c >= 'a' && c <= 'z'
              || marks.indexOf(c) >= 0;
    }
    return table;
  }

  static boolean isToken(byte b) {
    return b >= 0 && TOKEN[b];
  }

  static boolean isUri(byte b) {
    return b >= 0 && URI[b];
  }

  static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  static boolean isAlpha(byte b) {
    return b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z';
  }

  /** Space, tab, or half of the line end of a folded line. */
  static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }

  /** What has no place in a header: all control bytes but the tab. CR and LF are seen to before. */
  static boolean isControl(byte b) {
    return b >= 0 && b < ' ' && b != '\t' || b == 0x7F;
  }
}
