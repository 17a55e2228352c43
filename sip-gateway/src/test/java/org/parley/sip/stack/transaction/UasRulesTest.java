package org.parley.sip.stack.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.parley.sip.message.Answer;
import org.parley.sip.message.Body;
import org.parley.sip.message.Flow;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.message.NameAddr;
import org.parley.sip.message.SipRequest;
import org.parley.sip.message.Transport;

class UasRulesTest {
  private static final UasRules RULES =
      new UasRules(
          new TreeSet<>(Set.of("INVITE", "MESSAGE", "OPTIONS")),
          new TreeSet<>(Set.of("timer")),
          new TreeSet<>(Set.of("application/sdp", "text/*")),
          10);
  private static final HeaderFields NONE = HeaderFields.none();

  private static SipRequest request(String method, String uri, HeaderFields headers, Body body) {
    return request(method, uri, headers, body, 1);
  }

  private static SipRequest request(
      String method, String uri, HeaderFields headers, Body body, int contacts) {
    return new SipRequest(
        method,
        uri,
        NameAddr.of("sip:a@b").withTag("1"),
        NameAddr.of("sip:c@d"),
        "call",
        1,
        List.of(NameAddr.of("sip:a@h"), NameAddr.of("sip:b@h")).subList(0, contacts),
        List.of(),
        headers,
        body,
        new Flow(Transport.UDP, "192.0.2.1", 5060));
  }

  static Stream<Arguments> requests() {
    Body text = Body.of("Text/Plain;charset=utf-8", "hi");
    return Stream.of(
        arguments(0, "", request("MESSAGE", "sip:a@b", NONE, text)),
        arguments(0, "", request("OPTIONS", "SIPS:a@b", NONE, Body.none())),
        arguments(
            405,
            "Allow: ACK, CANCEL, INVITE, MESSAGE, OPTIONS",
            request("REFER", "sip:a@b", NONE, text)),
        arguments(
            501,
            "Allow: ACK, CANCEL, INVITE, MESSAGE, OPTIONS",
            request("message", "sip:a@b", NONE, text)),
        arguments(416, "", request("OPTIONS", "tel:+1", NONE, Body.none())),
        arguments(416, "", request("OPTIONS", "soap.beep://x:1", NONE, Body.none())),
        arguments(
            483,
            "",
            request("OPTIONS", "sip:a@b", HeaderFields.of("Max-Forwards", "00"), Body.none())),
        arguments(
            0,
            "",
            request("OPTIONS", "sip:a@b", HeaderFields.of("Max-Forwards", "1"), Body.none())),
        arguments(
            420,
            "Unsupported: a, b",
            request(
                "OPTIONS",
                "sip:a@b",
                HeaderFields.of("Require", "a, timer").with("require", "b"),
                Body.none())),
        arguments(
            0,
            "",
            request(
                "OPTIONS",
                "sip:a@b",
                HeaderFields.of("Require", "timer").with("Proxy-Require", "x"),
                Body.none())),
        arguments(
            413, "", request("MESSAGE", "sip:a@b", NONE, Body.of("text/plain", "12345678901"))),
        arguments(
            415,
            "Accept: application/sdp, text/*",
            request("MESSAGE", "sip:a@b", NONE, Body.of("image/png", "x"))),
        arguments(
            415,
            "Accept-Encoding: identity",
            request("MESSAGE", "sip:a@b", HeaderFields.of("Content-Encoding", "gzip"), text)),
        arguments(
            0,
            "",
            request("MESSAGE", "sip:a@b", HeaderFields.of("Content-Encoding", "Identity"), text)),
        arguments(
            0,
            "",
            request(
                "INVITE",
                "sip:a@b",
                HeaderFields.of("Content-Disposition", "icon; handling=optional"),
                Body.of("image/png", "x"))),
        arguments(400, "", request("INVITE", "sip:a@b", NONE, Body.none(), 0)),
        arguments(400, "", request("INVITE", "sip:a@b", NONE, Body.none(), 2)),
        arguments(0, "", request("INVITE", "sip:a@b", NONE, Body.none(), 1)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("requests")
  void what_is_refused_and_how(int code, String header, SipRequest request) {
    Answer answer = RULES.refusal(request).orElse(Answer.of(0, ""));

    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.headers().fields().stream().map(f -> f.name() + ": " + f.value()))
        .containsExactlyElementsOf(header.isEmpty() ? List.of() : List.of(header));
  }
}
