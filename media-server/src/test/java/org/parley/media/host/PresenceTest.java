package org.parley.media.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PresenceTest {
  private long now = 1;
  private final Presence presence = new Presence("m1", () -> now);

  private void beats(int count) {
    for (int i = 0; i < count; i++) {
      now += Presence.BEAT.toNanos();
      presence.heard("m1");
    }
  }

  @Test
  void who_is_not_heard_for_two_seconds_is_dead() {
    beats(10);
    presence.heard("m2");
    beats(4);
    assertThat(presence.alive()).containsExactlyInAnyOrder("m1", "m2");
    beats(1);
    assertThat(presence.alive()).containsExactly("m1");
  }

  @Test
  void each_conference_is_that_of_exactly_one() {
    List<Presence> three =
        List.of("m1", "m2", "m3").stream().map(own -> new Presence(own, () -> now)).toList();
    three.forEach(one -> List.of("m1", "m2", "m3").forEach(one::heard));

    assertThat(IntStream.range(0, 300).mapToObj("%016x"::formatted))
        .allMatch(call -> three.stream().filter(one -> one.isOurs(call)).count() == 1);
  }
}
