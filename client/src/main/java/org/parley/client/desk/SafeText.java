package org.parley.client.desk;

/**
 * Text of others made fit for a terminal: a message must not be able to move the cursor, change
 * colours, hide what it says or turn the line around.
 */
final class SafeText {
  private SafeText() {}

  /** The text with everything that a terminal would obey made visible; lines indented. */
  static String of(String text) {
    var out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          if (c == '\n') {
            out.append("\n          ");
          } else if (c == '\t') {
            out.append("    ");
          } else if (isCommand(c)) {
            out.append("\\u{").append(Integer.toHexString(c)).append('}');
          } else {
            out.appendCodePoint(c);
          }
        });
    return out.toString();
  }

  /** Control characters, and the marks that turn text around; joiners of emoji stay. */
  private static boolean isCommand(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.SURROGATE -> true;
      case Character.FORMAT ->
          (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      default -> false;
    };
  }
}
