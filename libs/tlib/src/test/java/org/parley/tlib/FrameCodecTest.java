package org.parley.tlib;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.parley.tlib.FrameCodec.Read;

class FrameCodecTest {
  private final FrameCodec codec = new FrameCodec(1000);

  @Test
  void a_frame_is_read_back_and_leaves_the_buffer_after_it() {
    var in = ByteBuffer.allocate(100);
    in.put(FrameCodec.frame(new byte[] {1, 2, 3})).put(FrameCodec.frame(new byte[0])).put((byte) 9);
    in.flip();

    assertThat(payload(codec.read(in))).containsExactly(1, 2, 3);
    assertThat(payload(codec.read(in))).isEmpty();
    assertThat(in.remaining()).isEqualTo(1);
  }

  @Test
  void every_prefix_of_a_good_frame_needs_more_and_stays_where_it_is() {
    byte[] frame = FrameCodec.frame(new byte[300]);
    for (int length = 0; length < frame.length; length++) {
      ByteBuffer prefix = ByteBuffer.wrap(frame, 0, length).slice();

      assertThat(codec.read(prefix)).isEqualTo(new Read.NeedMore());
      assertThat(prefix.position()).isZero();
    }
  }

  @Test
  void a_frame_of_the_limit_is_read_and_one_byte_more_is_refused_from_its_length_alone() {
    assertThat(payload(codec.read(ByteBuffer.wrap(FrameCodec.frame(new byte[1000])))))
        .hasSize(1000);
    assertThat(codec.read(ByteBuffer.allocate(4).putInt(0, 1001)))
        .isEqualTo(new Read.TooLong(1001));
  }

  @Test
  void a_length_with_the_highest_bit_is_a_big_length_and_not_a_negative_one() {
    assertThat(codec.read(ByteBuffer.allocate(4).putInt(0, -1)))
        .isEqualTo(new Read.TooLong(4_294_967_295L));
  }

  @Test
  void a_payload_cannot_be_written_through() {
    if (codec.read(ByteBuffer.wrap(FrameCodec.frame(new byte[3])))
        instanceof Read.Frame(var view)) {
      assertThat(view.isReadOnly()).isTrue();
    }
  }

  @Test
  void random_bytes_never_throw_and_always_make_progress_or_stop() {
    var random = new Random(42);
    for (int i = 0; i < 10_000; i++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      ByteBuffer in = ByteBuffer.wrap(bytes);
      int before = -1;
      while (in.position() > before && codec.read(in) instanceof Read.Frame) {
        before = in.position() - 1;
      }
      assertThat(in.position()).isBetween(0, bytes.length);
    }
  }

  @Test
  void an_encoded_frame_is_the_length_and_the_message() {
    var event = TlibEvent.of(MessageType.EVENT_ACK).with(Attribute.REFERENCE_ID, 7);
    byte[] message = TlibCodec.encode(event);

    assertThat(TlibCodec.encodeFrame(event)).isEqualTo(FrameCodec.frame(message));
    assertThat(Arrays.copyOfRange(TlibCodec.encodeFrame(event), 4, message.length + 4))
        .isEqualTo(message);
  }

  private static byte[] payload(Read read) {
    assertThat(read).isInstanceOf(Read.Frame.class);
    ByteBuffer view = ((Read.Frame) read).payload();
    byte[] bytes = new byte[view.remaining()];
    view.get(bytes);
    return bytes;
  }
}
