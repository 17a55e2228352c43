package org.parley.sip.message;

import org.jspecify.annotations.Nullable;

/**
 * An answer to be sent. The stack copies Via, From, To, Call-ID, CSeq and, into one that makes a
 * dialog, Record-Route, and adds Contact where the answer wants one.
 *
 * @param code 101 to 699; 100 is the stack's
 * @param toTag of the dialog that it makes or belongs to; null lets the stack draw one
 */
public record Answer(
    int code, String reason, @Nullable String toTag, HeaderFields headers, Body body) {

  public static Answer of(int code, String reason) {
    return new Answer(code, reason, null, HeaderFields.none(), Body.none());
  }

  public Answer with(String header, String value) {
    return new Answer(code, reason, toTag, headers.with(header, value), body);
  }

  /** With that reason phrase. */
  public Answer because(String phrase) {
    return new Answer(code, phrase, toTag, headers, body);
  }

  public Answer tagged(String tag) {
    return new Answer(code, reason, tag, headers, body);
  }

  public Answer with(Body content) {
    return new Answer(code, reason, toTag, headers, content);
  }
}
