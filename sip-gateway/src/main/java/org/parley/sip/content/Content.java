package org.parley.sip.content;

/** What the body of a MESSAGE turned out to be. */
public sealed interface Content {

  /** Something said. */
  record Text(String text) implements Content {
    /** As the session keeps it. */
    public static final String TYPE = "text/plain;charset=UTF-8";

    /** Without the text, which is not for logs. */
    @Override
    public String toString() {
      return "Text[" + text.length() + " chars]";
    }
  }

  /** Somebody is writing, or is not any more. */
  record Composing(boolean active) implements Content {}

  /**
   * A message did not get where it should, says the one who had taken it.
   *
   * @param sipCode what comes nearest to it
   */
  record NotDelivered(String messageId, int sipCode, String reason) implements Content {}

  /** Nothing that anybody need know: no text, or a notice of success. */
  record Nothing() implements Content {}

  /** To be refused with that answer. */
  record Unreadable(int code, String reason) implements Content {}
}
