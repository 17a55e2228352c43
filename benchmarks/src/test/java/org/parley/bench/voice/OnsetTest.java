package org.parley.bench.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.bench.voice.FarEnds.Heard;

class OnsetTest {
  private static final int WANTED = 1;
  private static final int OTHER = 2;

  private static Onset onset(Heard... frames) {
    return Onset.of(List.of(frames), 100, sample -> sample == WANTED);
  }

  private static Heard at(long nanos, int sample) {
    return new Heard(40_000, nanos, sample);
  }

  @Test
  void what_came_before_the_asking_does_not_count() {
    assertThat(onset(at(80, OTHER), at(99, WANTED), at(120, WANTED), at(140, WANTED)))
        .isEqualTo(new Onset(20, 0, 0, true));
  }

  @Test
  void frames_that_were_on_their_way_are_counted() {
    assertThat(onset(at(101, OTHER), at(121, OTHER), at(141, WANTED)))
        .isEqualTo(new Onset(41, 21, 2, true));
  }

  @Test
  void what_does_not_come_or_does_not_stay_is_not_complete() {
    assertThat(onset(at(101, OTHER)).isComplete()).isFalse();
    assertThat(onset(at(101, WANTED), at(121, OTHER)).isComplete()).isFalse();
  }
}
