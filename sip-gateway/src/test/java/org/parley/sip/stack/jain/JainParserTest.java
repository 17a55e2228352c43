package org.parley.sip.stack.jain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.sip.guard.Guard;
import org.parley.sip.guard.Verdict.Accepted;
import org.parley.sip.message.Body;
import org.parley.sip.message.Flow;
import org.parley.sip.message.NameAddr;
import org.parley.sip.message.SipRequest;
import org.parley.sip.message.SipResponse;
import org.parley.sip.message.Transport;
import org.parley.sip.stack.wire.Inbound;

class JainParserTest {
  private static final Flow SOURCE = new Flow(Transport.UDP, "192.0.2.9", 4000);

  private static Inbound parse(String message) {
    byte[] bytes = message.replace("\n", "\r\n").getBytes(UTF_8);
    return JainParser.parse(bytes, (Accepted) Guard.check(bytes, false), SOURCE);
  }

  private static SipRequest request(String fields) {
    Inbound.Request inbound =
        (Inbound.Request)
            parse(
                "MESSAGE sip:2001@example.com;x=y SIP/2.0\n"
                    + "Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1\n"
                    + "From: <sip:a@b>;tag=1\nCall-ID: c@d\nCSeq: 0007  MESSAGE\n"
                    + fields);
    return inbound.request();
  }

  @Test
  void a_request_is_understood() {
    SipRequest request =
        request(
            "t: \"B\" <sip:b@c;p=1>;Tag=Xy\n"
                + "m: <sip:1@h>;q=0.5,\n <sip:2@h>\nContact: sip:3@h;expires=60\n"
                + "Record-Route: <sip:p1;lr>,<sip:p2;lr>\n"
                + "Require: a\nrequire: b\nSubject: x\n  y\nc: text/plain; charset=utf-8\n\nhello");

    assertThat(request.method()).isEqualTo("MESSAGE");
    assertThat(request.requestUri()).isEqualTo("sip:2001@example.com;x=y");
    assertThat(request.to().displayName()).isEqualTo("B");
    assertThat(request.to().uri()).isEqualTo("sip:b@c;p=1");
    assertThat(request.to().tag()).isEqualTo("Xy");
    assertThat(request.cseq()).isEqualTo(7);
    assertThat(request.contacts().stream().map(NameAddr::uri))
        .containsExactly("sip:1@h", "sip:2@h", "sip:3@h");
    assertThat(request.contacts().getLast().parameters()).containsEntry("expires", "60");
    assertThat(request.recordRoutes().stream().map(NameAddr::uri))
        .containsExactly("sip:p1;lr", "sip:p2;lr");
    assertThat(request.headers().all("Require")).containsExactly("a", "b");
    assertThat(request.headers().first("subject")).contains("x y");
    assertThat(request.headers().fields()).hasSize(3);
    assertThat(request.body()).isEqualTo(Body.of("text/plain; charset=utf-8", "hello"));
    assertThat(request.source()).isEqualTo(SOURCE);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      quoteCharacter = '\0',
      value = {
        "sip:a@b | - | sip:a@b",
        "<sip:a@b> | - | sip:a@b",
        "A. Bell <sip:a@b> | A. Bell | sip:a@b",
        "\"Bell, A\" <sips:a@b:5061> | Bell, A | sips:a@b:5061",
        "\"a \\\"b\\\" c\\\\\" <sip:a@b> | a \"b\" c\\ | sip:a@b",
        "\"\" <sip:a@b> | - | sip:a@b",
        "<sip:a%20b@[2001:db8::1]:5070;transport=tcp> | - | sip:a%20b@[2001:db8::1]:5070;transport=tcp",
        "<tel:+4930123> | - | tel:+4930123"
      })
  void an_address_is_understood(String text, String name, String uri) {
    NameAddr to = request("To: " + text + "\n\n").to();

    assertThat(to.displayName()).isEqualTo(name);
    assertThat(to.uri()).isEqualTo(uri);
  }

  @Test
  void a_quoted_parameter_stays_quoted() {
    SipRequest request =
        request("To: <sip:b@c>\nContact: <sip:a@b>;+sip.instance=\"<urn:uuid:1>\";ob\n\n");

    assertThat(request.contacts().getFirst())
        .hasToString("<sip:a@b>;+sip.instance=\"<urn:uuid:1>\";ob");
  }

  @Test
  void a_contact_may_be_all_of_them() {
    SipRequest request = request("To: <sip:b@c>\nContact: *\n\n");

    assertThat(request.contacts().stream().map(NameAddr::uri)).containsExactly("*");
  }

  @Test
  void an_answer_is_understood() {
    SipResponse response =
        ((Inbound.Response)
                parse(
                    "SIP/2.0 486 Busy Here, really\nVia: SIP/2.0/UDP h;branch=z9hG4bKmine\n"
                        + "From: <sip:a@b>;tag=1\nTo: <sip:a@b>;tag=2\nCall-ID: c\nCSeq: 1 INVITE\n\n"))
            .response();

    assertThat(response.code()).isEqualTo(486);
    assertThat(response.reason()).isEqualTo("Busy Here, really");
    assertThat(response.method()).isEqualTo("INVITE");
    assertThat(response.madeUp()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"To: x", "To: sip:", "To: <sip:a b>", "To: a b c"})
  void what_is_no_address_is_not_understood_or_does_not_pass(String to) {
    byte[] bytes =
        ("MESSAGE sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP h;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\n"
                + "Call-ID: c\r\nCSeq: 1 MESSAGE\r\n"
                + to
                + "\r\n\r\n")
            .getBytes(UTF_8);
    Inbound inbound =
        Guard.check(bytes, false) instanceof Accepted accepted
            ? JainParser.parse(bytes, accepted, SOURCE)
            : null;

    assertThat(inbound).isNull();
  }
}
