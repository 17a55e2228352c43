package org.parley.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RtcpTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.500Z");

  private final OutgoingStream out = new OutgoingStream(new Random(5));
  private final ByteBuffer buffer = ByteBuffer.allocate(500);

  @Test
  void a_report_says_when_and_how_much_was_sent() {
    out.next(0, new byte[160], 160);
    Rtcp.write(buffer, out, null, null, "parley", NOW, 0);
    buffer.flip();

    assertThat(buffer.get(0)).isEqualTo((byte) 0x80);
    assertThat(buffer.get(1) & 0xFF).isEqualTo(200);
    assertThat(buffer.getInt(4)).isEqualTo(out.ssrc());
    assertThat(buffer.getInt(8) & 0xFFFF_FFFFL).isEqualTo(NOW.getEpochSecond() + 2_208_988_800L);
    assertThat(buffer.getInt(12)).isEqualTo(1 << 31);
    assertThat(buffer.getInt(20)).isEqualTo(1);
    assertThat(buffer.getInt(24)).isEqualTo(160);
    assertThat(buffer.limit() % 4).isZero();
  }

  @Test
  void it_says_what_has_come_and_when_the_last_report_was() {
    var in = new Reception(77, 10, 8_000);
    in.received(10, 0, 0);
    in.received(12, 320, 40_000_000);
    Rtcp.write(buffer, out, in, new Rtcp.LastReport(0x1234_5678, 0), "p", NOW, 500_000_000);
    buffer.flip();

    assertThat(buffer.getInt(28)).isEqualTo(77);
    assertThat(buffer.get(32) & 0xFF).isEqualTo(85);
    assertThat(buffer.getInt(32) & 0xFF_FFFF).isEqualTo(1);
    assertThat(buffer.getInt(36)).isEqualTo(12);
    assertThat(buffer.getInt(44)).isEqualTo(0x1234_5678);
    assertThat(buffer.getInt(48)).isEqualTo(32_768);
  }

  @ParameterizedTest
  @ValueSource(strings = {"p", "pa", "par", "parl", "parle"})
  void what_is_written_is_read(String cname) {
    Rtcp.write(buffer, out, new Reception(1, 1, 8_000), null, cname, NOW, 0);

    Rtcp.Heard heard = Rtcp.read(buffer.flip());

    assertThat(heard).isNotNull();
    assertThat(heard.senderReport())
        .isEqualTo((int) (NOW.getEpochSecond() + 2_208_988_800L) << 16 | 0x8000);
    assertThat(heard.bye()).isFalse();
    assertThat(buffer.hasRemaining()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80",
        "40c80000",
        "80c80006",
        "80ca0001 00000001",
        "80c90001 00000001 80cb0009",
      })
  void what_is_no_report_is_none(String hex) {
    assertThat(Rtcp.read(ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", ""))))).isNull();
  }

  @Test
  void a_bye_is_noticed() {
    byte[] bytes = HexFormat.of().parseHex("80c9000100000001" + "81cb000100000001");

    assertThat(Rtcp.read(ByteBuffer.wrap(bytes))).isEqualTo(new Rtcp.Heard(null, true));
  }

  @Test
  void no_bytes_do_harm() {
    var random = new Random(23);
    int reports = 0;
    for (int i = 0; i < 100_000; i++) {
      var bytes = new byte[random.nextInt(80)];
      random.nextBytes(bytes);
      if (bytes.length > 3) {
        bytes[0] = (byte) 0x80;
        bytes[1] = (byte) (200 + random.nextInt(4));
        bytes[2] = 0;
        bytes[3] = (byte) random.nextInt(20);
      }
      reports += Rtcp.read(ByteBuffer.wrap(bytes)) == null ? 0 : 1;
    }
    assertThat(reports).isPositive();
  }
}
