package org.parley.acceptance.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.acceptance.sip.Programs;
import org.parley.acceptance.sip.SipSuite;
import org.parley.acceptance.suite.Suites;
import org.parley.tlib.Attribute;
import org.parley.tlib.CallState;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibEvent;
import org.parley.tlib.TlibRequest;
import org.parley.tlib.VoiceRequest;

/** Seed 002, story by story, as phones hear it and clients are told. */
class PrivateConversationIT {
  private Voices voices;

  @BeforeEach
  void phones() throws InterruptedException {
    SipSuite suite = SipSuite.shared();
    Tone.MUSIC.write(Suites.mediaRoot().resolve("music/tone.wav"), 60);
    voices = Voices.of(suite, Programs.directory("private"), "2001", "2002", "2003", "2004");
    voices.options.sipServer("music-listen-disconnect", "music/tone");
  }

  @AfterEach
  void hangUp() {
    voices.close();
  }

  private ConnId conference(String... others) {
    ConnId call = voices.call("2001", "2002");
    voices.hearEachOther("2001", "2002");
    for (String other : others) {
      voices.add("2001", call, other);
    }
    return call;
  }

  /** Each desktop is told that the party hears nobody, with CallState Held. */
  private void awaitDisconnected(ConnId call, String party, String... dns) {
    for (String dn : dns) {
      TlibEvent told = voices.await(dn, MessageType.EVENT_LISTEN_DISCONNECTED, call);
      assertThat(told.get(Attribute.CALL_STATE)).isEqualTo(CallState.HELD);
      assertThat(told.get(Attribute.OTHER_DN)).isEqualTo(new Dn(party));
      voices
          .desktop(dn)
          .await(
              "LCTParty with ListenDisconnectedHeld",
              event ->
                  event.type() == MessageType.EVENT_USER_EVENT && tellsOfPrivate(event, party));
    }
  }

  private static boolean tellsOfPrivate(TlibEvent event, String party) {
    KvList list = event.extensions();
    return IntStream.range(0, list.integer("LCTPartiesLength").orElse(0))
        .filter(n -> list.text("LCTParty" + n).orElseThrow().equals(party))
        .anyMatch(
            n -> list.text("LCTParty" + n + "_state").orElse("").equals("ListenDisconnectedHeld"));
  }

  @Test
  void a_party_hears_music_and_nobody_and_nobody_hears_it_until_another_agent_brings_it_back() {
    ConnId call = conference("2003");
    voices.hearEachOther("2001", "2002", "2003");

    voices
        .desktop("2001")
        .expectAnswer(
            voices.listenDisconnect("2001", call, "2003"), MessageType.EVENT_LISTEN_DISCONNECTED);
    awaitDisconnected(call, "2003", "2002", "2003");
    voices.phone("2003").hears(Tone.MUSIC);
    voices.hearEachOther("2001", "2002");

    voices
        .desktop("2002")
        .expectAnswer(
            voices.listenReconnect("2002", call, "2003"), MessageType.EVENT_LISTEN_RECONNECTED);
    voices.await("2003", MessageType.EVENT_LISTEN_RECONNECTED, call);
    voices.hearEachOther("2001", "2002", "2003");

    voices.release("2003", call);
    voices.hearEachOther("2001", "2002");
    voices.release("2001", call);
    voices.await("2002", MessageType.EVENT_RELEASED, call);
  }

  @Test
  void the_requester_leaves_and_it_stays_apart_until_one_active_participant_is_left() {
    ConnId call = conference("2003", "2004");
    voices.hearEachOther("2001", "2002", "2003", "2004");
    voices.listenDisconnect("2001", call, "2003");
    voices.phone("2003").hears(Tone.MUSIC);

    voices.release("2001", call);
    voices.hearEachOther("2002", "2004");
    voices.phone("2003").hears(Tone.MUSIC);

    voices.release("2004", call);
    voices.await("2003", MessageType.EVENT_LISTEN_RECONNECTED, call);
    voices.hearEachOther("2002", "2003");
    voices.release("2002", call);
  }

