package org.parley.acceptance.voice;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.acceptance.desktop.FakeDesktop;
import org.parley.acceptance.sip.Programs;
import org.parley.acceptance.sip.SipSuite;
import org.parley.acceptance.suite.Suites;
import org.parley.tlib.Attribute;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibEvent;
import org.parley.tlib.TlibRequest;
import org.parley.tlib.VoiceRequest;

/** What a client does with calls beyond making them, as three phones hear it. */
class CallControlIT {
  private static final Dn ONE = new Dn("2001");
  private static final Dn TWO = new Dn("2002");
  private static final Dn THREE = new Dn("2003");

  /** The numbers that options voice-msg-mute and voice-msg-unmute have by default. */
  private static final int MUTE = 8011;

  private static final int UNMUTE = 8012;

  private Voices voices;

  @BeforeEach
  void phones() throws InterruptedException {
    voices = Voices.of(SipSuite.shared(), Programs.directory("control"), "2001", "2002", "2003");
  }

  @AfterEach
  void hangUp() {
    voices.close();
  }

  private ConnId conference() {
    ConnId call = voices.call("2001", "2002");
    voices.add("2001", call, "2003");
    voices.hearEachOther("2001", "2002", "2003");
    return call;
  }

  @Test
  void two_calls_are_heard_in_turn_and_the_last_one_is_given_up_for_the_first() {
    ConnId call = voices.call("2001", "2002");
    FakeDesktop desktop = voices.desktop("2001");
    TlibEvent dialing =
        desktop.ask(ref ->
            new VoiceRequest.InitiateTransfer(ref, ONE, call, THREE, null, null, null, null));
    ConnId consult =
        desktop.expectAnswer(dialing, MessageType.EVENT_DIALING).require(Attribute.CONN_ID);
    voices.hearEachOther("2001", "2003");

    desktop.send(ref -> new VoiceRequest.AlternateCall(ref, ONE, call, consult, null, null));
    voices.await("2001", MessageType.EVENT_RETRIEVED, call);
    voices.hearEachOther("2001", "2002");

    desktop.send(ref -> new VoiceRequest.AlternateCall(ref, ONE, consult, call, null, null));
    voices.await("2001", MessageType.EVENT_RETRIEVED, consult);
    voices.hearEachOther("2001", "2003");

    desktop.send(ref -> new VoiceRequest.ReconnectCall(ref, ONE, call, consult, null, null));
    voices.await("2003", MessageType.EVENT_RELEASED, consult);
    voices.hearEachOther("2001", "2002");
    voices.release("2001", call);
  }

  @Test
  void who_is_put_on_hold_hears_what_the_other_one_chose() {
    KvList own = ownMusic();
    ConnId call = voices.call("2001", "2002");
    voices.desktop("2001").send(ref -> new VoiceRequest.HoldCall(ref, ONE, call, null, own));
    voices.phone("2002").hears(Tone.MUSIC);

    voices.retrieve("2001", call);
    voices.hearEachOther("2001", "2002");
    voices.release("2001", call);
  }

  private static KvList ownMusic() {
    Tone.MUSIC.write(Suites.mediaRoot().resolve("music/own.wav"), 60);
    return KvList.of("music", "music/own");
  }

  @Test
  void a_mute_transfer_needs_no_word() {
    ConnId call = voices.call("2001", "2002");
    voices
        .desktop("2001")
        .send(ref -> new VoiceRequest.MuteTransfer(ref, ONE, call, THREE, null, null, null, null));
    voices.await("2001", MessageType.EVENT_RELEASED, call);
    voices.await("2002", MessageType.EVENT_PARTY_CHANGED, call);
    voices.hearEachOther("2002", "2003");
    voices.release("2002", call);
  }

  @Test
  void a_call_is_handed_on_in_one_step() {
    ConnId call = voices.call("2001", "2002");
    voices
        .desktop("2001")
        .send(ref -> new VoiceRequest.SingleStepTransfer(ref, ONE, call, THREE, null, null, null));
    voices.await("2001", MessageType.EVENT_RELEASED, call);
    voices.await("2003", MessageType.EVENT_ESTABLISHED, call);
    voices.hearEachOther("2002", "2003");
    voices.release("2003", call);
  }

  @Test
  void one_is_put_out_of_a_conference_and_two_talk_on() {
    ConnId call = conference();
    voices
        .desktop("2002")
        .send(ref -> new VoiceRequest.DeleteFromConference(ref, TWO, call, THREE, null, null));
    voices.await("2003", MessageType.EVENT_RELEASED, call);
    voices.await("2001", MessageType.EVENT_PARTY_DELETED, call);
    voices.hearEachOther("2001", "2002");
    voices.release("2001", call);
  }

  @Test
  void a_muted_party_hears_all_and_nobody_hears_it() {
    ConnId call = conference();
    voices.desktop("2001").send(ref -> service(ref, MUTE, call));
    voices.await("2003", MessageType.EVENT_MUTE_ON, call);
    voices.hearEachOther("2001", "2002");
    voices.hears("2003", "2001", "2002");

    voices.desktop("2001").send(ref -> service(ref, UNMUTE, call));
    voices.await("2003", MessageType.EVENT_MUTE_OFF, call);
    voices.hearEachOther("2001", "2002", "2003");
    voices.desktop("2001").send(ref -> new VoiceRequest.ClearCall(ref, ONE, call, null, null));
    voices.await("2003", MessageType.EVENT_RELEASED, call);
  }

  private static TlibRequest service(int ref, int number, ConnId call) {
    return new TlibRequest.PrivateService(ref, ONE, call, THREE, number, null, null, null);
  }

  @Test
  void the_supervisor_is_put_apart_with_music_of_its_own_and_nobody_else_hears_it() {
    KvList own = ownMusic();
    ConnId call = conference();
    TlibEvent answer =
        voices
            .desktop("2002")
            .ask(ref -> new VoiceRequest.ListenDisconnect(ref, TWO, call, ONE, null, own));
    voices.desktop("2002").expectAnswer(answer, MessageType.EVENT_LISTEN_DISCONNECTED);
    voices.phone("2001").hears(Tone.MUSIC);
    voices.hearEachOther("2002", "2003");

    voices
        .desktop("2002")
        .send(ref -> new VoiceRequest.DeleteFromConference(ref, TWO, call, ONE, null, null));
    voices.await("2001", MessageType.EVENT_RELEASED, call);
    voices.hearEachOther("2002", "2003");
    voices.release("2003", call);
  }

  /** The mixer misses it after 10 s, and a phone over UDP has 32 s to answer that it is there. */
  @Test
  void a_phone_that_dies_without_a_word_leaves_the_conference() {
    ConnId call = conference();
    voices.phone("2003").crash();
    voices.desktop("2001").awaitWithin(MessageType.EVENT_PARTY_DELETED, 90);
    voices.hearEachOther("2001", "2002");
    voices.release("2001", call);
  }
}
