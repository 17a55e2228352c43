package org.parley.media.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.media.audio.Frame;
import org.parley.media.audio.G711;
import org.parley.media.sound.MediaRoot.NoSound;

class MediaRootTest {
  @TempDir Path directory;

  private Sounds root;

  @BeforeEach
  void begin() throws IOException {
    Files.createDirectories(directory.resolve("root/music"));
    Files.write(directory.resolve("secret.ulaw"), new byte[100]);
    root = new Sounds(new MediaRoot(directory.resolve("root")), 40_000);
  }

  /** A tone of one second as a WAV file. */
  private void wav(String name, int rate, int channels) throws IOException {
    var bytes = new byte[rate * channels * Short.BYTES];
    for (int i = 0; i < rate; i++) {
      int sample = (int) (8_000 * Math.sin(2 * Math.PI * 400 * i / rate));
      for (int channel = 0; channel < channels; channel++) {
        int at = (i * channels + channel) * Short.BYTES;
        bytes[at] = (byte) sample;
        bytes[at + 1] = (byte) (sample >> Byte.SIZE);
      }
    }
    AudioFormat format = new AudioFormat(rate, 16, channels, true, false);
    try (var stream = new AudioInputStream(new ByteArrayInputStream(bytes), format, rate)) {
      AudioSystem.write(
          stream, AudioFileFormat.Type.WAVE, directory.resolve("root").resolve(name).toFile());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"music/on_hold", "music/on_hold.wav", "music/../music/on_hold"})
  void a_file_is_found_with_and_without_its_extension(String path) throws Exception {
    wav("music/on_hold.wav", Frame.RATE, 1);

    assertThat(root.read(path).samples()).hasSize(Frame.RATE);
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 16_000, 44_100, 48_000})
  void any_rate_and_stereo_become_ours(int rate) throws Exception {
    wav("tone.wav", rate, 2);

    short[] samples = root.read("tone").samples();

    assertThat((double) samples.length).isCloseTo(Frame.RATE, within(Frame.RATE / 100.0));
    int crossings = 0;
    for (int i = 1; i < samples.length; i++) {
      crossings += samples[i - 1] < 0 && samples[i] >= 0 ? 1 : 0;
    }
    assertThat(crossings).as("400 Hz").isBetween(395, 405);
  }

  private static org.assertj.core.data.Offset<Double> within(double offset) {
    return org.assertj.core.data.Offset.offset(offset);
  }

  @Test
  void a_file_without_a_header_is_mu_law() throws Exception {
    short[] frame = new short[Frame.SAMPLES];
    frame[7] = 8_000;
    Files.write(directory.resolve("root/music/on_hold"), G711.PCMU.encode(frame));

    short[] samples = root.read("music/on_hold").samples();

    assertThat(samples).hasSize(Frame.SAMPLES);
    assertThat((int) samples[7]).isBetween(7_700, 8_300);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../secret", "../secret.ulaw", "music/../../secret", "", " ", ".", "a\u0000b"})
  void a_path_that_leaves_the_root_is_refused(String path) {
    assertThatThrownBy(() -> root.read(path))
        .isInstanceOf(NoSound.class)
        .hasMessageContaining("not inside the media root");
  }

  @Test
  void an_absolute_path_is_refused() {
    assertThatThrownBy(() -> root.read(directory.resolve("secret.ulaw").toString()))
        .isInstanceOf(NoSound.class)
        .hasMessageContaining("not inside the media root");
  }

  @Test
  void a_link_that_leads_out_of_the_root_is_not_followed() throws IOException {
    Files.createSymbolicLink(
        directory.resolve("root/music/link.ulaw"), directory.resolve("secret.ulaw"));

    assertThatThrownBy(() -> root.read("music/link")).isInstanceOf(NoSound.class);
  }

  @Test
  void what_is_not_there_or_empty_is_no_sound() throws IOException {
    Files.write(directory.resolve("root/empty.ulaw"), new byte[0]);

    assertThatThrownBy(() -> root.read("music/none"))
        .isInstanceOf(NoSound.class)
        .hasMessage("there is no file music/none");
    assertThatThrownBy(() -> root.read("empty"))
        .isInstanceOf(NoSound.class)
        .hasMessage("empty is empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"music/on_hold", "music/on_hold.wav"})
  void music_is_there_without_a_file(String path) throws Exception {
    assertThat(root.read(path).samples()).hasSize(16 * Frame.RATE);
    assertThat(new Sounds(new MediaRoot(directory.resolve("nowhere")), 1).read(path).samples())
        .hasSize(16 * Frame.RATE);
  }

  @Test
  void a_file_of_that_name_replaces_it() throws Exception {
    wav("music/on_hold.wav", Frame.RATE, 1);

    assertThat(root.read("music/on_hold").samples()).hasSize(Frame.RATE);
  }

  @Test
  void the_music_is_what_its_program_makes() throws IOException {
    try (var shipped = MediaRoot.class.getResourceAsStream("music/on_hold.wav")) {
      assertThat(shipped.readAllBytes())
          .as("main of OnHoldMusic writes it anew")
          .isEqualTo(OnHoldMusic.wav())
          .hasSizeLessThan(200_000);
    }
  }

  @Test
  void what_is_longer_than_ten_minutes_is_no_music() throws IOException {
    Files.write(directory.resolve("root/long.ulaw"), new byte[601 * Frame.RATE]);

    assertThatThrownBy(() -> root.read("long"))
        .isInstanceOf(NoSound.class)
        .hasMessage("long is longer than ten minutes");
  }

  @Test
  void all_share_one_sound_until_its_file_changes() throws Exception {
    Files.write(directory.resolve("root/one.ulaw"), new byte[100]);
    assertThat(root.read("one")).isSameAs(root.read("one.ulaw"));

    Files.write(directory.resolve("root/one.ulaw"), new byte[200]);
    assertThat(root.read("one").samples()).hasSize(200);
  }

  @Test
  void no_more_is_kept_than_was_said() throws Exception {
    for (int i = 0; i < 10; i++) {
      Files.write(directory.resolve("root/" + i + ".ulaw"), new byte[5_000]);
      root.read(String.valueOf(i));
    }
    assertThat(root.size()).isEqualTo(4);

    Files.write(directory.resolve("root/large.ulaw"), new byte[50_000]);
    assertThat(root.read("large")).isSameAs(root.read("large"));
    assertThat(root.size()).isEqualTo(1);
  }
}
