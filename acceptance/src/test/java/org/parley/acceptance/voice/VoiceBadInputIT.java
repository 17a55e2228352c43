package org.parley.acceptance.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.acceptance.sip.Programs;
import org.parley.acceptance.sip.RawSip;
import org.parley.acceptance.sip.Scenarios;
import org.parley.acceptance.sip.SipSuite;
import org.parley.acceptance.sip.SipText;
import org.parley.acceptance.suite.Health;
import org.parley.bench.suite.Ports;
import org.parley.bench.tool.Sipp;
import org.parley.tlib.ConnId;

/**
 * What endpoints say and send that is wrong, or strangers on purpose, while six phones talk in two
 * conferences of three: after each test they hear each other as before.
 */
class VoiceBadInputIT {
  private static final String[] ATTACKED = {"2001", "2002", "2003"};
  private static final String[] UNDISTURBED = {"2004", "2005", "2006"};

  /** Who misbehaves, and who is called; both in no conference. */
  private static final String DN = "2009";

  private static final String CALLEE = "2010";
  private static final String FOREIGN = "127.0.0.9";
  private static final int PCMU = 0;
  private static final int G722 = 9;
  private static final int FRAME = 160;

  /** 200 ms and a header. */
  private static final int LONGEST = 1_612;

  /** A fifth of a second of the flood. */
  private static final int MANY = 100;

  private static SipSuite suite;
  private static Voices voices;

  /** Where 2001 sends its audio. */
  private static int seat;

  @BeforeAll
  static void conferences() throws InterruptedException {
    suite = SipSuite.shared();
    voices = Voices.of(suite, Programs.directory("disturbed"), ATTACKED).at(sip(), UNDISTURBED);
    conference(ATTACKED);
    conference(UNDISTURBED);
    int first = suite.ports().rtp();
    seat = voices.phone("2001").seat(port -> port >= first && port < first + Ports.RTP_PORTS);
  }

  private static int sip() {
    return suite.ports().sip();
  }

  private static void conference(String... dns) {
    ConnId call = voices.call(dns[0], dns[1]);
    voices.add(dns[0], call, dns[2]);
    voices.hearEachOther(dns);
  }

  @AfterEach
  void all_hear_each_other() {
    voices.forget();
    voices.hearEachOther(ATTACKED);
    voices.hearEachOther(UNDISTURBED);
  }

  @AfterAll
  static void hangUp() {
    if (voices != null) {
      voices.close();
    }
  }

  // ---- descriptions

  private static SipText invite(RawSip socket, String transport, String sdp) {
    return SipText.of("INVITE", DN, CALLEE, socket, transport)
        .contact(socket, DN)
        .carrying("application/sdp", sdp);
  }

  private static String proven(RawSip socket, SipText invite) throws IOException {
    String refusal = socket.send(invite).answer();
    return socket.send(invite.authorized(refusal, DN)).answer();
  }

  private static String sdp(String host, String media) {
    return """
    v=0
    o=- 1 1 IN IP4 127.0.0.1
    s=-
    c=IN IP4 %s
    t=0 0
    m=%s
    """
        .formatted(host, media)
        .replace("\n", "\r\n");
  }

  private static String audio(String host) {
    return sdp(host, "audio 40000 RTP/AVP 0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 40000 RTP/AVP 0\r\n",
        "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio\r\n",
        "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nm=audio 4 RTP/AVP 0\r\n",
        "v=0\r\nm=audio 70000 RTP/AVP 0\r\n",
        "m=audio 40000 RTP/AVP 0\r\nv=0\r\n\0\r\n"
      })
  void a_malformed_description_is_400(String sdp) throws IOException {
    try (RawSip socket = RawSip.udp(sip())) {
      assertThat(RawSip.status(proven(socket, invite(socket, "UDP", sdp)))).isEqualTo(400);
    }
  }

  /** Before anybody asks who it is. */
  @ParameterizedTest
  @ValueSource(strings = {"a=x\r\n", "m=audio 40000 RTP/AVP 0\r\n", "a=xxxxxxxxxxxxxxxxxxxxxxxx"})
  void a_huge_description_is_413(String more) throws IOException {
    try (RawSip socket = RawSip.tcp(sip())) {
      String sdp = audio(Ports.HOST) + more.repeat(20_000 / more.length());
      assertThat(socket.ask(invite(socket, "TCP", sdp))).isEqualTo(413);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1,audio 40000 RTP/AVP 101,305",
    "127.0.0.1,audio 40000 RTP/AVP 13 96,305",
    "127.0.0.1,audio 40000 RTP/SAVP 0,302",
    "127.0.0.1,audio 0 RTP/AVP 0,302",
    "phone.example.com,audio 40000 RTP/AVP 0,301",
    "224.2.1.1/127,audio 40000 RTP/AVP 0,301",
    "224.2.1.1,audio 40000 RTP/AVP 0,301",
    "999.1.1.1,audio 40000 RTP/AVP 0,301"
  })
  void what_cannot_be_used_is_488_and_says_why(String host, String media, String warning)
      throws IOException {
    try (RawSip socket = RawSip.udp(sip())) {
      String answer = proven(socket, invite(socket, "UDP", sdp(host, media)));

      assertThat(RawSip.status(answer)).isEqualTo(488);
      assertThat(RawSip.header(answer, "Warning").orElseThrow()).startsWith(warning + " parley ");
    }
  }

