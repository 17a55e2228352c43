package org.parley.config.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoginDelayTest {
  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
  private final LoginDelay delay = new LoginDelay();

  @Test
  void a_few_mistakes_cost_nothing() {
    fail("10.1.1.1", "anna", LoginDelay.FREE_FOR_PAIR);

    assertThat(delay.remaining("10.1.1.1", "anna", START)).isZero();
  }

  @Test
  void the_wait_doubles_with_each_further_failure_up_to_the_longest() {
    fail("10.1.1.1", "anna", LoginDelay.FREE_FOR_PAIR + 1);
    assertThat(delay.remaining("10.1.1.1", "anna", START)).isEqualTo(Duration.ofSeconds(1));
    fail("10.1.1.1", "anna", 1);
    assertThat(delay.remaining("10.1.1.1", "anna", START)).isEqualTo(Duration.ofSeconds(2));
    fail("10.1.1.1", "anna", 20);
    assertThat(delay.remaining("10.1.1.1", "anna", START)).isEqualTo(LoginDelay.LONGEST);
  }

  @Test
  void names_that_are_too_long_for_anybody_are_not_remembered_whole() {
    String longest = "x".repeat(LoginDelay.LONGEST_NAME);
    fail("10.1.1.1", longest + "1", LoginDelay.FREE_FOR_PAIR + 1);

    assertThat(delay.remaining("10.1.1.1", longest + "2", START)).isPositive();
  }

  @Test
  void the_wait_ends() {
    fail("10.1.1.1", "anna", LoginDelay.FREE_FOR_PAIR + 1);

    assertThat(delay.remaining("10.1.1.1", "anna", START.plusSeconds(1))).isZero();
  }

  @Test
  void nobody_can_lock_an_account_for_other_sources_or_a_source_for_other_accounts() {
    fail("10.1.1.1", "anna", LoginDelay.FREE_FOR_PAIR + 5);

    assertThat(delay.remaining("10.1.1.2", "anna", START)).isZero();
    assertThat(delay.remaining("10.1.1.1", "bruno", START)).isZero();
  }

  @Test
  void guessing_over_many_accounts_from_one_source_is_slowed_as_well() {
    for (int i = 0; i <= LoginDelay.FREE_FOR_SOURCE; i++) {
      delay.failed("10.1.1.1", "user" + i, START);
    }

    assertThat(delay.remaining("10.1.1.1", "somebody", START)).isPositive();
    assertThat(delay.remaining("10.1.1.2", "somebody", START)).isZero();
  }

  @Test
  void a_success_forgives_the_pair_but_the_source_only_a_little() {
    for (int i = 0; i < LoginDelay.FREE_FOR_SOURCE + LoginDelay.FORGIVEN_BY_SUCCESS + 1; i++) {
      delay.failed("10.1.1.1", "user" + i, START);
    }
    fail("10.1.1.1", "anna", LoginDelay.FREE_FOR_PAIR + 1);

    delay.succeeded("10.1.1.1", "anna");

    assertThat(delay.remaining("10.1.1.1", "anna", START)).isEqualTo(LoginDelay.LONGEST_FOR_SOURCE);
    for (int i = 0; i < 4; i++) {
      delay.succeeded("10.1.1.1", "anna");
    }
    assertThat(delay.remaining("10.1.1.1", "anna", START)).isZero();
  }

  @Test
  void an_address_that_many_share_never_waits_long() {
    for (int i = 0; i < 1_000; i++) {
      delay.failed("10.1.1.1", "user" + i, START);
    }

    assertThat(delay.remaining("10.1.1.1", "anna", START)).isEqualTo(LoginDelay.LONGEST_FOR_SOURCE);
  }

  @Test
  void failures_of_long_ago_are_forgotten() {
    fail("10.1.1.1", "anna", 30);
    Instant later = START.plus(LoginDelay.MEMORY).plusSeconds(1);
    delay.failed("10.1.1.1", "anna", later);

    assertThat(delay.remaining("10.1.1.1", "anna", later)).isZero();
  }

  private void fail(String source, String user, int times) {
    for (int i = 0; i < times; i++) {
      delay.failed(source, user, START);
    }
  }
}
