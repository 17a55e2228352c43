package org.parley.tlibgateway.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.tlib.FrameCodec;
import org.parley.tlib.TlibCodec;

class LengthFramesTest {
  private final LengthFrames frames = new LengthFrames();
  private final EmbeddedChannel channel = new EmbeddedChannel(frames);

  private void in(byte... bytes) {
    channel.writeInbound(Unpooled.copiedBuffer(bytes));
  }

  private static byte[] frame(String text) {
    return FrameCodec.frame(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void every_cut_of_two_frames_gives_the_same_two_messages() {
    byte[] both = ByteBuffer.allocate(4 + 5 + 4 + 1).put(frame("hello")).put(frame("x")).array();
    for (int cut = 0; cut <= both.length; cut++) {
      var cutChannel = new EmbeddedChannel(new LengthFrames());
      cutChannel.writeInbound(Unpooled.copiedBuffer(both, 0, cut));
      cutChannel.writeInbound(Unpooled.copiedBuffer(both, cut, both.length - cut));
      byte[] first = cutChannel.readInbound();
      byte[] second = cutChannel.readInbound();
      assertThat(first).asString(StandardCharsets.UTF_8).isEqualTo("hello");
      assertThat(second).asString(StandardCharsets.UTF_8).isEqualTo("x");
      Object more = cutChannel.readInbound();
      assertThat(more).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, TlibCodec.MAX_MESSAGE + 1, Integer.MAX_VALUE, -1})
  void a_length_that_is_not_accepted_is_refused_without_its_message(int length) {
    frames.trusted();
    in(ByteBuffer.allocate(4).putInt(length).array());
    Object refused = channel.readInbound();
    assertThat(refused).isInstanceOf(LengthFrames.Refused.class);
  }

  @Test
  void what_follows_a_refused_length_is_thrown_away() {
    in(ByteBuffer.allocate(4).putInt(-1).array());
    channel.readInbound();
    in(frame("hello"));
    Object more = channel.readInbound();
    assertThat(more).isNull();
  }

  @Test
  void a_stranger_may_send_less_than_somebody_trusted() {
    byte[] header = ByteBuffer.allocate(4).putInt(LengthFrames.MAX_OF_STRANGER + 1).array();
    var trusted = new LengthFrames();
    trusted.trusted();
    var ofTrusted = new EmbeddedChannel(trusted);
    ofTrusted.writeInbound(Unpooled.copiedBuffer(header));
    Object nothing = ofTrusted.readInbound();
    assertThat(nothing).isNull();
    in(header);
    Object refused = channel.readInbound();
    assertThat(refused).isInstanceOf(LengthFrames.Refused.class);
  }
}
