package org.parley.tlibgateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoginPenaltiesTest {
  private final AtomicLong millis = new AtomicLong();
  private final LoginPenalties penalties = new LoginPenalties(3, millis::get);

  @Test
  void the_delay_doubles_up_to_the_longest() {
    assertThat(penalties.delayOf("a")).isZero();
    penalties.failed("a");
    assertThat(penalties.delayOf("a")).isEqualTo(Duration.ofMillis(250));
    penalties.failed("a");
    assertThat(penalties.delayOf("a")).isEqualTo(Duration.ofMillis(500));
    for (int i = 0; i < 100; i++) {
      penalties.failed("a");
    }
    assertThat(penalties.delayOf("a")).isEqualTo(LoginPenalties.LONGEST);
    assertThat(penalties.delayOf("b")).isZero();
  }

  @Test
  void one_failure_is_forgiven_every_half_minute() {
    penalties.failed("a");
    penalties.failed("a");
    millis.addAndGet(LoginPenalties.FORGIVEN_EVERY.toMillis());
    assertThat(penalties.delayOf("a")).isEqualTo(LoginPenalties.FIRST);
    millis.addAndGet(LoginPenalties.FORGIVEN_EVERY.toMillis());
    assertThat(penalties.delayOf("a")).isZero();
  }

  @Test
  void the_table_is_bounded_and_forgets_who_was_not_heard_of_longest() {
    penalties.failed("a");
    penalties.failed("b");
    penalties.failed("c");
    penalties.failed("a");
    penalties.failed("d");
    assertThat(penalties.size()).isEqualTo(3);
    assertThat(penalties.delayOf("b")).isZero();
    assertThat(penalties.delayOf("a")).isEqualTo(Duration.ofMillis(500));
  }
}
