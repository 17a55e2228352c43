package org.parley.sip.guard;

/** Where messages in a stream end. Looks at nothing but line ends and Content-Length. */
public final class Framing {
  /** There is no Content-Length, or more than one, or it is no number that can be. */
  public static final int UNKNOWN = -1;

  private Framing() {}

  /**
   * @param head a header with the empty line at its end, and nothing before its start line
   * @return 0 to {@link Guard#MAX_MESSAGE}, more if it is longer than that, or {@link #UNKNOWN}
   */
  public static long bodyLength(byte[] head) {
    long found = UNKNOWN;
    for (int line = nextLine(head, 0); line < head.length; line = nextLine(head, line)) {
      int colon = line;
      while (colon < head.length && head[colon] != ':' && head[colon] != '\r') {
        colon++;
      }
      int end = colon;
      while (end > line && (head[end - 1] == ' ' || head[end - 1] == '\t')) {
        end--;
      }
      if (end > line && Known.named(head, line, end) == Known.CONTENT_LENGTH) {
        int from = Values.skipSpace(head, colon + 1, head.length);
        long number = Values.number(head, from, Values.digits(head, from, head.length));
        if (found != UNKNOWN || number < 0) {
          return UNKNOWN;
        }
        found = number;
      }
    }
    return found;
  }

  private static int nextLine(byte[] head, int from) {
    int at = from;
    while (at < head.length && head[at] != '\n') {
      at++;
    }
    return at + 1;
  }
}
