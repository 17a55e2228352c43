package org.parley.starter.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeartbeatsTest {
  private static final Duration BEAT = Duration.ofMillis(500);
  private static final Duration SILENCE = Duration.ofSeconds(2);

  private long now = 1;
  private final Heartbeats beats = new Heartbeats("m1", BEAT, () -> now);

  private void passes(Duration time) {
    now += time.toNanos();
  }

  /** Our own beats come, and no others. */
  private void beats(int count) {
    for (int i = 0; i < count; i++) {
      passes(BEAT);
      beats.heard("m1");
    }
  }

  private Set<String> alive() {
    return beats.alive(SILENCE);
  }

  @Test
  void alone_it_is_alive() {
    assertThat(alive()).containsExactly("m1");
    assertThat(beats.isAlive("m1", SILENCE)).isTrue();
    assertThat(beats.isAlive("m2", SILENCE)).isFalse();
  }

  @Test
  void who_is_not_heard_for_two_seconds_is_dead_until_it_is_heard_again() {
    beats(10);
    beats.heard("m2");
    beats(4);
    assertThat(alive()).containsExactlyInAnyOrder("m1", "m2");

    beats(1);
    assertThat(alive()).containsExactly("m1");

    beats.heard("m2");
    assertThat(alive()).containsExactlyInAnyOrder("m1", "m2");
  }

  @Test
  void who_says_good_bye_is_gone_at_once() {
    beats.heard("m2");
    beats.gone("m2");

    assertThat(alive()).containsExactly("m1");
  }

  @Test
  void while_not_even_our_own_beats_come_nobody_is_dead() {
    beats(10);
    beats.heard("m2");
    passes(Duration.ofMinutes(1));
    assertThat(alive()).containsExactlyInAnyOrder("m1", "m2");

    beats(4);
    assertThat(alive()).as("it has not had its two seconds").contains("m2");
    beats(2);
    assertThat(alive()).containsExactly("m1");
  }

  @Test
  void who_was_heard_of_before_the_start_has_two_seconds() {
    beats.heard("m2");
    beats(4);
    assertThat(alive()).contains("m2");
    beats(2);
    assertThat(alive()).containsExactly("m1");
  }

  @Test
  void who_waits_longer_has_heard_it_lately_for_longer() {
    beats(10);
    beats.heard("m2");
    beats(5);
    assertThat(beats.isAlive("m2", SILENCE)).isFalse();
    assertThat(beats.isAlive("m2", SILENCE.multipliedBy(2))).isTrue();
  }

  @Test
  void what_is_to_be_done_is_spread_and_only_the_share_of_who_goes_changes_hands() {
    Set<String> three = Set.of("m1", "m2", "m3");
    Map<String, List<String>> shares = new TreeMap<>();
    IntStream.range(0, 3_000)
        .mapToObj("%016x"::formatted)
        .forEach(what ->
            shares
                .computeIfAbsent(Heartbeats.chosen(three, what), _ -> new ArrayList<>())
                .add(what));

    assertThat(shares.values()).hasSize(3).allMatch(share -> share.size() > 800);
    for (String staying : List.of("m1", "m2")) {
      assertThat(shares.get(staying))
          .allMatch(what -> Heartbeats.chosen(Set.of("m1", "m2"), what).equals(staying));
    }
  }
}
