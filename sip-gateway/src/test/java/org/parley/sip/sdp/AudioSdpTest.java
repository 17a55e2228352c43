package org.parley.sip.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.media.AudioDescription.Direction;
import org.parley.contracts.media.AudioDescription.Format;
import org.parley.sip.sdp.AudioReading.Audio;
import org.parley.sip.sdp.AudioReading.Malformed;
import org.parley.sip.sdp.AudioReading.Unusable;

class AudioSdpTest {
  private static final String HEAD = "v=0|o=- 1 1 IN IP4 192.0.2.1|s=-|c=IN IP4 192.0.2.1|t=0 0|";

  private static final String BARESIP =
      "v=0|o=- 1795269600 1795269600 IN IP4 192.0.2.7|s=-|c=IN IP4 192.0.2.7|t=0 0|a=tool:baresip 1.0.0|"
          + "m=audio 20442 RTP/AVP 0 8 101|a=rtpmap:0 PCMU/8000|a=rtpmap:8 PCMA/8000|"
          + "a=rtpmap:101 telephone-event/8000|a=fmtp:101 0-15|a=rtcp:20443|a=sendrecv|"
          + "a=label:1|a=rtcp-rsize|a=ssrc:4084321 cname:sip:2001@192.0.2.1|a=ptime:20|";

  private static final String LINPHONE =
      "v=0|o=2001 2415 3137 IN IP4 192.0.2.8|s=Talk|c=IN IP4 192.0.2.8|b=AS:380|t=0 0|"
          + "a=rtcp-xr:rcvr-rtt=all:10000 stat-summary=loss,dup,jitt,TTL voip-metrics|"
          + "m=audio 7078 RTP/AVP 96 97 98 0 8 18 101 99|a=rtpmap:96 opus/48000/2|"
          + "a=fmtp:96 useinbandfec=1|a=rtpmap:97 speex/16000|a=fmtp:97 vbr=on|"
          + "a=rtpmap:98 speex/8000|a=fmtp:98 vbr=on|a=fmtp:18 annexb=yes|"
          + "a=rtpmap:101 telephone-event/48000|a=rtpmap:99 telephone-event/8000|"
          + "m=video 9078 RTP/AVP 96|a=rtpmap:96 VP8/90000|";

  private static final String SIPP =
      "v=0|o=user1 53655765 2353687637 IN IP4 127.0.0.1|s=-|c=IN IP4 127.0.0.1|t=0 0|"
          + "m=audio 6000 RTP/AVP 0|a=rtpmap:0 PCMU/8000|";