  @Test
  void two_are_apart_at_once() {
    ConnId call = conference("2003", "2004");
    voices.listenDisconnect("2001", call, "2003");
    voices.listenDisconnect("2002", call, "2004");
    voices.hearEachOther("2001", "2002");
    voices.phone("2003").hears(Tone.MUSIC);
    voices.phone("2004").hears(Tone.MUSIC);

    voices.listenReconnect("2001", call, "2004");
    voices.hearEachOther("2001", "2002", "2004");
    voices.phone("2003").hears(Tone.MUSIC);
    voices.desktop("2001").send(ref -> clear(ref, call));
    voices.await("2003", MessageType.EVENT_RELEASED, call);
  }

  private static TlibRequest clear(int ref, ConnId call) {
    return new VoiceRequest.ClearCall(ref, new Dn("2001"), call, null, null);
  }

  @Test
  void the_one_apart_hangs_up() {
    ConnId call = conference("2003");
    voices.listenDisconnect("2001", call, "2003");
    voices.phone("2003").hears(Tone.MUSIC);

    voices.phone("2003").hangUp();
    voices.await("2003", MessageType.EVENT_RELEASED, call);
    voices.await("2001", MessageType.EVENT_PARTY_DELETED, call);
    voices.hearEachOther("2001", "2002");
    voices.release("2001", call);
  }

  @Test
  void the_one_apart_is_deleted() {
    ConnId call = conference("2003");
    voices.listenDisconnect("2001", call, "2003");
    voices.phone("2003").hears(Tone.MUSIC);

    voices
        .desktop("2002")
        .send(ref ->
            new VoiceRequest.DeleteFromConference(
                ref, new Dn("2002"), call, new Dn("2003"), null, null));
    voices.await("2003", MessageType.EVENT_RELEASED, call);
    voices.await("2001", MessageType.EVENT_PARTY_DELETED, call);
    voices.hearEachOther("2001", "2002");
    voices.release("2001", call);
  }

  @Test
  void the_one_apart_holds_by_its_own_key_and_holds_when_it_is_brought_back() {
    ConnId call = conference("2003");
    voices.hearEachOther("2001", "2002", "2003");
    voices.listenDisconnect("2001", call, "2003");
    voices.phone("2003").hears(Tone.MUSIC);
    voices.phone("2003").hold();

    voices.listenReconnect("2002", call, "2003");
    voices.await("2003", MessageType.EVENT_HELD, call);
    voices.hearEachOther("2001", "2002");

    voices.phone("2003").resume();
    voices.await("2003", MessageType.EVENT_RETRIEVED, call);
    voices.hears("2001", "2002", "2003");
    voices.hears("2002", "2001", "2003");
    voices.desktop("2001").send(ref -> clear(ref, call));
    voices.await("2003", MessageType.EVENT_RELEASED, call);
  }

  @Test
  void without_the_music_file_it_hears_silence() {
    voices.options.sipServer("music-listen-disconnect", "music/missing");
    ConnId call = conference("2003");
    voices
        .desktop("2001")
        .expectAnswer(
            voices.listenDisconnect("2001", call, "2003"), MessageType.EVENT_LISTEN_DISCONNECTED);
    voices.phone("2003").hears();
    voices.hearEachOther("2001", "2002");
    voices.release("2001", call);
    voices.release("2002", call);
  }

  @Test
  void requests_that_cannot_be_are_refused() {
    ConnId call = voices.call("2001", "2002");
    assertError(voices.listenDisconnect("2001", call, "2002"), 1712);
    voices.add("2001", call, "2003");
    assertError(voices.listenDisconnect("2001", call, "4711"), 71);
    assertError(voices.listenDisconnect("2001", call, "2001"), 53);
    assertError(voices.listenDisconnect("2004", call, "2001"), 56);
    assertError(voices.listenReconnect("2001", call, "2003"), 43);
    voices.listenDisconnect("2001", call, "2003");
    assertError(voices.listenDisconnect("2002", call, "2003"), 43);
    voices.options.sipServer("sip-enable-call-info-extended", "false");
    await().untilAsserted(() -> assertError(voices.listenDisconnect("2002", call, "2003"), 51));
    assertError(voices.listenReconnect("2001", call, "2003"), 51);
    voices.release("2001", call);
    voices.release("2002", call);
  }

  private static void assertError(TlibEvent answer, int code) {
    assertThat(answer.type()).isEqualTo(MessageType.EVENT_ERROR);
    assertThat(answer.get(Attribute.ERROR_CODE)).isEqualTo(code);
  }
}
