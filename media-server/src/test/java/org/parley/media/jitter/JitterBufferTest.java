package org.parley.media.jitter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.media.audio.Frame;
import org.parley.media.audio.G711;
import org.parley.media.rtp.RtpPacket;

class JitterBufferTest {
  /** The frame in which nothing was to be heard. */
  private static final int NOTHING = -1;

  private final JitterBuffer buffer = new JitterBuffer();

  /** A packet all of whose samples have that code, which tells it apart. */
  private static RtpPacket packet(int ssrc, int sequence, int code, int samples) {
    var payload = new byte[samples];
    Arrays.fill(payload, (byte) code);
    return new RtpPacket(0, false, sequence & 0xFFFF, sequence * samples, ssrc, payload);
  }

  private void put(int sequence) {
    buffer.put(packet(1, sequence, sequence, Frame.SAMPLES), G711.PCMU);
  }

  /** The code of the next frame. */
  private int take() {
    var frame = new short[Frame.SAMPLES];
    return buffer.take(frame) ? G711.PCMU.encode(frame)[0] & 0xFF : NOTHING;
  }

  private List<Integer> take(int times) {
    List<Integer> codes = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      codes.add(take());
    }
    return codes;
  }

  @Test
  void it_begins_when_there_is_enough_and_goes_on_in_order() {
    put(1);
    assertThat(take()).isEqualTo(NOTHING);
    put(2);
    put(4);
    put(3);

    assertThat(take(5)).containsExactly(1, 2, 3, 4, NOTHING);
  }

  @Test
  void what_is_missing_is_a_frame_of_silence() {
    put(1);
    put(2);
    put(4);

    assertThat(take(4)).containsExactly(1, 2, 0xFF, 4);
    assertThat(buffer.missing()).isEqualTo(1);
  }

  @Test
  void what_comes_too_late_is_thrown_away_and_the_next_pause_is_longer() {
    put(1);
    put(2);
    put(4);
    take(4);
    put(3);
    assertThat(buffer.late()).isEqualTo(1);
    assertThat(take()).isEqualTo(NOTHING);

    put(5);
    put(6);
    assertThat(take()).isEqualTo(NOTHING);
    put(7);
    assertThat(take(3)).containsExactly(5, 6, 7);
  }

  @Test
  void a_packet_that_comes_twice_is_heard_once() {
    put(1);
    put(1);
    put(2);

    assertThat(take(3)).containsExactly(1, 2, NOTHING);
  }

  @Test
  void numbers_go_round() {
    put(0xFFFE);
    put(0xFFFF);
    put(0x10000);
    put(0x10001);

    assertThat(take(4)).containsExactly(0xFE, 0xFF, 0x00, 0x01);
  }

  @Test
  void another_source_begins_anew() {
    put(1);
    put(2);
    take();
    buffer.put(packet(2, 900, 77, Frame.SAMPLES), G711.PCMU);
    buffer.put(packet(2, 901, 78, Frame.SAMPLES), G711.PCMU);

    assertThat(take(2)).containsExactly(77, 78);
  }

  @Test
  void a_leap_of_the_numbers_begins_anew() {
    put(1);
    put(2);
    take();
    buffer.put(packet(1, 30_000, 77, Frame.SAMPLES), G711.PCMU);
    buffer.put(packet(1, 30_001, 78, Frame.SAMPLES), G711.PCMU);

    assertThat(take(2)).containsExactly(77, 78);
  }

  @Test
  void packets_of_another_length_make_the_same_frames() {
    for (int i = 0; i < 4; i++) {
      buffer.put(packet(1, i, 50 + i / 2, Frame.SAMPLES / 2), G711.PCMU);
    }
    assertThat(take(2)).containsExactly(50, 51);

    for (int i = 0; i < 2; i++) {
      buffer.put(packet(2, i, 60 + i, 2 * Frame.SAMPLES), G711.PCMU);
    }
    assertThat(take(4)).containsExactly(60, 60, 61, 61);
  }

  @Test
  void more_than_is_needed_for_long_is_left_out() {
    for (int i = 0; i < 6; i++) {
      put(i);
    }
    List<Integer> heard = new ArrayList<>();
    for (int i = 6; i < 1_200; i++) {
      heard.add(take());
      put(i);
    }
    int buffered = 0;
    while (take() != NOTHING) {
      buffered++;
    }

    assertThat(heard).doesNotContain(NOTHING);
    assertThat(buffered).isEqualTo(4);
  }
}
