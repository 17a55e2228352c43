package org.parley.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.sip.message.HeaderFields;

class SessionTimerTest {

  private static HeaderFields headers(String supported, String expires, String minSe) {
    HeaderFields headers = HeaderFields.none();
    if (!supported.isEmpty()) {
      headers = headers.with("Supported", "100rel, " + supported);
    }
    if (!expires.isEmpty()) {
      headers = headers.with("Session-Expires", expires);
    }
    return minSe.isEmpty() ? headers : headers.with("Min-SE", minSe);
  }

  @ParameterizedTest
  @CsvSource({
    // supported, Session-Expires, Min-SE: answered Session-Expires, Require
    "timer, '', '', 1800;refresher=uac, timer",
    "'', '', '', 1800;refresher=uas, ''",
    "timer, 600, '', 600;refresher=uac, timer",
    "timer, 600;refresher=uas, '', 600;refresher=uas, ''",
    "timer, 600 ; Refresher = uac, '', 600;refresher=uac, timer",
    "'', 600, '', 600;refresher=uas, ''",
    "timer, 7200, '', 1800;refresher=uac, timer",
    "timer, 7200, 3600, 3600;refresher=uac, timer",
    "timer, 99999999999999, '', error, ''",
    "timer, 89, '', too-small, ''",
    "timer, x, '', error, ''",
  })
  void a_request_is_answered(
      String supported, String expires, String minSe, String answered, String require) {
    SessionTimer.Answer answer = SessionTimer.answer(headers(supported, expires, minSe), 1800);
    switch (answer) {
      case SessionTimer.Answer.TooSmall() -> assertThat(answered).isEqualTo("too-small");
      case SessionTimer.Answer.Malformed() -> assertThat(answered).isEqualTo("error");
      case SessionTimer.Answer.Timer(var timer, HeaderFields headers) -> {
        assertThat(headers.first("Session-Expires")).contains(answered);
        assertThat(headers.first("Require").orElse("")).isEqualTo(require);
        assertThat(timer.orElseThrow().weRefresh()).isEqualTo(answered.endsWith("uas"));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', 0, false",
    "600;refresher=uac, 600, true",
    "600;refresher=uas, 600, false",
    "600, 600, true",
    "10;refresher=uas, 0, false",
  })
  void an_answer_says_who_refreshes(String expires, int seconds, boolean weRefresh) {
    Optional<SessionTimer> agreed = SessionTimer.agreed(headers("", expires, ""));
    assertThat(agreed)
        .isEqualTo(
            seconds == 0 ? Optional.empty() : Optional.of(new SessionTimer(seconds, weRefresh)));
  }

  @Test
  void a_422_is_followed_only_upwards() {
    assertThat(SessionTimer.wanted(headers("", "", "3600"), 1800)).contains(3600);
    assertThat(SessionTimer.wanted(headers("", "", "1800"), 1800)).isEmpty();
    assertThat(SessionTimer.wanted(headers("", "", ""), 1800)).isEmpty();
  }

  @Test
  void the_one_who_waits_gives_up_a_little_early() {
    assertThat(new SessionTimer(1800, true).refreshAfter()).isEqualTo(Duration.ofSeconds(900));
    assertThat(new SessionTimer(1800, true).overAfter()).isEqualTo(Duration.ofSeconds(1800));
    assertThat(new SessionTimer(1800, false).overAfter()).isEqualTo(Duration.ofSeconds(1768));
    assertThat(new SessionTimer(90, false).overAfter()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void a_refresh_keeps_the_roles() {
    assertThat(new SessionTimer(600, true).refreshing().first("Session-Expires"))
        .contains("600;refresher=uac");
  }
}
