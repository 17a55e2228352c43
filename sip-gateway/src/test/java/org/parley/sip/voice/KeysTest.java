package org.parley.sip.voice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.sip.message.Body;

class KeysTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Signal=5\\nDuration=160|5",
        "Signal= #\\nDuration= 160\\n|#",
        "signal=d\\n|D",
        "Signal=10|*",
        "Signal=11|#",
        "7|7",
        "*|*",
        "Duration=100\\nSignal=3|3",
      })
  void a_key_is_read(String body, String key) {
    assertThat(Keys.read(Body.of("application/dtmf-relay", body.replace("\\n", "\r\n"))))
        .contains(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Signal=", "Signal=E", "12", "Signal=12", "hello", "!"})
  void what_is_none_is_not(String body) {
    assertThat(Keys.read(Body.of("application/dtmf", body))).isEmpty();
  }
}
