package org.parley.sip.guard;

/** Why a message does not pass, and what a request is answered for it. */
public enum Fault {
  TOO_LONG(513, "Message Too Large"),
  TOO_MANY_HEADERS(400, "Too Many Header Fields"),
  LINE_TOO_LONG(400, "Header Line Too Long"),
  /** A control byte, or a CR or LF that is not half of a line end. */
  CONTROL_BYTE(400, "Control Character in Header"),
  BACKSLASH_AT_LINE_END(400, "Backslash at End of Line"),
  START_LINE(400, "Bad Start Line"),
  /** Nothing but SIP/2.0 is spoken here (RFC 3261 section 21.5.6). */
  VERSION(505, "Version Not Supported"),
  /** The empty line at the end of the header is missing. */
  UNFINISHED(400, "Header Not Finished"),
  HEADER(400, "Bad Header Line"),
  /** A quoted string, comment or angle bracket that is not closed, or closed and never opened. */
  UNBALANCED(400, "Unbalanced Quotes or Brackets"),
  ADDRESS(400, "Bad Address"),
  VIA(400, "Bad Via"),
  /** A number that is none, or out of its range. */
  NUMBER(400, "Number Out Of Range"),
  CALL_ID(400, "Bad Call-ID"),
  CSEQ(400, "Bad CSeq"),
  CSEQ_METHOD(400, "CSeq Method Does Not Match"),
  REPEATED(400, "Repeated Header Field"),
  MISSING(400, "Missing Header Field"),
  CONTENT_LENGTH(400, "Bad Content-Length"),
  CONTENT_TYPE(400, "Missing Content-Type"),
  /** It passed, and the parser refused it all the same. */
  UNPARSED(400, "Bad Request");

  private final int code;
  private final String phrase;

  Fault(int code, String phrase) {
    this.code = code;
    this.phrase = phrase;
  }

  public int code() {
    return code;
  }

  public String phrase() {
    return phrase;
  }
}
