package org.parley.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReceptionTest {
  private static final long FRAME = 20_000_000;

  private final Reception reception = new Reception(1, 65_534, 8_000);

  private void comes(int sequence, long nanos) {
    reception.received(sequence & 0xFFFF, (sequence - 65_534) * 160, nanos);
  }

  @Test
  void numbers_go_round_and_are_counted_on() {
    for (int i = 0; i < 5; i++) {
      comes(65_534 + i, i * FRAME);
    }

    assertThat(reception.extendedHighest()).isEqualTo(65_538);
    assertThat(reception.lost()).isZero();
    assertThat(reception.jitter()).isZero();
  }

  @Test
  void what_is_missing_is_lost_until_it_comes() {
    comes(65_534, 0);
    comes(65_537, 3 * FRAME);
    assertThat(reception.lost()).isEqualTo(2);
    assertThat(reception.fractionLost()).isEqualTo(128);

    comes(65_535, 4 * FRAME);
    assertThat(reception.lost()).isEqualTo(1);
    assertThat(reception.extendedHighest()).isEqualTo(65_537);
    assertThat(reception.fractionLost()).isZero();
  }

  @Test
  void uneven_arrival_is_jitter() {
    for (int i = 0; i < 200; i++) {
      comes(65_534 + i, i * FRAME + (i % 2) * FRAME / 2);
    }

    // 10 ms are 80 units of the clock; the mean is followed by a sixteenth each time.
    assertThat(reception.jitter()).isBetween(70, 80);
  }
}
