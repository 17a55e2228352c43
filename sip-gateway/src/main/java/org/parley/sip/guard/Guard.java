package org.parley.sip.guard;

import org.jspecify.annotations.Nullable;
import org.parley.sip.guard.Verdict.Accepted;
import org.parley.sip.guard.Verdict.Ignored;
import org.parley.sip.guard.Verdict.Rejected;

/**
 * Checks one SIP message as it came from the wire. The limits and rules are those of docs/sip.md;
 * where RFC 4475 lets a receiver choose between leniency and 400, this one refuses.
 */
public final class Guard {
  /** Bytes of a message, with its body. */
  public static final int MAX_MESSAGE = 64 * 1024;

  /** Bytes of a header line, with the lines it is folded into. */
  public static final int MAX_LINE = 8 * 1024;

  public static final int MAX_HEADERS = 128;

  private static final Ignored IGNORED = new Ignored();

  private Guard() {}

  /**
   * @param bytes a datagram, or a message cut from a stream
   * @param stream whether it is cut from a stream: then Content-Length must be there and exact (RFC
   *     3261 section 20.14); in a datagram what follows the body is let pass
   */
  public static Verdict check(byte[] bytes, boolean stream) {
    int start = 0;
    while (start < bytes.length && (bytes[start] == '\r' || bytes[start] == '\n')) {
      start++;
    }
    if (start == bytes.length) {
      return IGNORED;
    }
    Examination examination = new Examination(bytes, start, stream);
    @Nullable Fault fault = examination.fault();
    if (fault == null) {
      return new Accepted(start, examination.head(), examination.end());
    }
    return rejected(fault, bytes, start);
  }

  /** The verdict on a message that passed, when it turns out to be bad after all. */
  public static Rejected rejected(Fault fault, byte[] bytes, int start) {
    int end = Math.min(bytes.length, start + MAX_MESSAGE);
    return new Rejected(fault, Echo.of(Head.of(bytes, start, end)));
  }
}
