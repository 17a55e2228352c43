package org.parley.bench.im;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.parley.tlib.Attribute;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibCodec;
import org.parley.tlib.TlibEvent;

class FrameScanTest {
  private final FrameScan scan = new FrameScan();

  private void scan(byte[] json) {
    byte[] inside = new byte[json.length + 20];
    System.arraycopy(json, 0, inside, 7, json.length);
    scan.scan(inside, 7, 7 + json.length);
  }

  @Test
  void delivery_shows_receiver_number_and_place() {
    scan(
        TlibCodec.encode(
            TlibEvent.of(MessageType.EVENT_PRIVATE_INFO)
                .with(Attribute.PRIVATE_MSG_ID, 8002)
                .with(Attribute.THIS_DN, new Dn("7000012"))
                .with(Attribute.OTHER_DN, new Dn("7000013"))
                .with(Attribute.CONN_ID, new ConnId(0x0500000000000001L))
                .with(
                    Attribute.EXTENSIONS,
                    KvList.of("im-text", "1000000042 he said \"im-seq\": no")
                        .with("im-msg-id", "m1000000042")
                        .with("im-seq", 17)
                        .with("im-from-dn", "7000013"))
                .with(Attribute.TIME, Instant.EPOCH)));

    assertThat(scan.kind).isEqualTo(FrameScan.Kind.PRIVATE_INFO);
    assertThat(scan.privateMsgId).isEqualTo(8002);
    assertThat(scan.thisDn).isEqualTo(7_000_012);
    assertThat(scan.imSeq).isEqualTo(17);
    assertThat(scan.messageId).isEqualTo(1_000_000_042);
    assertThat(scan.textId).isEqualTo(1_000_000_042);
    assertThat(scan.referenceId).isEqualTo(FrameScan.ABSENT);
  }

  @Test
  void acknowledgement_shows_its_reference() {
    scan(
        TlibCodec.encode(
            TlibEvent.of(MessageType.EVENT_ACK).with(Attribute.REFERENCE_ID, 1_000_000_007)));

    assertThat(scan.kind).isEqualTo(FrameScan.Kind.ACK);
    assertThat(scan.referenceId).isEqualTo(1_000_000_007);
  }

  @Test
  void error_shows_its_code() {
    scan("{ \"message\" : \"EventError\" , \"errorCode\" : 111 }".getBytes(StandardCharsets.UTF_8));

    assertThat(scan.kind).isEqualTo(FrameScan.Kind.ERROR);
    assertThat(scan.errorCode).isEqualTo(111);
  }

  @Test
  void nothing_is_left_over_from_the_frame_before() {
    scan("{\"message\":\"EventError\",\"errorCode\":111}".getBytes(StandardCharsets.UTF_8));
    scan("{\"message\":\"EventRinging\"}".getBytes(StandardCharsets.UTF_8));

    assertThat(scan.kind).isEqualTo(FrameScan.Kind.OTHER);
    assertThat(scan.errorCode).isEqualTo(FrameScan.ABSENT);
  }

  @Test
  void a_cut_frame_ends_at_its_end() {
    byte[] json = "{\"message\":\"EventACK\",\"x\":\"\\\\\\".getBytes(StandardCharsets.UTF_8);
    scan.scan(json, 0, json.length);

    assertThat(scan.kind).isEqualTo(FrameScan.Kind.ACK);
  }
}
