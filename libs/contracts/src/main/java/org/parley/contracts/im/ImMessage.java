package org.parley.contracts.im;

import java.time.Instant;
import org.parley.tlib.Dn;

/**
 * A message as the session keeps it.
 *
 * @param seq its place in the session, the same for all parties, from 1 without gaps
 * @param messageId the sender's own id of it
 * @param time when it was accepted
 * @param fromName login name of the sender
 * @param fromLocation switch of the sender
 */
public record ImMessage(
    int seq,
    String messageId,
    Instant time,
    Dn from,
    String fromName,
    String fromLocation,
    SenderRole fromRole,
    Visibility visibility,
    String contentType,
    String text) {

  /** Who writes; on the wire in lower case as {@code im-from-role}. */
  public enum SenderRole {
    AGENT,
    CUSTOMER,
    SYSTEM,
    SUPERVISOR
  }

  /** Who may read; on the wire in lower case as {@code im-visibility}. */
  public enum Visibility {
    ALL,
    AGENT
  }

  /** This message, with the objects of another message of the sender where they are equal. */
  ImMessage sharing(ImMessage other) {
    return new ImMessage(
        seq,
        messageId,
        time,
        same(from, other.from),
        same(fromName, other.fromName),
        same(fromLocation, other.fromLocation),
        fromRole,
        visibility,
        same(contentType, other.contentType),
        text);
  }

  private static <T> T same(T own, T others) {
    return own.equals(others) ? others : own;
  }

  /** Without the text, which is not for logs. */
  @Override
  public String toString() {
    return "ImMessage[" + seq + ", " + messageId + ", from " + from + "]";
  }
}