  private static AudioReading read(String lines) {
    return AudioSdp.read(lines.replace("|", "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  private static Audio audio(String lines) {
    return (Audio) read(lines);
  }

  private static String formats(AudioDescription description) {
    return description.formats().stream()
        .map(f -> f.payloadType() + " " + f.name() + "/" + f.clockRate())
        .collect(Collectors.joining(", "));
  }

  @Test
  void baresip_is_understood() {
    AudioDescription said = audio(BARESIP).description();
    assertThat(said.host()).isEqualTo("192.0.2.7");
    assertThat(said.port()).isEqualTo(20442);
    assertThat(said.direction()).isEqualTo(Direction.SEND_RECEIVE);
    assertThat(formats(said)).isEqualTo("0 PCMU/8000, 8 PCMA/8000, 101 telephone-event/8000");
    assertThat(said.formats().getLast().parameters()).isEqualTo("0-15");
  }

  @Test
  void linphone_is_understood_and_its_video_is_refused() {
    Audio read = audio(LINPHONE);
    assertThat(formats(read.description()))
        .isEqualTo(
            "96 opus/48000, 97 speex/16000, 98 speex/8000, 0 PCMU/8000, 8 PCMA/8000, 18 G729/8000,"
                + " 101 telephone-event/48000, 99 telephone-event/8000");
    assertThat(read.media()).containsExactly("audio", "video RTP/AVP 96");
    String answer =
        AudioSdp.write(
            1,
            1,
            "192.0.2.100",
            read.media(),
            AudioSdp.answer(AudioSdp.nobody("192.0.2.100"), read.description()));
    assertThat(answer).contains("m=audio 9 RTP/AVP 0 8 99\r\n", "m=video 0 RTP/AVP 96\r\n");
  }

  @Test
  void sipp_is_understood() {
    AudioDescription said = audio(SIPP).description();
    assertThat(formats(said)).isEqualTo("0 PCMU/8000");
    assertThat(said.port()).isEqualTo(6000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "m=audio 4000 RTP/AVP 0|; SEND_RECEIVE",
        "a=sendonly|m=audio 4000 RTP/AVP 0|; SEND_ONLY",
        "a=sendonly|m=audio 4000 RTP/AVP 0|a=recvonly|; RECEIVE_ONLY",
        "m=audio 4000 RTP/AVP 0|a=inactive|; INACTIVE",
        "a=inactive|m=audio 4000 RTP/AVP 0|a=sendrecv|; SEND_RECEIVE",
        "m=audio 4000 RTP/AVP 0|c=IN IP4 0.0.0.0|a=sendrecv|; INACTIVE",
        "m=audio 4000 RTP/AVP 0|m=video 5000 RTP/AVP 96|a=inactive|; SEND_RECEIVE",
      })
  void the_direction_is_that_of_the_media_or_else_of_the_session(
      String lines, Direction direction) {
    assertThat(audio(HEAD + lines).description().direction()).isEqualTo(direction);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "m=audio 4000 RTP/AVP 0 8|; 0 PCMU/8000, 8 PCMA/8000",
        "m=audio 4000 RTP/AVP 8 0|; 8 PCMA/8000, 0 PCMU/8000",
        "m=audio 4000 RTP/AVP 0 96|; 0 PCMU/8000",
        "m=audio 4000 RTP/AVP 0 13|a=rtpmap:13 CN/8000|; 0 PCMU/8000",
        "m=audio 4000 RTP/AVP 97|a=rtpmap:97 pcmu/8000/1|; 97 pcmu/8000",
        "m=audio 4000 RTP/AVP 0 97|a=rtpmap:97 L16/44100/2|; 0 PCMU/8000",
        "m=audio 4000 RTP/AVP 0 200|a=rtpmap:200 X/8000|; 0 PCMU/8000",
        "m=audio 4000 RTP/AVP 0 0|; 0 PCMU/8000",
      })
  void formats_are_those_that_are_understood(String lines, String formats) {
    assertThat(formats(audio(HEAD + lines).description())).isEqualTo(formats);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "m=audio 0 RTP/AVP 0|; 302",
        "m=audio 4000 RTP/SAVP 0|; 302",
        "m=video 4000 RTP/AVP 96|; 304",
        "m=audio 4000 RTP/AVP 101|a=rtpmap:101 telephone-event/8000|; 305",
        "m=audio 4000 RTP/AVP 96|; 305",
        "m=audio 4000 RTP/AVP 0|a=ptime:30|; 306",
        "m=audio 4000 RTP/AVP 0|c=IN IP4 phone.example|; 301",
        "m=audio 4000 RTP/AVP 0|c=IN IP4 192.0.2.256|; 301",
        "m=audio 4000 RTP/AVP 0|c=IN IP4 192.0.2|; 301",
        "m=audio 4000 RTP/AVP 0|c=IN IP4 224.0.1.1|; 301",
        "m=audio 4000 RTP/AVP 0|c=IN IP4 224.0.1.1/127|; 301",
      })
  void what_we_cannot_use_is_said_so(String lines, int warning) {
    assertThat(read(HEAD + lines))
        .isInstanceOfSatisfying(Unusable.class, it -> assertThat(it.warning()).isEqualTo(warning));
  }

  @Test
  void the_plain_stream_is_taken_where_a_secure_one_is_offered_too() {
    Audio read =
        audio(HEAD + "m=audio 4000 RTP/SAVP 0|m=audio 4002 RTP/AVP 8|m=audio 4004 RTP/AVP 0|");
    assertThat(read.description().port()).isEqualTo(4002);
    assertThat(read.media()).containsExactly("audio RTP/SAVP 0", "audio", "audio RTP/AVP 0");
  }

  @Test
  void the_connection_is_that_of_the_media_or_else_of_the_session() {
    assertThat(audio(HEAD + "m=audio 4000 RTP/AVP 0|c=IN IP6 2001:db8::1|").description().host())
        .isEqualTo("2001:db8::1");
    assertThat(read("v=0|o=- 1 1 IN IP4 h|s=-|t=0 0|m=audio 4000 RTP/AVP 0|"))
        .isInstanceOf(Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "v=0|o=- 1 1 IN IP4 h|s=-|", "v=0|m=audio 1 RTP/AVP 0|"})
  void what_is_no_description_is_malformed(String lines) {
    assertThat(read(lines)).isInstanceOf(Malformed.class);
  }

