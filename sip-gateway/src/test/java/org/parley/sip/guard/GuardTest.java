package org.parley.sip.guard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.sip.guard.Verdict.Accepted;
import org.parley.sip.guard.Verdict.Ignored;
import org.parley.sip.guard.Verdict.Rejected;

class GuardTest {
  private static final String START = "MESSAGE sip:b@example.com SIP/2.0";
  private static final String VIA = "Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKx";
  private static final String FROM = "From: \"A\" <sip:a@example.com>;tag=1";
  private static final String TO = "To: <sip:b@example.com>";
  private static final String CALL = "Call-ID: c1";
  private static final String CSEQ = "CSeq: 1 MESSAGE";

  private static String message(String... lines) {
    return String.join("\r\n", lines) + "\r\n\r\n";
  }

  /** A good one with another line instead of the one that begins alike, or in addition. */
  private static String with(String line) {
    String name = line.substring(0, Math.max(0, line.indexOf(':') + 1));
    String[] lines = {START, VIA, FROM, TO, CALL, CSEQ};
    for (int i = 1; i < lines.length; i++) {
      if (lines[i].startsWith(name)) {
        lines[i] = line;
        return message(lines);
      }
    }
    return message(START, VIA, FROM, TO, CALL, CSEQ, line);
  }

  private static Verdict check(String message) {
    return Guard.check(message.getBytes(ISO_8859_1), false);
  }

