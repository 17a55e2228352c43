package org.parley.sip.stack;

import static org.parley.sip.stack.TortureMessage.By.GUARD;
import static org.parley.sip.stack.TortureMessage.By.NOBODY;
import static org.parley.sip.stack.TortureMessage.By.RULES;
import static org.parley.sip.stack.TortureMessage.By.STACK;

import java.util.Locale;

/**
 * The 49 messages of RFC 4475, what it asks for, and what the stack does. Behind the stack of the
 * test is a telephone in use: it answers INVITE 486, OPTIONS, REGISTER and MESSAGE 200.
 */
enum TortureMessage {
  WSINV("3.1.1.1", "valid", RULES, 486),
  INTMETH(
      "3.1.1.2",
      "valid; unknown method",
      GUARD,
      400,
      "Its To has NUL, BEL and DEL in a quoted string. No control byte passes the guard, escaped or"
          + " not: nothing behind it (logs, Kafka, desktops) has to cope with one, and nobody is"
          + " called that."),
  ESC01("3.1.1.3", "valid", RULES, 486),
  ESCNULL("3.1.1.4", "valid", RULES, 200),
  ESC02("3.1.1.5", "valid; 405 or 501, the method is not REGISTER", STACK, 501),
  LWSDISP("3.1.1.6", "valid", RULES, 200),
  LONGREQ("3.1.1.7", "valid", RULES, 486),
  DBLREQ("3.1.1.8", "first request served, the rest of the datagram ignored", RULES, 200),
  SEMIURI("3.1.1.9", "valid", RULES, 200),
  TRANSPORTS("3.1.1.10", "valid", RULES, 200),
  MPART01(
      "3.1.1.11",
      "valid; a body of several parts",
      STACK,
      415,
      "Accept names what is taken: SDP and text, not multipart. RFC 3428 asks for text/plain alone."),
  UNREASON("3.1.1.12", "valid response, belongs to nothing", NOBODY, 0),
  NOREASON("3.1.1.13", "valid response, belongs to nothing", NOBODY, 0),
  BADINV01("3.1.2.1", "400", GUARD, 400),
  CLERR("3.1.2.2", "400; over TCP the rest may follow", GUARD, 400, "", 0),
  NCL("3.1.2.3", "400; over TCP close", GUARD, 400),
  SCALAR02("3.1.2.4", "400", GUARD, 400),
  SCALARLG("3.1.2.5", "discard", NOBODY, 0),
  QUOTBAL("3.1.2.6", "400", GUARD, 400),
  LTGTRURI("3.1.2.7", "400", GUARD, 400),
  LWSRURI("3.1.2.8", "400", GUARD, 400),
  LWSSTART("3.1.2.9", "400", GUARD, 400),
  TRWS("3.1.2.10", "400, or be lenient", GUARD, 400),
  ESCRURI("3.1.2.11", "400", GUARD, 400),
  BADDATE("3.1.2.12", "400, or ignore Date", RULES, 486, "Nothing here looks at Date."),
  REGBADCT("3.1.2.13", "400", GUARD, 400),
  BADASPEC("3.1.2.14", "400", GUARD, 400),
  BADDN("3.1.2.15", "400, or be lenient", GUARD, 400),
  BADVERS("3.1.2.16", "505", GUARD, 505),
  MISMATCH01("3.1.2.17", "400", GUARD, 400),
  MISMATCH02("3.1.2.18", "501 or 400", GUARD, 400),
  BIGCODE("3.1.2.19", "discard", NOBODY, 0),
  BADBRANCH("3.2.1", "as a request of RFC 2543", RULES, 200),
  INSUF("3.3.1", "400", GUARD, 400),
  UNKSCM("3.3.2", "416", STACK, 416),
  NOVELSC("3.3.3", "416", STACK, 416),
  UNKSM2("3.3.4", "valid; To is no address that can be registered", RULES, 200),
  BEXT01("3.3.5", "420, Unsupported: nothingSupportsThis, nothingSupportsThisEither", STACK, 420),
  INVUT("3.3.6", "415", STACK, 415),
  REGAUT01("3.3.7", "valid; as if without credentials", RULES, 200),
  MULTI01("3.3.8", "400", GUARD, 400),
  MCL01("3.3.9", "400", GUARD, 400),
  BCAST("3.3.10", "discard: the topmost Via is not ours", NOBODY, 0),
  ZEROMF(
      "3.3.11",
      "483, or answer OPTIONS as the one asked",
      STACK,
      483,
      "Like a proxy, whatever the method."),
  CPARAM01("3.3.12", "valid; a Contact with a parameter of its own", RULES, 200),
  CPARAM02("3.3.13", "valid; a Contact whose URI has a parameter", RULES, 200),
  REGESCRT("3.3.14", "valid; a Contact with an escaped Route header", RULES, 200),
  SDP01("3.3.15", "valid; 406 if the answer would be SDP", RULES, 486),
  INV2543(
      "3.4.1",
      "valid by RFC 2543",
      STACK,
      400,
      "It has no Contact: the dialog that it asks for could not be used. RFC 3261 (8.1.1.8) demands"
          + " one. Over TCP the guard sees first that it has no Content-Length.");

  /** Who sees to it. */
  enum By {
    GUARD("guard"),
    STACK("stack"),
    RULES("the rules behind the stack"),
    NOBODY("discarded");

    private final String words;

    By(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  private final String section;
  private final String asked;
  private final By by;
  private final int code;
  private final int codeOverTcp;
  private final String remark;

  TortureMessage(String section, String asked, By by, int code) {
    this(section, asked, by, code, "");
  }

  TortureMessage(String section, String asked, By by, int code, String remark) {
    this(section, asked, by, code, remark, code);
  }

  TortureMessage(String section, String asked, By by, int code, String remark, int codeOverTcp) {
    this.section = section;
    this.asked = asked;
    this.by = by;
    this.code = code;
    this.codeOverTcp = codeOverTcp;
    this.remark = remark;
  }

  String file() {
    return "/rfc4475/" + name().toLowerCase(Locale.ROOT) + ".dat";
  }

  By by() {
    return by;
  }

  /** 0 for no answer. */
  int code() {
    return code;
  }

  int codeOverTcp() {
    return codeOverTcp;
  }

  String row() {
    return "| "
        + section
        + " | `"
        + name().toLowerCase(Locale.ROOT)
        + "` | "
        + asked
        + " | "
        + words(code)
        + (codeOverTcp == code ? "" : "; TCP: " + words(codeOverTcp))
        + " | "
        + by.words()
        + " | "
        + remark
        + " |";
  }

  private static String words(int answer) {
    return answer == 0 ? "no answer" : Integer.toString(answer);
  }
}
