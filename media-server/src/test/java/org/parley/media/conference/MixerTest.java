package org.parley.media.conference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.parley.media.sound.Sound;

class MixerTest {
  private static final int MUSIC = 10_000;

  private final Mixer mixer = new Mixer();

  /** Says one number all the time, and remembers the one it heard last. */
  private static final class Voice implements Member {
    final int says;
    int heard;

    Voice(int says) {
      this.says = says;
    }

    @Override
    public boolean says(short[] into) {
      Arrays.fill(into, (short) says);
      return says != 0;
    }

    @Override
    public void hears(short[] frame) {
      heard = frame[frame.length - 1];
    }
  }

  private static Sound constant(int sample) {
    return new Sound(new short[] {(short) sample});
  }

  private Voice join(int says) {
    var voice = new Voice(says);
    mixer.join(voice);
    return voice;
  }

  @Test
  void everybody_hears_all_others() {
    Voice a = join(1);
    Voice b = join(2);
    Voice c = join(4);

    mixer.mix();

    assertThat(List.of(a.heard, b.heard, c.heard)).containsExactly(6, 5, 3);
  }

  @Test
  void who_is_disconnected_hears_music_and_is_heard_by_nobody() {
    Voice a = join(1);
    Voice b = join(2);
    Voice c = join(4);
    mixer.disconnect(c, constant(MUSIC));
    mixer.mix();
    assertThat(List.of(a.heard, b.heard, c.heard)).containsExactly(2, 1, MUSIC);

    mixer.reconnect(c);
    mixer.mix();
    assertThat(List.of(a.heard, b.heard, c.heard)).containsExactly(6, 5, 3);
  }

  @Test
  void who_is_muted_hears_all_others_and_is_heard_by_nobody() {
    Voice a = join(1);
    Voice b = join(2);
    mixer.mute(b, true);
    mixer.mix();
    assertThat(List.of(a.heard, b.heard)).containsExactly(0, 1);

    mixer.mute(b, false);
    mixer.mix();
    assertThat(List.of(a.heard, b.heard)).containsExactly(2, 1);
  }

  @Test
  void two_loud_ones_are_as_loud_as_it_gets_and_each_hears_the_other_alone() {
    Voice a = join(30_000);
    Voice b = join(30_000);
    Voice c = join(1);

    mixer.mix();

    assertThat(c.heard).isEqualTo(Short.MAX_VALUE);
    assertThat(a.heard).isEqualTo(30_001);
    assertThat(b.heard).isEqualTo(30_001);
  }

  @Test
  void music_goes_on_where_it_was_and_begins_anew_the_next_time() {
    Voice a = join(0);
    var samples = new short[161];
    samples[159] = 1;
    samples[158] = 2;
    mixer.disconnect(a, new Sound(samples));
    mixer.mix();
    assertThat(a.heard).isEqualTo(1);
    mixer.mix();
    assertThat(a.heard).isEqualTo(2);

    mixer.disconnect(a, new Sound(samples));
    mixer.mix();
    assertThat(a.heard).isEqualTo(1);
  }

  @Test
  void nobody_takes_part_twice_and_who_does_not_cannot_be_disconnected() {
    Voice a = join(1);

    assertThatThrownBy(() -> mixer.join(a)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> mixer.mute(new Voice(2), true))
        .isInstanceOf(IllegalStateException.class);
  }

  /** Whatever happened before, what is heard follows from who takes part and how. */
  @Test
  void after_any_changes_everybody_hears_whom_the_rules_say() {
    var random = new Random(42);
    for (int run = 0; run < 500; run++) {
      Mixer conference = new Mixer();
      Map<Voice, String> state = new HashMap<>();
      List<Voice> present = new ArrayList<>();
      int next = 0;
      for (int step = 0; step < 30; step++) {
        Voice one = present.isEmpty() ? null : present.get(random.nextInt(present.size()));
        switch (one == null ? 0 : random.nextInt(6)) {
          case 0 -> {
            if (present.size() < 12) {
              var voice = new Voice(1 << next++ % 12);
              if (present.stream().noneMatch(other -> other.says == voice.says)) {
                conference.join(voice);
                present.add(voice);
                state.put(voice, "in");
              }
            }
          }
          case 1 -> {
            conference.leave(one);
            present.remove(one);
          }
          case 2 -> {
            conference.disconnect(one, constant(MUSIC));
            state.put(one, state.get(one).replace("in", "apart"));
          }
          case 3 -> {
            conference.reconnect(one);
            state.put(one, state.get(one).replace("apart", "in"));
          }
          case 4 -> {
            conference.mute(one, true);
            state.compute(one, (_, now) -> now.startsWith("muted ") ? now : "muted " + now);
          }
          default -> {
            conference.mute(one, false);
            state.compute(one, (_, now) -> now.replace("muted ", ""));
          }
        }
        conference.mix();
        for (Voice listener : present) {
          int expected =
              state.get(listener).endsWith("apart")
                  ? MUSIC
                  : present.stream()
                      .filter(other -> other != listener && state.get(other).equals("in"))
                      .mapToInt(other -> other.says)
                      .sum();
          assertThat(listener.heard).isEqualTo(expected);
          for (Voice speaker : present) {
            assertThat(conference.hears(listener, speaker))
                .isEqualTo(
                    listener != speaker
                        && !state.get(listener).endsWith("apart")
                        && state.get(speaker).equals("in"));
          }
        }
      }
    }
  }
}
