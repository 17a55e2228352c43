package org.parley.tlib;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConnIdsTest {
  private static final int SITE = 3;

  private Instant now = Instant.parse("2026-11-21T12:00:00Z");

  private ConnIds ids(RandomGenerator random) {
    return new ConnIds(() -> now, random);
  }

  @Test
  void says_site_and_medium_and_is_the_first_call_of_its_interaction() {
    ConnId drawn = ids(new Random(1)).next(SITE, ConnId.Medium.VOICE);

    assertThat(drawn.isVoice(SITE)).isTrue();
    assertThat(drawn.leg()).isZero();
  }

  @Test
  void never_draws_one_twice_within_a_second() {
    var ids = ids(new Random(1));
    var drawn = new HashSet<ConnId>();

    IntStream.range(0, 20_000).forEach(_ -> drawn.add(ids.next(SITE, ConnId.Medium.VOICE)));

    assertThat(drawn).hasSize(20_000);
  }

  @Test
  void what_was_drawn_in_one_second_is_another_one_in_the_next() {
    RandomGenerator same = () -> 0L;
    var ids = ids(same);
    ConnId first = ids.next(SITE, ConnId.Medium.VOICE);
    ConnId second = ids.next(SITE, ConnId.Medium.VOICE);
    now = now.plusSeconds(1);

    assertThat(ids.next(SITE, ConnId.Medium.VOICE)).isNotIn(first, second);
    assertThat(first).isNotEqualTo(second);
  }
}
