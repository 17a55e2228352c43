package org.parley.sip.stack.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.sip.message.Flow;
import org.parley.sip.message.Transport;

class ViaTest {
  private static final Flow SOURCE = new Flow(Transport.UDP, "192.0.2.9", 4000);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "SIP/2.0/UDP host.example.com;branch=z9hG4bK1 | host.example.com | 0 | z9hG4bK1 | false",
        "SIP/2.0/UDP 192.0.2.1:5070;rport;branch=z9hG4bK1 | 192.0.2.1 | 5070 | z9hG4bK1 | true",
        "SIP / 2.0 / TCP  Host : 5070 ; branch = z9hG4bK1 | host | 5070 | z9hG4bK1 | false",
        "SIP/2.0/TLS [2001:DB8::1]:5061 | [2001:db8::1] | 5061 | - | false",
        "SIP/2.0/TLS [2001:db8::1];RPORT=1 | [2001:db8::1] | 0 | - | true",
        "SIP/2.0/UDP a;x=\",;branch=no\";branch=z9hG4bK2, SIP/2.0/UDP b | a | 0 | z9hG4bK2 | false",
        "SIP/2.0/UDP a:99999 | a | -1 | - | false",
        "SIP/2.0/UDP a:x | a | -1 | - | false"
      })
  void is_read(String text, String host, int port, String branch, boolean rport) {
    Via via = Via.top(List.of(text));

    assertThat(via.host()).isEqualTo(host);
    assertThat(via.port()).isEqualTo(port);
    assertThat(via.branch()).isEqualTo(branch);
    assertThat(via.rport()).isEqualTo(rport);
    assertThat(via.isSane()).isEqualTo(port >= 0);
  }

  @ParameterizedTest
  @CsvSource({"z9hG4bK1,true", "Z9HG4BK1,true", "z9hG4bK,false", "1,false"})
  void a_branch_has_the_cookie_and_more(String branch, boolean good) {
    assertThat(Via.top(List.of("SIP/2.0/UDP a;branch=" + branch)).hasBranch()).isEqualTo(good);
  }

  @Test
  void the_topmost_tells_where_the_request_came_from() {
    List<String> fields =
        List.of("SIP/2.0/UDP a;rport;received=1.2.3.4;branch=z9hG4bK1 , SIP/2.0/UDP b", "x");

    assertThat(Via.top(fields).stamped(fields, SOURCE))
        .containsExactly(
            "SIP/2.0/UDP a;branch=z9hG4bK1 ;received=192.0.2.9;rport=4000, SIP/2.0/UDP b", "x");
  }

  @Test
  void what_tells_the_truth_is_repeated_as_it_is() {
    List<String> fields = List.of("SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK1");

    assertThat(Via.top(fields).stamped(fields, SOURCE)).isEqualTo(fields);
  }

  @ParameterizedTest
  @CsvSource({
    "SIP/2.0/UDP a,5060",
    "SIP/2.0/UDP a:5070,5070",
    "SIP/2.0/UDP a:5070;rport,4000",
    "SIP/2.0/UDP a:x,4000"
  })
  void an_answer_goes_to_the_port_that_was_named_or_asked_for(String text, int port) {
    assertThat(Via.top(List.of(text)).answerTo(SOURCE))
        .isEqualTo(new Flow(Transport.UDP, "192.0.2.9", port));
  }
}
