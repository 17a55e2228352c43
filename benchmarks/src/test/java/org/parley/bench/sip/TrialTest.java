package org.parley.bench.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrialTest {
  private static Trial trial(long failed, long again, long undelivered, double seconds) {
    return new Trial(
        100,
        1_000,
        failed,
        again,
        undelivered,
        seconds,
        10,
        new double[] {1},
        Duration.ofMillis(1),
        "");
  }

  @Test
  void one_in_a_hundred_may_be_sent_again() {
    assertThat(trial(0, 10, 0, 10).isClean()).isTrue();
    assertThat(trial(0, 11, 0, 10).isClean()).isFalse();
  }

  @Test
  void a_single_failure_or_one_that_did_not_get_there_is_not_clean() {
    assertThat(trial(1, 0, 0, 10).isClean()).isFalse();
    assertThat(trial(0, 0, 1, 10).isClean()).isFalse();
  }

  @Test
  void a_rate_that_was_not_kept_is_not_clean() {
    assertThat(trial(0, 0, 0, 13).isClean()).isTrue();
    assertThat(trial(0, 0, 0, 13.1).isClean()).isFalse();
  }
}
