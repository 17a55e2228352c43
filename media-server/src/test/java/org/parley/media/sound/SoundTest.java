package org.parley.media.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.parley.media.audio.Frame;

class SoundTest {
  @Test
  void it_begins_again_at_its_end() {
    Sound.Playing playing = new Sound(new short[] {1, 2, 3}).play();
    var frame = new short[4];
    playing.next(frame);
    assertThat(frame).containsExactly(1, 2, 3, 1);
    playing.next(frame);
    assertThat(frame).containsExactly(2, 3, 1, 2);
  }

  @Test
  void two_who_hear_it_are_at_places_of_their_own() {
    Sound sound = new Sound(new short[] {1, 2});
    Sound.Playing first = sound.play();
    first.next(new short[1]);
    var frame = new short[1];
    sound.play().next(frame);

    assertThat(frame).containsExactly(1);
  }

  @Test
  void a_tone_repeats_without_a_click() {
    short[] samples = Sound.tone(1_900, 10_000).samples();

    assertThat(samples).hasSize(Frame.RATE);
    assertThat(samples[0]).isZero();
    int step = Math.abs(samples[0] - samples[samples.length - 1]);
    assertThat(step).isLessThanOrEqualTo(Math.abs(samples[1] - samples[0]) + 1);
  }

  @Test
  void a_sound_of_nothing_is_none() {
    assertThatThrownBy(() -> new Sound(new short[0])).isInstanceOf(IllegalArgumentException.class);
  }
}
