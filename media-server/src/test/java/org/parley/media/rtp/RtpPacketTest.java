package org.parley.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RtpPacketTest {

  private static RtpPacket read(String hex) {
    return RtpPacket.read(ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", ""))));
  }

  @Test
  void a_packet_is_read_as_it_was_written() {
    var packet = new RtpPacket(8, true, 65_535, -1, 0x1234_5678, new byte[] {1, 2, 3});
    ByteBuffer buffer = ByteBuffer.allocate(100);
    packet.write(buffer);

    RtpPacket back = RtpPacket.read(buffer.flip());

    assertThat(back).usingRecursiveComparison().isEqualTo(packet);
  }

  @Test
  void sources_extension_and_padding_are_passed_over() {
    RtpPacket packet =
        read("b1 00 0001 00000002 00000003  0000000a  bede 0001 ffffffff  0102 0302 02");

    assertThat(packet.payload()).containsExactly(1, 2, 3);
    assertThat(packet.sequence()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "too short, 80 00 0001 00000002 000000",
    "version 1, 40 00 0001 00000002 00000003 01",
    "a source that is not there, 81 00 0001 00000002 00000003 01",
    "an extension that is not there, 90 00 0001 00000002 00000003 01",
    "an extension that is cut off, 90 00 0001 00000002 00000003 bede 0002 ffffffff",
    "padding of nothing, a0 00 0001 00000002 00000003 00",
    "padding without end, a0 00 0001 00000002 00000003 0109",
    "padding and no byte, a0 00 0001 00000002 00000003",
  })
  void what_is_no_packet_is_none(String what, String hex) {
    assertThat(read(hex)).as(what).isNull();
  }

  @Test
  void more_than_audio_is_none() {
    var packet = new RtpPacket(0, false, 1, 1, 1, new byte[RtpPacket.LONGEST_PAYLOAD + 1]);
    ByteBuffer buffer = ByteBuffer.allocate(2_000);
    packet.write(buffer);

    assertThat(RtpPacket.read(buffer.flip())).isNull();
  }

  @Test
  void no_bytes_do_harm() {
    var random = new Random(17);
    for (int i = 0; i < 100_000; i++) {
      var bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      RtpPacket packet = RtpPacket.read(ByteBuffer.wrap(bytes));
      if (packet != null) {
        assertThat(packet.payload().length).isLessThanOrEqualTo(bytes.length - RtpPacket.HEADER);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 2, 1", "65535, 0, 1", "0, 65535, -1", "10, 5, -5", "0, 32767, 32767"})
  void sequence_numbers_go_round(int from, int to, int distance) {
    assertThat(RtpPacket.distance(from, to)).isEqualTo(distance);
  }
}
