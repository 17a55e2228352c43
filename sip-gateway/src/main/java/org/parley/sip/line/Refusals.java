package org.parley.sip.line;

import org.parley.sip.message.Answer;

/** Answers that mean the same whatever the medium. */
public final class Refusals {
  private Refusals() {}

  /** Nothing can be decided at the moment; the same request may be sent again. */
  public static Answer unavailable() {
    return Answer.of(503, "Service Unavailable").with("Retry-After", "2");
  }

  /** The request may have its effect or not; the same one, sent again, has it once. */
  public static Answer noAnswer() {
    return Answer.of(504, "Server Time-out");
  }

  public static Answer noDialog() {
    return Answer.of(481, "Call/Transaction Does Not Exist");
  }

  /** Behind the last request of the dialog (RFC 3261 section 12.2.2). */
  public static Answer outOfOrder() {
    return Answer.of(500, "CSeq Out of Order");
  }

  /** The same request may be sent again after so many seconds. */
  public static Answer notYet(int seconds) {
    return Answer.of(500, "Not Yet").with("Retry-After", Integer.toString(seconds));
  }
}
