package org.parley.media.dtmf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.media.audio.Frame;
import org.parley.media.rtp.OutgoingStream;
import org.parley.media.rtp.RtpPacket;

class KeysTest {
  private static final int EVENTS = 101;

  private final OutgoingStream stream = new OutgoingStream(new Random(3));
  private final KeysPressed pressed = new KeysPressed();
  private final KeysHeard heard = new KeysHeard();

  private List<RtpPacket> press(String keys) {
    keys.chars().forEach(symbol -> pressed.press(TelephoneEvent.KEYS.indexOf(symbol)));
    List<RtpPacket> packets = new ArrayList<>();
    while (pressed.isBusy()) {
      packets.addAll(pressed.next(stream, EVENTS));
    }
    return packets;
  }

  private String hear(List<RtpPacket> packets) {
    var keys = new StringBuilder();
    for (RtpPacket packet : packets) {
      heard.press(packet).ifPresent(key -> keys.append(TelephoneEvent.KEYS.charAt(key)));
    }
    return keys.toString();
  }

  @Test
  void what_is_pressed_is_heard_once() {
    assertThat(hear(press("0123456789*#ABCD"))).isEqualTo("0123456789*#ABCD");
  }

  @Test
  void the_same_key_twice_is_heard_twice() {
    assertThat(hear(press("55"))).isEqualTo("55");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 6})
  void it_is_heard_when_only_one_packet_of_it_arrives(int which) {
    assertThat(hear(List.of(press("7").get(which)))).isEqualTo("7");
  }

  @Test
  void packets_that_come_in_another_order_press_no_key_again() {
    List<RtpPacket> packets = press("12");
    List<RtpPacket> late = new ArrayList<>(packets);
    late.addAll(packets);

    assertThat(hear(late)).isEqualTo("12");
  }

  @Test
  void one_key_is_five_frames_of_one_timestamp_and_ends_three_times() {
    List<RtpPacket> packets = press("5");

    assertThat(packets)
        .extracting(RtpPacket::timestamp)
        .containsOnly(packets.getFirst().timestamp());
    assertThat(packets.stream().map(packet -> TelephoneEvent.read(packet.payload())))
        .extracting(TelephoneEvent::duration)
        .containsExactly(160, 320, 480, 640, 800, 800, 800);
    assertThat(packets.stream().map(packet -> TelephoneEvent.read(packet.payload())))
        .extracting(TelephoneEvent::end)
        .containsExactly(false, false, false, false, true, true, true);
    assertThat(packets).extracting(RtpPacket::marker).startsWith(true).endsWith(false);
  }

  @Test
  void the_clock_of_the_stream_goes_on_meanwhile() {
    int before = stream.timestamp();
    press("5");

    assertThat(stream.timestamp() - before).isEqualTo(8 * Frame.SAMPLES);
  }

  @Test
  void too_many_are_not_taken() {
    for (int i = 0; i < KeysPressed.MOST; i++) {
      assertThat(pressed.press(1)).isTrue();
    }
    assertThat(pressed.press(1)).isFalse();
  }

  @Test
  void what_is_no_key_is_none() {
    assertThat(TelephoneEvent.read(new byte[] {1, 2, 3})).isNull();
    assertThat(TelephoneEvent.read(new byte[] {16, 0, 0, 0})).isNull();
    assertThat(TelephoneEvent.read(new byte[] {-1, 0, 0, 0})).isNull();
  }
}
