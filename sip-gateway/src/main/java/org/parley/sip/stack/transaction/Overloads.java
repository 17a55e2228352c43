package org.parley.sip.stack.transaction;

import org.parley.sip.message.Answer;

/** What those hear who come when there is too much. */
public final class Overloads {
  /** 503 with a pause that is long enough for a burst to pass (RFC 3261 section 21.5.4). */
  public static final Answer ANSWER =
      Answer.of(503, "Service Unavailable").with("Retry-After", "5");

  private Overloads() {}
}
