package org.parley.tlib.client.im;

/** What became of an invitation that an application sent. */
public sealed interface Invited {
  /** The other party is alerted; how it answers is told to the listener. */
  record Started(ImConversation conversation) implements Invited {}

  /** Nobody was alerted. */
  record Refused(int errorCode, String errorMessage) implements Invited {}

  /**
   * There was no answer. If it did begin, the conversation turns up at the listener after the
   * reconnect.
   */
  record Unknown(String reason) implements Invited {}

  /**
   * The conversation, for callers to whom anything else is a surprise.
   *
   * @throws IllegalStateException unless this is {@link Started}
   */
  default ImConversation orThrow() {
    return switch (this) {
      case Started(var conversation) -> conversation;
      case Refused(int code, var message) ->
          throw new IllegalStateException("refused with error " + code + ": " + message);
      case Unknown(var reason) -> throw new IllegalStateException("no answer: " + reason);
    };
  }
}
