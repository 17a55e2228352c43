package org.parley.media.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PresenceTest {
  private static final Duration BEAT = Duration.ofMillis(500);

  private long now = 1;
  private final Presence presence = new Presence("m1", () -> now);

  private void passes(Duration time) {
    now += time.toNanos();
  }

  /** Our own beats come, and no others. */
  private void beats(int count) {
    for (int i = 0; i < count; i++) {
      passes(BEAT);
      presence.heard("m1");
    }
  }

  @Test
  void alone_it_is_alive() {
    assertThat(presence.alive()).containsExactly("m1");
  }

  @Test
  void who_is_not_heard_for_two_seconds_is_dead_until_it_is_heard_again() {
    beats(10);
    presence.heard("m2");
    beats(4);
    assertThat(presence.alive()).containsExactlyInAnyOrder("m1", "m2");

    beats(1);
    assertThat(presence.alive()).containsExactly("m1");

    presence.heard("m2");
    assertThat(presence.alive()).containsExactlyInAnyOrder("m1", "m2");
  }

  @Test
  void who_says_good_bye_is_gone_at_once() {
    presence.heard("m2");
    presence.gone("m2");

    assertThat(presence.alive()).containsExactly("m1");
  }

  @Test
  void while_not_even_our_own_beats_come_nobody_is_dead() {
    beats(10);
    presence.heard("m2");
    passes(Duration.ofMinutes(1));
    assertThat(presence.alive()).containsExactlyInAnyOrder("m1", "m2");

    beats(4);
    assertThat(presence.alive()).as("it has not had its two seconds").contains("m2");
    beats(2);
    assertThat(presence.alive()).containsExactly("m1");
  }

  @Test
  void who_was_heard_of_before_the_start_has_two_seconds() {
    presence.heard("m2");
    beats(4);
    assertThat(presence.alive()).contains("m2");
    beats(2);
    assertThat(presence.alive()).containsExactly("m1");
  }

  @Test
  void all_name_the_same_one_and_calls_are_spread_over_all() {
    List<Presence> three =
        List.of("m1", "m2", "m3").stream().map(own -> new Presence(own, () -> now)).toList();
    three.forEach(one -> List.of("m1", "m2", "m3").forEach(one::heard));
    Map<String, Integer> calls = new TreeMap<>();
    IntStream.range(0, 3_000)
        .mapToObj("%016x"::formatted)
        .forEach(call -> {
          List<String> takers =
              three.stream().filter(one -> one.isOurs(call)).map(Instances::own).toList();
          assertThat(takers).hasSize(1);
          calls.merge(takers.getFirst(), 1, Integer::sum);
        });

    assertThat(calls.values()).allMatch(count -> count > 800);
  }
}