  static Stream<Arguments> good() {
    return Stream.of(
        arguments("as it is", message(START, VIA, FROM, TO, CALL, CSEQ)),
        arguments("line ends in front", "\r\n\r\n" + message(START, VIA, FROM, TO, CALL, CSEQ)),
        arguments("a response", message("SIP/2.0 200 OK", VIA, FROM, TO, CALL, CSEQ)),
        arguments("no reason", message("SIP/2.0 200 ", VIA, FROM, TO, CALL, CSEQ)),
        arguments(
            "compact names",
            message(START, "v" + VIA.substring(3), "f: <sip:a@b>", "t: <sip:a@b>", "i: c", CSEQ)),
        arguments(
            "space before the colon",
            message(START, VIA, FROM, "To  : sip:b@example.com", CALL, CSEQ)),
        arguments("folded", with("To:\r\n <sip:b@example.com>\r\n\t;tag=7")),
        arguments("escaped quote", with("To: \"a\\\"b\" <sip:b@example.com>")),
        arguments("brackets in quotes", with("To: \"a<b>,;\" <sip:b@example.com>")),
        arguments(
            "comment in Via", with("Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1 (a (b) \\) c)")),
        arguments("two Vias in one line", with(VIA + " , SIP / 2.0 / TCP 192.0.2.2")),
        arguments("IPv6", with("Via: SIP/2.0/UDP [2001:db8::1]:5060;branch=z9hG4bK1")),
        arguments("Contact: *", with("Contact: *")),
        arguments("several Contacts", with("Contact: <sip:a@b>;q=1, \"x,y\" <sip:c@d>")),
        arguments("instance", with("Contact: <sip:a@b>;+sip.instance=\"<urn:uuid:1>\"")),
        arguments("an unbalanced Subject", with("Subject: I'm 5\" tall (")),
        arguments("zeros in front", with("Max-Forwards: 0070")),
        arguments("CSeq at its end", with("CSeq: 4294967295 MESSAGE")),
        arguments("no Max-Forwards", message(START, VIA, FROM, TO, CALL, CSEQ)),
        arguments("UTF-8", with("To: \"\u00d0\u00b0\" <sip:b@example.com>")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("good")
  void lets_pass(String what, String message) {
    assertThat(check(message)).isInstanceOf(Accepted.class);
  }

  static Stream<Arguments> bad() {
    return Stream.of(
        arguments(Fault.START_LINE, message("MESSAGE  sip:b@b SIP/2.0", VIA, FROM, TO, CALL, CSEQ)),
        arguments(Fault.START_LINE, message("MESSAGE sip:b@b SIP/2.0 ", VIA, FROM, TO, CALL, CSEQ)),
        arguments(
            Fault.START_LINE, message("MESSAGE <sip:b@b> SIP/2.0", VIA, FROM, TO, CALL, CSEQ)),
        arguments(
            Fault.START_LINE, message("MESSAGE sip:b@b?To=x SIP/2.0", VIA, FROM, TO, CALL, CSEQ)),
        arguments(Fault.START_LINE, message("MESSAGE b SIP/2.0", VIA, FROM, TO, CALL, CSEQ)),
        arguments(Fault.START_LINE, message("MESS AGE sip:b@b SIP/2.0", VIA, FROM, TO, CALL, CSEQ)),
        arguments(
            Fault.START_LINE, message("M".repeat(65) + " sip:b@b SIP/2.0", VIA, FROM, TO, CALL)),
        arguments(Fault.START_LINE, message("SIP/2.0 99 OK", VIA, FROM, TO, CALL, CSEQ)),
        arguments(Fault.START_LINE, message("SIP/2.0 700 OK", VIA, FROM, TO, CALL, CSEQ)),
        arguments(Fault.START_LINE, message("SIP/2.0 4294967301 x", VIA, FROM, TO, CALL, CSEQ)),
        arguments(Fault.VERSION, message("MESSAGE sip:b@b SIP/7.0", VIA, FROM, TO, CALL, CSEQ)),
        arguments(Fault.HEADER, with("no colon")),
        arguments(Fault.HEADER, with(": no name")),
        arguments(Fault.HEADER, with("two words: x")),
        arguments(Fault.CONTROL_BYTE, with("Subject: \0")),
        arguments(Fault.CONTROL_BYTE, with("Subject: \u0007")),
        arguments(Fault.CONTROL_BYTE, with("Subject: \u007f")),
        arguments(Fault.CONTROL_BYTE, with("Subject: a\nb")),
        arguments(Fault.CONTROL_BYTE, with("Subject: a\rb")),
        arguments(Fault.BACKSLASH_AT_LINE_END, with("Subject: a\\")),
        arguments(Fault.BACKSLASH_AT_LINE_END, with("To: \"a\\\r\n \" <sip:a@b>")),
        arguments(Fault.UNFINISHED, START + "\r\n" + VIA + "\r\n"),
        arguments(Fault.LINE_TOO_LONG, with("Subject: " + "x".repeat(Guard.MAX_LINE))),
        arguments(Fault.LINE_TOO_LONG, with("Subject: x" + "\r\n xxxx".repeat(2000))),
        arguments(Fault.TOO_MANY_HEADERS, with("X-A: 1" + "\r\nX-A: 1".repeat(128))),
        arguments(Fault.TOO_LONG, with("Content-Type: a/b") + "x".repeat(Guard.MAX_MESSAGE)),
        arguments(Fault.UNBALANCED, with("Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1 (")),
        arguments(Fault.UNBALANCED, with("Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1 )")),
        arguments(Fault.UNBALANCED, with("Via: SIP/2.0/UDP 192.0.2.1;x=\"y")),
        arguments(
            Fault.UNBALANCED, with("Via: SIP/2.0/UDP 192.0.2.1" + "(".repeat(9) + ")".repeat(9))),
        arguments(Fault.UNBALANCED, with("To: \"A <sip:b@example.com>")),
        arguments(Fault.UNBALANCED, with("To: <sip:b@example.com")),
        arguments(Fault.UNBALANCED, with("To: sip:b@example.com>")),
        arguments(Fault.UNBALANCED, with("To: <sip:a@b> <sip:c@d>")),
        arguments(Fault.UNBALANCED, with("To: a\"b\" <sip:c@d>")),
        arguments(Fault.UNBALANCED, with("Authorization: Digest realm=\"x")),
        arguments(Fault.ADDRESS, with("To: < sip:b@example.com>")),
        arguments(Fault.ADDRESS, with("To: <>")),
        arguments(Fault.ADDRESS, with("To:")),
        arguments(Fault.ADDRESS, with("From: Bell, Alexander <sip:a@b>;tag=1")),
        arguments(Fault.ADDRESS, with("Contact: sip:a@b?Route=x")),
        arguments(Fault.ADDRESS, with("Contact: <sip:a@b>;;")),
        arguments(Fault.ADDRESS, with("Contact: <sip:a@b>;")),
        arguments(Fault.ADDRESS, with("Route: <sip:a@b>,,<sip:c@d>")),
        arguments(Fault.VIA, with("Via: SIP/2.0/UDP 192.0.2.15;;,;,,")),
        arguments(Fault.VIA, with("Via: SIP/3.0/UDP 192.0.2.15")),
        arguments(Fault.VIA, with("Via: SIP/2.0/UDP")),
        arguments(Fault.VIA, with("Via: x")),
        arguments(Fault.NUMBER, with("Max-Forwards: 256")),
        arguments(Fault.NUMBER, with("Max-Forwards: -1")),
        arguments(Fault.NUMBER, with("Max-Forwards:")),
        arguments(Fault.NUMBER, with("Expires: 4294967296")),
        arguments(Fault.NUMBER, with("CSeq: 4294967296 MESSAGE")),
        arguments(Fault.NUMBER, with("CSeq: 36893488147419103232 MESSAGE")),
        arguments(Fault.CSEQ, with("CSeq: MESSAGE")),
        arguments(Fault.CSEQ, with("CSeq: 1MESSAGE")),
        arguments(Fault.CSEQ, with("CSeq: 1 MESSAGE x")),
        arguments(Fault.CSEQ_METHOD, with("CSeq: 1 INVITE")),
        arguments(Fault.CSEQ_METHOD, with("CSeq: 1 message")),
        arguments(Fault.CALL_ID, with("Call-ID: a b")),
        arguments(Fault.CALL_ID, with("Call-ID:")),
        arguments(Fault.REPEATED, with("CSeq: 1 MESSAGE\r\nCSeq: 1 MESSAGE")),
        arguments(Fault.REPEATED, with("To: <sip:a@b>\r\nt: <sip:a@b>")),
        arguments(Fault.MISSING, message(START, VIA, FROM, TO, CALL)),
        arguments(Fault.MISSING, message(START, FROM, TO, CALL, CSEQ)),
        arguments(Fault.CONTENT_LENGTH, with("Content-Length: -1")),
        arguments(Fault.CONTENT_LENGTH, with("Content-Length: 1")),
        arguments(Fault.CONTENT_LENGTH, with("Content-Length: 0\r\nl: 0")),
        arguments(Fault.CONTENT_LENGTH, with("Content-Length: 99999999999")),
        arguments(Fault.CONTENT_TYPE, with("Subject: a") + "body"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("bad")
  void turns_back(Fault fault, String message) {
    assertThat(check(message))
        .isInstanceOfSatisfying(Rejected.class, r -> assertThat(r.fault()).isEqualTo(fault));
  }

  @Test
  void in_a_datagram_the_body_ends_where_content_length_says() {
    String message = with("Content-Length: 4\r\nc: text/plain") + "bodyREST";

    Verdict verdict = check(message);

    assertThat(verdict)
        .isEqualTo(new Accepted(0, message.indexOf("body"), message.indexOf("REST")));
  }

  @Test
  void in_a_stream_content_length_must_be_there_and_exact() {
    byte[] without = with("Subject: x").getBytes(ISO_8859_1);
    byte[] exact = with("Content-Length: 0").getBytes(ISO_8859_1);

    assertThat(Guard.check(without, true))
        .isInstanceOfSatisfying(
            Rejected.class, r -> assertThat(r.fault()).isEqualTo(Fault.CONTENT_LENGTH));
    assertThat(Guard.check(exact, true)).isInstanceOf(Accepted.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\r\n", "\r\n\r\n"})
  void a_keepalive_is_nothing(String bytes) {
    assertThat(check(bytes)).isInstanceOf(Ignored.class);
  }

  @Test
  void what_is_turned_back_can_be_answered_with_what_it_brought() {
    Verdict verdict = check(with("CSeq: 1 INVITE"));

    assertThat(((Rejected) verdict).echo())
        .isEqualTo(
            new Echo(
                "MESSAGE",
                List.of(VIA.substring(5)),
                FROM.substring(6),
                TO.substring(4),
                "c1",
                "1 INVITE"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ACK sip:b@b SIP/2.0", "SIP/2.0 200 OK"})
  void neither_an_ack_nor_an_answer_is_answered(String start) {
    Verdict verdict = check(message(start, VIA, FROM, TO, CALL, "CSeq: x"));

    assertThat(((Rejected) verdict).echo()).isNull();
  }

  @Test
  void without_a_via_nobody_can_be_answered() {
    assertThat(((Rejected) check(message(START, FROM, TO, CALL, CSEQ))).echo()).isNull();
  }
}
