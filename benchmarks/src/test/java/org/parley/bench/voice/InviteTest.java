package org.parley.bench.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class InviteTest {
  private static final String HEAD =
      """
      INVITE sip:7300002@127.0.0.1:5070 SIP/2.0
      Via: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bK1
      Via: SIP/2.0/UDP 127.0.0.1:5062;branch=z9hG4bK2
      From: <sip:7300001@127.0.0.1>;tag=a
      To: <sip:7300002@127.0.0.1>
      Call-ID: one
      CSeq: 1 INVITE
      Content-Type: application/sdp

      """;

  private static Invite invite(String sdp) {
    return Invite.read((HEAD + sdp).replace("\n", "\r\n")).orElseThrow();
  }

  private static Invite audio(String host, String direction) {
    return invite(
        """
        v=0
        o=- 1 1 IN IP4 127.0.0.1
        s=-
        c=IN IP4 %s
        t=0 0
        m=audio 40000 RTP/AVP 0
        a=%s
        """
            .formatted(host, direction));
  }

  @Test
  void says_whom_it_calls_and_where_its_audio_is() {
    Invite invite = audio("127.0.0.1", "sendrecv");

    assertThat(invite.number()).isEqualTo("7300002");
    assertThat(invite.callId()).isEqualTo("one");
    assertThat(invite.audio()).isEqualTo(new InetSocketAddress("127.0.0.1", 40_000));
  }

  @Test
  void the_null_address_inactive_and_send_only_are_nobody_to_talk_to() {
    assertThat(audio("0.0.0.0", "sendrecv").audio()).isNull();
    assertThat(audio("127.0.0.1", "inactive").audio()).isNull();
    assertThat(audio("127.0.0.1", "sendonly").audio()).isNull();
    assertThat(invite("").audio()).isNull();
  }

  @Test
  void the_answer_goes_the_way_that_the_request_came() {
    String answer = audio("127.0.0.1", "sendrecv").ok("127.0.0.1", 5_070, 50_000);

    assertThat(answer)
        .startsWith("SIP/2.0 200 OK\r\n")
        .contains("branch=z9hG4bK1\r\nVia", "branch=z9hG4bK2\r\n", "CSeq: 1 INVITE\r\n")
        .contains("To: <sip:7300002@127.0.0.1>;tag=bench\r\n")
        .contains("\r\n\r\nv=0\r\n", "m=audio 50000 RTP/AVP 0\r\n", "a=sendrecv\r\n");
    String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
    assertThat(answer).contains("Content-Length: " + body.length() + "\r\n");
  }

  @Test
  void inactive_is_answered_by_inactive() {
    assertThat(audio("127.0.0.1", "inactive").ok("127.0.0.1", 5_070, 50_000))
        .contains("a=inactive\r\n");
  }

  @Test
  void answers_and_rubbish_are_no_requests() {
    assertThat(Invite.read("SIP/2.0 200 OK\r\n\r\n")).isEmpty();
    assertThat(Invite.read("\r\n\r\n")).isEmpty();
    assertThat(Invite.read("")).isEmpty();
  }
}