  @Test
  void a_null_address_is_nowhere() {
    assertThat(audio(HEAD + "m=audio 4000 RTP/AVP 0|c=IN IP4 0.0.0.0|").nowhere()).isTrue();
    assertThat(audio(HEAD + "m=audio 4000 RTP/AVP 0|").nowhere()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "m=audio 4000 RTP/AVP 0|; true",
        "m=audio 0 RTP/AVP 0|; true",
        "m=audio 4000 RTP/SAVP 0|; true",
        "m=message 5060 sip null|; false",
        "m=audio 4000 RTP/AVP 0|m=message 5060 sip null|; false",
        "m=audio 4000 RTP/AVP 0|m=message 0 sip null|; true",
        "m=video 4000 RTP/AVP 96|; false",
      })
  void whether_an_invite_is_for_voice(String lines, boolean voice) {
    byte[] bytes = (HEAD + lines).replace("|", "\r\n").getBytes(StandardCharsets.UTF_8);
    assertThat(AudioSdp.isVoice(bytes)).isEqualTo(voice);
  }

  @ParameterizedTest
  @CsvSource({
    "SEND_RECEIVE, SEND_RECEIVE",
    "SEND_ONLY, RECEIVE_ONLY",
    "RECEIVE_ONLY, SEND_ONLY",
    "INACTIVE, INACTIVE",
  })
  void an_answer_goes_with_the_direction_of_its_offer(Direction offered, Direction answered) {
    AudioDescription offer = new AudioDescription("192.0.2.1", 4000, pcmu(), offered);
    AudioDescription there =
        new AudioDescription("192.0.2.2", 5000, pcmu(), Direction.SEND_RECEIVE);
    assertThat(AudioSdp.answer(there, offer).direction()).isEqualTo(answered);
    assertThat(AudioSdp.answer(AudioSdp.nobody("192.0.2.100"), offer).direction())
        .isEqualTo(Direction.INACTIVE);
  }

  private static List<Format> pcmu() {
    return List.of(new Format(0, "PCMU", 8000, null));
  }

  @Test
  void an_answer_keeps_the_numbers_of_its_offer() {
    AudioDescription offer =
        audio(HEAD + "m=audio 4000 RTP/AVP 0 96|a=rtpmap:96 telephone-event/8000|").description();
    AudioDescription answer = AudioSdp.answer(audio(BARESIP).description(), offer);
    assertThat(formats(answer)).isEqualTo("0 PCMU/8000, 96 telephone-event/8000");
    assertThat(answer.host()).isEqualTo("192.0.2.7");
  }

  @Test
  void what_is_written_is_read_as_it_was() {
    for (String lines : List.of(BARESIP, LINPHONE, SIPP)) {
      Audio read = audio(lines);
      String text = AudioSdp.write(7, 3, "192.0.2.100", read.media(), read.description());
      assertThat(read(text.replace("\r\n", "|"))).isInstanceOf(Audio.class);
      assertThat(audio(text.replace("\r\n", "|")).description()).isEqualTo(read.description());
      assertThat(text).startsWith("v=0\r\no=- 7 3 IN IP4 192.0.2.100\r\n");
    }
  }

  @Test
  void nobody_as_an_offer_is_the_null_address() {
    String text =
        AudioSdp.write(1, 1, "192.0.2.9", List.of(AudioSdp.OURS), AudioSdp.blackHole("192.0.2.9"));
    assertThat(text).contains("c=IN IP4 0.0.0.0\r\n", "a=sendrecv\r\n");
    assertThat(audio(text.replace("\r\n", "|")).description().direction())
        .isEqualTo(Direction.INACTIVE);
  }

  @Test
  void nobody_is_inactive_and_still_says_what_could_be_talked() {
    String text =
        AudioSdp.write(1, 1, "2001:db8::9", List.of(AudioSdp.OURS), AudioSdp.nobody("2001:db8::9"));
    assertThat(text)
        .isEqualTo(
            """
            v=0
            o=- 1 1 IN IP6 2001:db8::9
            s=session
            c=IN IP6 2001:db8::9
            t=0 0
            m=audio 9 RTP/AVP 0 8 101
            a=rtpmap:0 PCMU/8000
            a=rtpmap:8 PCMA/8000
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-15
            a=ptime:20
            a=inactive
            """
                .replace("\n", "\r\n"));
  }
}
