package org.parley.tlib.client.im;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.parley.tlib.KvList;

/**
 * A message of a conversation.
 *
 * @param seq its place in the conversation, the same for all parties, from 1
 * @param messageId the writer's own id of it
 * @param time when it was accepted
 * @param fromDn number of the writer
 * @param fromName login name of the writer
 * @param fromRole {@code agent}, {@code customer}, {@code system} or {@code supervisor}
 */
public record ImText(
    int seq,
    String messageId,
    Instant time,
    String fromDn,
    String fromName,
    String fromLocation,
    String fromRole,
    String visibility,
    String contentType,
    String text) {

  /** Reads the keys of message 8002; empty when there is no number or no text. */
  static Optional<ImText> of(KvList keys) {
    if (keys.integer("im-seq").isEmpty() || keys.text("im-text").isEmpty()) {
      return Optional.empty();
    }
    String fromDn = keys.text("im-from-dn").orElse("");
    return Optional.of(
        new ImText(
            keys.integer("im-seq").getAsInt(),
            keys.text("im-msg-id").orElse(""),
            time(keys.text("im-time").orElse("")),
            fromDn,
            keys.text("im-from-name").orElse(fromDn),
            keys.text("im-from-location").orElse(""),
            keys.text("im-from-role").orElse("agent"),
            keys.text("im-visibility").orElse("all"),
            keys.text("im-content-type").orElse("text/plain;charset=UTF-8"),
            keys.text("im-text").get()));
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException unknown) {
      return Instant.EPOCH;
    }
  }

  /** Without the text, which is not for logs. */
  @Override
  public String toString() {
    return "ImText[" + seq + ", from " + fromDn + "]";
  }
}
