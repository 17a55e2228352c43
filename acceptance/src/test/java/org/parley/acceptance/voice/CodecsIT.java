package org.parley.acceptance.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.acceptance.desktop.FakeDesktop;
import org.parley.acceptance.sip.Programs;
import org.parley.acceptance.sip.Scenarios;
import org.parley.acceptance.sip.SipSuite;
import org.parley.acceptance.suite.Health;
import org.parley.bench.suite.AdminApi;
import org.parley.bench.tool.Sipp;
import org.parley.tlib.Attribute;
import org.parley.tlib.CallState;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.MediaType;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibRequest;

/** Endpoints without a codec in common: where a mixer helps, and where nothing does. */
class CodecsIT {
  private static final String CALLER = "2005";
  private static final String CALLEE = "2006";
  private static final int RTP = 40_000;
  private static final String PCMU = "audio 40000 RTP/AVP 0";
  private static final String OPUS = "audio 40002 RTP/AVP 111\r\na=rtpmap:111 opus/48000/2";

  private static SipSuite suite;
  private static Scenarios scenarios;

  @BeforeAll
  static void suite() throws InterruptedException {
    suite = SipSuite.shared();
    scenarios = suite.scenarios("codecs");
  }

  private static Sipp.Running answering(int phone, String media) {
    return scenarios.waiting("voice-answers-otherwise", phone).key("media", media).start();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "audio 40002 RTP/AVP 9",
        OPUS,
        "audio 40002 RTP/AVP 111",
        "audio 40002 RTP/AVP 101\r\na=rtpmap:101 telephone-event/8000"
      })
  void an_answer_that_names_no_codec_of_the_offer_is_488_for_the_caller(String media)
      throws Exception {
    int phone = Programs.freePort();
    scenarios.register(CALLEE, phone);
    try (FakeDesktop caller = suite.watching(CALLER);
        FakeDesktop callee = suite.watching(CALLEE);
        Sipp.Running called = answering(phone, media)) {
      scenarios.refused("voice-refused", CALLER, CALLEE, 488).key("media", PCMU).run().orFail();
      called.finish().orFail();

      isNotReached(caller, callee);
    } finally {
      scenarios.unregister(CALLEE, phone);
    }
  }

  @Test
  void a_client_whose_callee_answers_so_is_told_and_its_own_phone_hung_up_on() throws Exception {
    int phone = Programs.freePort();
    int ownPhone = Programs.freePort();
    scenarios.register(CALLEE, phone);
    scenarios.register(CALLER, ownPhone);
    try (FakeDesktop caller = suite.watching(CALLER);
        FakeDesktop callee = suite.watching(CALLEE);
        Sipp.Running own = scenarios.waiting("voice-answers", ownPhone).key("rtp", RTP).start();
        Sipp.Running called = answering(phone, OPUS)) {
      caller.expectAnswer(
          caller.ask(ref ->
              new TlibRequest.MakeCall(
                  ref,
                  new Dn(CALLER),
                  new Dn(CALLEE),
                  null,
                  null,
                  MediaType.VOICE,
                  null,
                  null,
                  null)),
          MessageType.EVENT_DIALING);
      called.finish().orFail();
      own.finish().orFail();

      isNotReached(caller, callee);
    } finally {
      scenarios.unregister(CALLEE, phone);
      scenarios.unregister(CALLER, ownPhone);
    }
  }

  /** Both are told so, with CallState GeneralError, and of the call nothing is left. */
  private static void isNotReached(FakeDesktop caller, FakeDesktop callee) {
    assertThat(caller.await(MessageType.EVENT_DESTINATION_BUSY).get(Attribute.CALL_STATE))
        .isEqualTo(CallState.GENERAL_ERROR);
    var released = caller.await(MessageType.EVENT_RELEASED);
    assertThat(released.get(Attribute.CALL_STATE)).isEqualTo(CallState.GENERAL_ERROR);
    callee.await(MessageType.EVENT_RELEASED);

    Voices.isIdle(caller);
    Voices.isIdle(callee);
    try (var api = new AdminApi(suite.ports(), "admin", "demo")) {
      String call = "/calls/" + released.require(Attribute.CONN_ID);
      assertThat(api.get(call).status()).isEqualTo(404);
    }
    awaitRooms(0);
  }

  private static void awaitRooms(int count) {
    var mediaServer = new Health(suite.ports().mediaServer());
    await("rooms").until(() -> mediaServer.meter("parley_media_rooms") == count);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PCMU PCMA", "PCMA PCMU"})
  void who_know_one_codec_each_but_not_the_same_talk_through_the_mixer(String codecs) {
    String[] known = codecs.split(" ");
    try (Voices voices =
        Voices.of(suite, Programs.directory("codecs"))
            .knowing(known[0], "2001")
            .knowing(known[1], "2002")) {
      ConnId call = voices.call("2001", "2002");
      voices.hearEachOther("2001", "2002");
      awaitRooms(1);

      voices.hold("2001", call);
      voices.retrieve("2001", call);
      voices.hearEachOther("2001", "2002");

      voices.release("2001", call);
      voices.await("2002", MessageType.EVENT_RELEASED, call);
      voices.areIdle("2001", "2002");
      awaitRooms(0);

      voices.phone("2002").dial("2001");
      ConnId dialled =
          voices.desktop("2001").await(MessageType.EVENT_ESTABLISHED).require(Attribute.CONN_ID);
      voices.hearEachOther("2001", "2002");
      voices.release("2002", dialled);
      awaitRooms(0);
    }
  }
}
