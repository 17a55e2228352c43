package org.parley.sip.guard;

import org.jspecify.annotations.Nullable;

/** What the guard makes of a message. */
public sealed interface Verdict {

  /**
   * It may be parsed.
   *
   * @param start where its start line begins, after line ends that are let pass
   * @param head bytes up to and with the empty line
   * @param end where its body ends; what follows in a datagram is not part of it
   */
  record Accepted(int start, int head, int end) implements Verdict {}

  /**
   * A request that must not be parsed.
   *
   * @param echo what the answer repeats; null where no answer can be built or none is due
   */
  record Rejected(Fault fault, @Nullable Echo echo) implements Verdict {}

  /** Nothing to parse and nothing to answer: a keepalive. */
  record Ignored() implements Verdict {}
}
