package org.parley.bench.im;

/**
 * Finds in a frame the members that the load needs, in one pass over its bytes and without garbage.
 * Relies on what the wire promises: names of members are unique among those looked for, at any
 * depth, and the values of the load are ASCII.
 */
final class FrameScan {
  static final int ABSENT = -1;

  enum Kind {
    ACK,
    PRIVATE_INFO,
    ERROR,
    OTHER
  }

  private static final byte[] MESSAGE = ascii("message");
  private static final byte[] THIS_DN = ascii("thisDN");
  private static final byte[] REFERENCE_ID = ascii("referenceId");
  private static final byte[] PRIVATE_MSG_ID = ascii("privateMsgId");
  private static final byte[] IM_SEQ = ascii("im-seq");
  private static final byte[] IM_MSG_ID = ascii("im-msg-id");
  private static final byte[] IM_TEXT = ascii("im-text");
  private static final byte[] ERROR_CODE = ascii("errorCode");
  private static final byte[] EVENT_ACK = ascii("EventACK");
  private static final byte[] EVENT_PRIVATE_INFO = ascii("EventPrivateInfo");
  private static final byte[] EVENT_ERROR = ascii("EventError");

  Kind kind = Kind.OTHER;
  long thisDn = ABSENT;
  long referenceId = ABSENT;
  long privateMsgId = ABSENT;
  long imSeq = ABSENT;
  long errorCode = ABSENT;

  /** The number that the load put behind one letter in im-msg-id. */
  long messageId = ABSENT;

  /** The number that the load put at the start of the text; the two must agree. */
  long textId = ABSENT;

  private static byte[] ascii(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }

  /** Reads the frame {@code bytes[from..to)} into the fields. */
  void scan(byte[] bytes, int from, int to) {
    kind = Kind.OTHER;
    thisDn = referenceId = privateMsgId = imSeq = errorCode = messageId = textId = ABSENT;
    int at = from;
    while (at < to) {
      if (bytes[at] != '"') {
        at++;
        continue;
      }
      int start = at + 1;
      int end = endOfString(bytes, start, to);
      at = end + 1;
      int value = at;
      while (value < to && bytes[value] == ' ') {
        value++;
      }
      if (value < to && bytes[value] == ':') {
        value++;
        while (value < to && bytes[value] == ' ') {
          value++;
        }
        at = member(bytes, start, end, value, to);
      }
    }
  }

  /** Takes the value of a member that is looked for; returns where to go on. */
  private int member(byte[] b, int start, int end, int value, int to) {
    if (value < to && b[value] == '"') {
      int from = value + 1;
      int stop = endOfString(b, from, to);
      if (is(b, start, end, MESSAGE)) {
        kind =
            is(b, from, stop, EVENT_PRIVATE_INFO)
                ? Kind.PRIVATE_INFO
                : is(b, from, stop, EVENT_ACK)
                    ? Kind.ACK
                    : is(b, from, stop, EVENT_ERROR) ? Kind.ERROR : Kind.OTHER;
      } else if (is(b, start, end, THIS_DN)) {
        thisDn = number(b, from, stop);
      } else if (is(b, start, end, IM_MSG_ID)) {
        messageId = number(b, from + 1, stop);
      } else if (is(b, start, end, IM_TEXT)) {
        textId = number(b, from, stop);
      }
      return stop + 1;
    }
    if (is(b, start, end, REFERENCE_ID)) {
      referenceId = number(b, value, to);
    } else if (is(b, start, end, PRIVATE_MSG_ID)) {
      privateMsgId = number(b, value, to);
    } else if (is(b, start, end, IM_SEQ)) {
      imSeq = number(b, value, to);
    } else if (is(b, start, end, ERROR_CODE)) {
      errorCode = number(b, value, to);
    }
    return value;
  }

  private static int endOfString(byte[] b, int from, int to) {
    int at = from;
    while (at < to && b[at] != '"') {
      at += b[at] == '\\' ? 2 : 1;
    }
    return Math.min(at, to);
  }

  private static boolean is(byte[] b, int from, int to, byte[] name) {
    if (to - from != name.length) {
      return false;
    }
    for (int i = 0; i < name.length; i++) {
      if (b[from + i] != name[i]) {
        return false;
      }
    }
    return true;
  }

  /** The digits at {@code from}; {@link #ABSENT} when there is none. */
  private static long number(byte[] b, int from, int to) {
    int at = from;
    long value = 0;
    while (at < to && b[at] >= '0' && b[at] <= '9') {
      value = value * 10 + (b[at++] - '0');
    }
    return at == from ? ABSENT : value;
  }
}
