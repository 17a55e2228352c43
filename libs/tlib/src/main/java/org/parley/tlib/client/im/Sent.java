package org.parley.tlib.client.im;

/** What became of a message that was sent. */
public sealed interface Sent {
  /** Stored: it can no longer be lost, and is in the conversation once. */
  record Accepted(String messageId) implements Sent {}

  /** Not stored. */
  record Refused(int errorCode, String errorMessage) implements Sent {}

  /** The client was closed, or the server fell silent, before there was an answer. */
  record Unknown(String reason) implements Sent {}
}
