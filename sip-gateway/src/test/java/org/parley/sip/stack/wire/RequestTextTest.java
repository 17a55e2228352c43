package org.parley.sip.stack.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.sip.message.Body;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.message.NameAddr;
import org.parley.sip.message.OutgoingRequest;
import org.parley.sip.message.Transport;

class RequestTextTest {

  private static OutgoingRequest request(HeaderFields headers, Body body, String... routes) {
    return new OutgoingRequest(
        "MESSAGE",
        "sip:b@far",
        NameAddr.of("sip:a@here").withTag("1"),
        NameAddr.of("sip:b@far").withTag("2"),
        "call",
        3,
        Arrays.stream(routes).map(NameAddr::of).toList(),
        headers,
        body,
        null);
  }

  private static String written(OutgoingRequest request) {
    return new String(
        RequestText.of(request).write(Transport.TCP, "192.0.2.1", 5060, "z9hG4bKx", null), UTF_8);
  }

  private static List<String> routes(String message) {
    return message
        .lines()
        .filter(line -> line.startsWith("Route: "))
        .map(line -> line.substring(7))
        .toList();
  }

  @Test
  void a_request_is_written_as_it_is_told() {
    assertThat(written(request(HeaderFields.of("X", "y"), Body.of("text/plain", "\u00fc"))))
        .isEqualTo(
            """
            MESSAGE sip:b@far SIP/2.0\r
            Via: SIP/2.0/TCP 192.0.2.1:5060;branch=z9hG4bKx;rport\r
            Max-Forwards: 70\r
            From: <sip:a@here>;tag=1\r
            To: <sip:b@far>;tag=2\r
            Call-ID: call\r
            CSeq: 3 MESSAGE\r
            User-Agent: Parley\r
            X: y\r
            Content-Type: text/plain\r
            Content-Length: 2\r
            \r
            \u00fc\
            """);
  }

  @Test
  void loose_routers_stand_in_route() {
    RequestText text =
        RequestText.of(request(HeaderFields.none(), Body.none(), "sip:p1;lr", "sip:p2;lr"));
    String message = written(request(HeaderFields.none(), Body.none(), "sip:p1;lr", "sip:p2;lr"));

    assertThat(text.nextHop()).isEqualTo("sip:p1;lr");
    assertThat(message).startsWith("MESSAGE sip:b@far SIP/2.0\r\n");
    assertThat(routes(message)).containsExactly("<sip:p1;lr>", "<sip:p2;lr>");
  }

  @Test
  void a_strict_router_stands_in_the_request_line() {
    RequestText text =
        RequestText.of(request(HeaderFields.none(), Body.none(), "sip:p1", "sip:p2;lr"));
    String message = written(request(HeaderFields.none(), Body.none(), "sip:p1", "sip:p2;lr"));

    assertThat(text.nextHop()).isEqualTo("sip:p1");
    assertThat(message).startsWith("MESSAGE sip:p1 SIP/2.0\r\n");
    assertThat(routes(message)).containsExactly("<sip:p2;lr>", "<sip:b@far>");
  }

  @Test
  void no_value_can_begin_a_line_of_its_own() {
    String message = written(request(HeaderFields.of("Subject", "a\r\nX: b\0"), Body.none()));

    assertThat(message).contains("\r\nSubject: a  X: b \r\n").doesNotContain("\r\nX:");
  }
}
