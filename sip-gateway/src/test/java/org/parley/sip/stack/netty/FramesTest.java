package org.parley.sip.stack.netty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.sip.guard.Fault;
import org.parley.sip.guard.Guard;
import org.parley.sip.stack.netty.Frames.Unframed;

class FramesTest {
  private static final String EMPTY = "OPTIONS sip:a SIP/2.0\r\nContent-Length: 0\r\n\r\n";
  private static final String FULL = "MESSAGE sip:a SIP/2.0\r\nl : 5\r\n\r\nhello";

  private final EmbeddedChannel channel =
      new EmbeddedChannel(
          new Frames(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(60)));

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  private void read(String bytes) {
    channel.writeInbound(Unpooled.copiedBuffer(bytes, US_ASCII));
  }

  private List<String> messages() {
    List<String> messages = new ArrayList<>();
    for (Object in = channel.readInbound(); in != null; in = channel.readInbound()) {
      messages.add(new String((byte[]) in, US_ASCII));
    }
    return messages;
  }

  private void pass(int seconds) {
    channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
  }

  @Test
  void two_messages_in_one_segment_are_two() {
    read(EMPTY + FULL);

    assertThat(messages()).containsExactly(EMPTY, FULL);
  }

  @Test
  void line_ends_and_leftovers_between_messages_do_no_harm() {
    read(EMPTY + "\r\n" + FULL + "LPC\r\n");

    assertThat(messages()).containsExactly(EMPTY, FULL);
    assertThat(channel.isOpen()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 30})
  void a_message_may_come_in_pieces_of_any_length(int length) {
    String all = FULL + EMPTY + "\r\n" + FULL;
    for (int at = 0; at < all.length(); at += length) {
      read(all.substring(at, Math.min(all.length(), at + length)));
    }

    assertThat(messages()).containsExactly(FULL, EMPTY, FULL);
  }

  @Test
  void a_double_line_end_is_answered() {
    read("\r\n");
    assertThat(channel.<Object>readOutbound()).isNull();
    read("\r\n");

    ByteBuf pong = channel.readOutbound();
    assertThat(pong.toString(US_ASCII)).isEqualTo("\r\n");
    pong.release();
  }

  @ParameterizedTest
  @CsvSource({
    "'X: 1', CONTENT_LENGTH",
    "'Content-Length: -1', CONTENT_LENGTH",
    "'Content-Length: 1\r\nl: 1', CONTENT_LENGTH",
    "'Content-Length: 99999999999999999999', CONTENT_LENGTH",
    "'Content-Length: 2147483647', TOO_LONG"
  })
  void where_a_message_does_not_say_where_it_ends_the_stream_does(String field, Fault fault) {
    String head = "OPTIONS sip:a SIP/2.0\r\n" + field + "\r\n\r\n";
    read(head + EMPTY);
    read(EMPTY);

    Unframed unframed = channel.readInbound();
    assertThat(unframed.fault()).isEqualTo(fault);
    assertThat(new String(unframed.bytes(), US_ASCII)).isEqualTo(head);
    assertThat(channel.<Object>readInbound()).isNull();
  }

  @Test
  void a_header_without_end_is_given_up() {
    String line = "X: " + "x".repeat(1000) + "\r\n";
    for (int i = 0; i <= Guard.MAX_MESSAGE / line.length() + 1; i++) {
      read(line);
    }

    Unframed unframed = channel.readInbound();
    assertThat(unframed.fault()).isEqualTo(Fault.TOO_LONG);
    assertThat(unframed.bytes()).hasSize(Guard.MAX_MESSAGE);
  }

  @Test
  void who_says_nothing_is_let_go() {
    pass(9);
    assertThat(channel.isOpen()).isTrue();
    pass(2);

    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void who_takes_too_long_for_a_message_is_let_go() {
    read(EMPTY);
    pass(50);
    assertThat(channel.isOpen()).isTrue();
    for (char c : "OPTIONS s".toCharArray()) {
      read(String.valueOf(c));
      pass(1);
    }
    assertThat(channel.isOpen()).isTrue();
    pass(2);

    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void keepalives_keep_a_connection() {
    read(EMPTY);
    for (int minute = 0; minute < 5; minute++) {
      pass(50);
      read("\r\n\r\n");
    }

    assertThat(channel.isOpen()).isTrue();
  }
}