  /** Such a call comes about: nobody may be at an address, and an address may be another's. */
  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "127.0.0.77"})
  void nobody_and_somebody_else_may_be_named(String host) throws Exception {
    Scenarios scenarios = suite.scenarios("named");
    int phone = Programs.freePort();
    scenarios.register(CALLEE, phone);
    try (Sipp.Running called =
            scenarios.waiting("voice-answers", phone).key("rtp", 40_002).start();
        RawSip socket = RawSip.udp(sip())) {
      SipText invite = invite(socket, "UDP", audio(host));
      String ok = proven(socket, invite);
      assertThat(RawSip.status(ok)).isEqualTo(200);
      socket.send(inDialog("ACK", 2, invite, ok, socket));
      assertThat(hangUp(inDialog("BYE", 3, invite, ok, socket), socket)).isEqualTo(200);

      assertThat(called.finish().orFail().log()).startsWith("told " + host + ":40000");
    } finally {
      scenarios.unregister(CALLEE, phone);
    }
  }

  private static SipText inDialog(
      String method, int number, SipText invite, String ok, RawSip socket) {
    return SipText.of(method, DN, CALLEE, socket)
        .with("From", invite.header("From"))
        .with("To", RawSip.header(ok, "To").orElseThrow())
        .with("Call-ID", invite.header("Call-ID"))
        .with("CSeq", number + " " + method)
        .to(RawSip.header(ok, "Contact").orElseThrow().replaceAll("^<|>.*$", ""));
  }

  /** The status of its answer; a 200 to INVITE that comes again is passed over. */
  private static int hangUp(SipText bye, RawSip socket) throws IOException {
    String answer = socket.send(bye).answer();
    while (!RawSip.header(answer, "CSeq").orElse("").endsWith("BYE")) {
      answer = socket.answer();
    }
    return RawSip.status(answer);
  }

  // ---- packets

  private static byte[] rtp(int payloadType, int bytes) {
    ByteBuffer packet = ByteBuffer.allocate(12 + bytes);
    packet.put((byte) 0x80).put((byte) payloadType).putShort((short) 7).putInt(7).putInt(7);
    Arrays.fill(packet.array(), 12, packet.capacity(), (byte) 1);
    return packet.array();
  }

  private static double refused(String reason) {
    return new Health(suite.ports().mediaServer())
        .meter("parley_media_packets_refused_total", "reason=\"" + reason + "\"");
  }

  /** Returns when that many were refused; nobody notices, not even who is attacked. */
  private static void attack(String from, byte[] datagram, String reason) throws IOException {
    double before = refused(reason);
    try (Flood _ = Flood.of(from, seat, datagram)) {
      othersHearOn();
      voices.hearsAtLeast("2002", "2001");
      await(reason).until(() -> refused(reason) >= before + MANY);
    }
  }

  /** The other conference all of it; of the same one those who are not attacked each other. */
  private static void othersHearOn() {
    voices.forget();
    voices.hearEachOther(UNDISTURBED);
    voices.hearsAtLeast("2002", "2003");
    voices.hearsAtLeast("2003", "2002");
  }

  @Test
  void packets_from_a_foreign_address() throws IOException {
    attack(FOREIGN, rtp(PCMU, FRAME), "foreign");
  }

  @Test
  void packets_of_another_payload_type() throws IOException {
    attack(Ports.HOST, rtp(G722, FRAME), "other-type");
  }

  @ParameterizedTest
  @ValueSource(ints = {LONGEST + 1, 9_000, 60_000})
  void packets_that_are_huge(int bytes) throws IOException {
    attack(Ports.HOST, rtp(PCMU, bytes - 12), "broken");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 11})
  void packets_that_are_runt(int bytes) throws IOException {
    attack(Ports.HOST, Arrays.copyOf(rtp(PCMU, 0), bytes), "broken");
  }

  @ParameterizedTest
  @ValueSource(ints = {FRAME + 12, LONGEST})
  void packets_ten_times_as_often(int bytes) throws IOException {
    try (Flood _ = Flood.of(Ports.HOST, seat, rtp(PCMU, bytes - 12))) {
      othersHearOn();
    }
  }
}
