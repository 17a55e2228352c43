package org.parley.sip.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.sip.sdp.Description.Im;
import org.parley.sip.sdp.Description.Malformed;
import org.parley.sip.sdp.Description.NotIm;

class ImSdpTest {
  private static final String HEAD =
      "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n";

  private static Description read(String text) {
    return ImSdp.read(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m=message 5060 sip null",
        "m=x-ms-message 5060 sip null",
        "m=x-ms-message 5060 sip sip:anna@example.org",
        "m=MESSAGE 1 SIP null",
        "m=message 5060 sip null|m=message 5062 sip null",
        "m=message 5060 sip null|m=audio 0 RTP/AVP 0",
        "m=audio 0 RTP/AVP 0|a=sendrecv|m=message 5060 sip null",
        "m=message 5060 sip null|a=accept-types:text/html text/plain",
        "m=message 5060 sip null|a=accept-types:*",
        "m=message 5060 sip null|a=accept-types:text/*",
        "a=unknown|b=AS:1|m=message 5060/2 sip null|a=also-unknown:1",
      })
  void an_im_session_is_recognised(String media) {
    assertThat(read(HEAD + media.replace("|", "\r\n") + "\r\n")).isInstanceOf(Im.class);
    assertThat(read((HEAD + media.replace("|", "\r\n")).replace("\r\n", "\n")))
        .isInstanceOf(Im.class);
  }

  @ParameterizedTest
  @CsvSource({
    "304, m=audio 4000 RTP/AVP 0",
    "304, m=message 5060 sip null|m=audio 4000 RTP/AVP 0",
    "304, m=message 0 sip null",
    "304, ''",
    "302, m=message 2855 TCP/MSRP *",
    "304, m=message 5060 sip null|m=message 2855 TCP/MSRP *",
    "305, m=message 5060 sip null|a=accept-types:text/html",
  })
  void anything_else_is_no_im_session_and_says_why(int warning, String media) {
    assertThat(read(HEAD + media.replace("|", "\r\n")))
        .isInstanceOfSatisfying(
            NotIm.class, refused -> assertThat(refused.warning()).isEqualTo(warning));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "v=1|o=- 1 1 IN IP4 h|s=-|t=0 0|m=message 1 sip null",
        "o=- 1 1 IN IP4 h|v=0|s=-|t=0 0|m=message 1 sip null",
        "v=0|o=- 1 1 IN IP4 h|t=0 0|m=message 1 sip null",
        "v=0|o=- 1 1 IN IP4 h|s=-|m=message 1 sip null",
        "v=0|o=-|s=-|t=0 0|m=message 1 sip null",
        "v=0|o=- 1 1 IN IP4 h|s=-|t=0 0|m=message 65536 sip null",
        "v=0|o=- 1 1 IN IP4 h|s=-|t=0 0|m=message x sip null",
        "v=0|o=- 1 1 IN IP4 h|s=-|t=0 0|m=message 1 sip",
        "v=0|o=- 1 1 IN IP4 h|s=-|t=0 0|m=message 1 sip null|v=0",
        "v=0|o=- 1 1 IN IP4 h|s=-|t=0 0||m=message 1 sip null",
        "v=0|o=- 1 1 IN IP4 h|s=-|t=0 0|hello",
        "v=0|o=- 1 1 IN IP4 h|s=-|t=0 0|x=1",
      })
  void what_is_no_session_description_is_malformed(String text) {
    assertThat(read(text.replace("|", "\r\n"))).isInstanceOf(Malformed.class);
  }

  @Test
  void limits_hold() {
    assertThat(read(HEAD + "a=x\r\n".repeat(Sdp.MAX_LINES))).isInstanceOf(Malformed.class);
    assertThat(read(HEAD + "a=" + "x".repeat(Sdp.MAX_BYTES))).isInstanceOf(Malformed.class);
    assertThat(read(HEAD + "m=message 1 sip null\r\n".repeat(Sdp.MAX_MEDIA + 1)))
        .isInstanceOf(Malformed.class);
    assertThat(ImSdp.read(new byte[] {'v', '=', (byte) 0xC3})).isInstanceOf(Malformed.class);
  }

  @Test
  void our_offer_is_as_the_domain_page_has_it() {
    assertThat(ImSdp.offer(7, 1, "192.0.2.9"))
        .isEqualTo(
            "v=0\r\no=- 7 1 IN IP4 192.0.2.9\r\ns=session\r\nc=IN IP4 192.0.2.9\r\nt=0 0\r\n"
                + "m=message 5060 sip null\r\n"
                + "a=accept-types:text/plain message/imdn+xml application/im-iscomposing+xml\r\n");
    assertThat(read(ImSdp.offer(7, 1, "2001:db8::1")))
        .isInstanceOfSatisfying(
            Im.class, im -> assertThat(im.accepts("application/im-iscomposing+xml")).isTrue());
  }

  @Test
  void our_answer_has_a_line_for_each_of_the_offer_and_is_an_im_session_itself() {
    Im offer =
        (Im)
            read(
                HEAD
                    + "m=audio 0 RTP/AVP 0 8\r\nm=x-ms-message 9 sip null\r\nm=message 9 sip null");
    String answer = ImSdp.answer(offer, 7, 2, "192.0.2.9");
    assertThat(answer.lines().filter(line -> line.startsWith("m=")))
        .containsExactly(
            "m=audio 0 RTP/AVP 0 8", "m=x-ms-message 5060 sip null", "m=message 5060 sip null");
    assertThat(read(answer)).isInstanceOf(Im.class);
  }

  @Test
  void no_bytes_make_the_reader_fail() {
    byte[] good = ImSdp.offer(7, 1, "192.0.2.9").getBytes(StandardCharsets.UTF_8);
    Random random = new Random(4566);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = Arrays.copyOf(good, random.nextInt(good.length + 20));
      for (int j = random.nextInt(4); j > 0 && bytes.length > 0; j--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      assertThat(ImSdp.read(bytes)).isNotNull();
    }
  }
}
