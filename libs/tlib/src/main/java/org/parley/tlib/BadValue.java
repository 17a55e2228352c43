package org.parley.tlib;

/**
 * A JSON value that is not what its attribute wants. Says what is wrong and what is valid, in words
 * for the writer of a client; never leaves {@link TlibCodec}.
 */
final class BadValue extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadValue(String what) {
    super(what, null, false, false);
  }

  /** The sentence. */
  String what() {
    return String.valueOf(getMessage());
  }

  /** What a peer wrote, fit for an error message: short and printable. */
  static String quote(String text) {
    String cut = text.length() > 64 ? text.substring(0, 64) + "..." : text;
    return "\"" + cut.replaceAll("[^\\x20-\\x7E]", "?") + "\"";
  }
}
