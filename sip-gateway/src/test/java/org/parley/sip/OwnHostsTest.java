package org.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnHostsTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, SIP.Example.ORG, 192.0.2.7 sip.example.org",
    "2001:db8::7, , [2001:db8::7]",
    "127.0.0.1, , 127.0.0.1 [::1] localhost",
    "localhost, 192.0.2.7, 127.0.0.1 192.0.2.7 [::1] localhost",
  })
  void are_those_that_it_listens_at_and_tells(String bind, String advertised, String hosts) {
    assertThat(OwnHosts.of(bind, advertised)).containsExactlyInAnyOrder(hosts.split(" "));
  }

  @Test
  void listening_everywhere_is_by_every_address() {
    assertThat(OwnHosts.of("0.0.0.0", null)).containsAll(List.of("127.0.0.1", "localhost"));
  }
}
