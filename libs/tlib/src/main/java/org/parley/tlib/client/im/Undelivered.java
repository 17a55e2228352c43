package org.parley.tlib.client.im;

import org.parley.tlib.KvList;

/**
 * A message that was accepted, and that a SIP endpoint of the other party did not take. It stays in
 * the conversation, and other clients of that party have got it.
 *
 * @param messageId the writer's own id of it
 * @param seq its place in the conversation; 0 when the server did not say
 * @param toDn whose endpoint missed it; empty when the server did not say
 * @param reason in words
 * @param code the SIP answer of the endpoint, 408 for none; 0 when the server did not say
 */
public record Undelivered(String messageId, int seq, String toDn, String reason, int code) {

  /** Reads the keys of message 8004. */
  static Undelivered of(KvList keys) {
    return new Undelivered(
        keys.text("im-msg-id").orElse(""),
        keys.integer("im-seq").orElse(0),
        keys.text("im-to-dn").orElse(""),
        keys.text("im-error").orElse(""),
        keys.integer("im-error-code").orElse(0));
  }
}
