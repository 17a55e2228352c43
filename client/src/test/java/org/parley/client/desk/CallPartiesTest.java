package org.parley.client.desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;

class CallPartiesTest {
  @ParameterizedTest
  @CsvSource({
    "0xC, talking",
    "0x2C, muted",
    "0x3C, 'private: hears music, is not heard'",
    "0xE, has it on hold",
    "0x2E, 'has it on hold, muted'",
    "0xA, rings",
    "0x1, is being called"
  })
  void all_that_a_party_does_is_said(String mask, String words) {
    KvList keys =
        KvList.of("party-1", "1002").with("name-1", "bob").with("state-1", Integer.decode(mask));

    assertThat(CallParties.line(keys, 1, new Dn("1001")).text())
        .isEqualTo("  1002           bob          " + words);
  }
}
