package org.parley.media.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class G711Test {

  /** Ends and middle of ITU-T G.711 tables 1 and 2, as 16 bit samples. */
  @ParameterizedTest
  @CsvSource({
    "PCMU, 0xFF, 0",
    "PCMU, 0x7F, 0",
    "PCMU, 0x80, 32124",
    "PCMU, 0x00, -32124",
    "PCMU, 0xFE, 8",
    "PCMA, 0xD5, 8",
    "PCMA, 0x55, -8",
    "PCMA, 0xAA, 32256",
    "PCMA, 0x2A, -32256",
  })
  void a_code_stands_for_a_sample(G711 codec, String code, short sample) {
    assertThat(codec.expand(Integer.decode(code))).isEqualTo(sample);
  }

  @ParameterizedTest
  @EnumSource
  void what_was_expanded_is_compressed_to_the_same_code(G711 codec) {
    for (int code = 0; code < 256; code++) {
      short sample = codec.expand(code);
      assertThat(codec.expand(codec.compress(sample))).as("code %d", code).isEqualTo(sample);
    }
  }

  @ParameterizedTest
  @EnumSource
  void no_sample_is_far_from_its_code(G711 codec) {
    for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
      int error = Math.abs(codec.expand(codec.compress(sample)) - sample);
      // The widest step is 1,024 samples, and the loudest are cut.
      assertThat(error).as("sample %d", sample).isLessThanOrEqualTo(Math.abs(sample) / 16 + 40);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_frame_comes_back_nearly_as_it_was(G711 codec) {
    var frame = new short[Frame.SAMPLES];
    for (int i = 0; i < frame.length; i++) {
      frame[i] = (short) (10_000 * Math.sin(2 * Math.PI * 437 * i / Frame.RATE));
    }
    byte[] payload = codec.encode(frame);
    var back = new short[codec.samples(payload.length)];
    codec.decode(payload, back, 0);

    assertThat(back).hasSameSizeAs(frame);
    double signal = 0;
    double noise = 0;
    for (int i = 0; i < frame.length; i++) {
      signal += (double) frame[i] * frame[i];
      noise += Math.pow(frame[i] - back[i], 2);
    }
    assertThat(10 * Math.log10(signal / noise)).as("dB").isGreaterThan(35);
  }

  @Test
  void the_number_in_rtp_names_the_codec() {
    assertThat(G711.of(0)).contains(G711.PCMU);
    assertThat(G711.of(8)).contains(G711.PCMA);
    assertThat(G711.of(9)).isEmpty();
  }
}
