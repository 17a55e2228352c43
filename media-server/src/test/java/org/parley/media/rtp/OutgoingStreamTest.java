package org.parley.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class OutgoingStreamTest {
  private final OutgoingStream stream = new OutgoingStream(new Random(1));

  @Test
  void packets_follow_each_other_without_a_gap() {
    RtpPacket first = stream.next(0, new byte[160], 160);
    RtpPacket second = stream.next(8, new byte[160], 160);

    assertThat(second.ssrc()).isEqualTo(first.ssrc());
    assertThat(RtpPacket.distance(first.sequence(), second.sequence())).isEqualTo(1);
    assertThat(second.timestamp() - first.timestamp()).isEqualTo(160);
    assertThat(first.marker()).isTrue();
    assertThat(second.marker()).isFalse();
    assertThat(stream.packets()).isEqualTo(2);
    assertThat(stream.bytes()).isEqualTo(320);
  }

  @Test
  void after_a_pause_the_clock_has_gone_on_and_the_numbers_have_not() {
    RtpPacket first = stream.next(0, new byte[160], 160);
    stream.pause(160);
    RtpPacket second = stream.next(0, new byte[160], 160);

    assertThat(RtpPacket.distance(first.sequence(), second.sequence())).isEqualTo(1);
    assertThat(second.timestamp() - first.timestamp()).isEqualTo(320);
    assertThat(second.marker()).isTrue();
  }

  @Test
  void what_goes_beside_takes_a_number_and_no_time() {
    RtpPacket event = stream.beside(101, true, 4_711, new byte[4]);
    int timestamp = stream.timestamp();
    RtpPacket audio = stream.next(0, new byte[160], 160);

    assertThat(event.timestamp()).isEqualTo(4_711);
    assertThat(audio.timestamp()).isEqualTo(timestamp);
    assertThat(RtpPacket.distance(event.sequence(), audio.sequence())).isEqualTo(1);
  }
}
