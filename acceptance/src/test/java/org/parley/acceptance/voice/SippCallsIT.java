package org.parley.acceptance.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.acceptance.desktop.FakeDesktop;
import org.parley.acceptance.sip.Programs;
import org.parley.acceptance.sip.Scenarios;
import org.parley.acceptance.sip.SipSuite;
import org.parley.acceptance.suite.Options;
import org.parley.bench.suite.Ports;
import org.parley.bench.tool.Sipp;
import org.parley.tlib.Attribute;
import org.parley.tlib.CallState;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibRequest;
import org.parley.tlib.VoiceRequest;

/** Calls from one SIPp through the suite to another, message by message. */
class SippCallsIT {
  private static final String CALLER = "2005";
  private static final String CALLEE = "2006";
  private static final int CALLER_RTP = 40_000;
  private static final int CALLEE_RTP = 40_002;
  private static final String CALLER_AUDIO = "told " + Ports.HOST + ":" + CALLER_RTP;
  private static final String AUDIO = "audio 40000 RTP/AVP 0";

  private static SipSuite suite;
  private static Scenarios scenarios;
  private final int phone = Programs.freePort();
  private FakeDesktop desktop;

  @BeforeAll
  static void suite() throws InterruptedException {
    suite = SipSuite.shared();
    scenarios = suite.scenarios("calls");
  }

  @BeforeEach
  void register() throws InterruptedException {
    scenarios.register(CALLEE, phone);
    desktop = suite.watching(CALLEE);
  }

  @AfterEach
  void unregister() throws InterruptedException {
    desktop.close();
    scenarios.unregister(CALLEE, phone);
  }

  private static Sipp calling(String scenario) {
    return scenarios.calling(scenario, CALLER, CALLEE).key("rtp", CALLER_RTP);
  }

  private static Sipp refused(int status, String callee, String media) {
    return scenarios.refused("voice-refused", CALLER, callee, status).key("media", media);
  }

  private Sipp.Running answering(String scenario) {
    return scenarios.waiting(scenario, phone).key("rtp", CALLEE_RTP).start();
  }

  /** Both play their parts to the end; what the one that is called has logged. */
  private List<String> play(String caller, String callee) throws InterruptedException {
    try (Sipp.Running called = answering(callee)) {
      calling(caller).run().orFail();
      return called.finish().orFail().log();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"u1", "t1"})
  void the_caller_hangs_up(String transport) throws Exception {
    try (Sipp.Running called = answering("voice-answers")) {
      calling("voice-calls").over(transport).run().orFail();
      assertThat(called.finish().orFail().log()).containsExactly(CALLER_AUDIO);
    }
    desktop.await(MessageType.EVENT_RINGING);
    desktop.await(MessageType.EVENT_ESTABLISHED);
    desktop.await(MessageType.EVENT_RELEASED);
  }

  @Test
  void the_called_one_hangs_up() throws Exception {
    play("voice-is-left", "voice-hangs-up");
    desktop.await(MessageType.EVENT_RELEASED);
  }

  @ParameterizedTest
  @CsvSource({"486 Busy Here,486", "603 Decline,603", "404 Not Found,404", "480 Not Now,480"})
  void who_refuses_is_a_refusal(String answer, int status) throws Exception {
    try (FakeDesktop caller = suite.watching(CALLER);
        Sipp.Running called = scenarios.waiting("rejects", phone, "STATUS", answer).start()) {
      refused(status, CALLEE, AUDIO).run().orFail();
      called.finish().orFail();
      if (status == 486) {
        assertThat(caller.await(MessageType.EVENT_DESTINATION_BUSY).get(Attribute.CALL_STATE))
            .isEqualTo(CallState.BUSY);
      }
    }
  }

  @Test
  void a_caller_that_gives_up_cancels() throws Exception {
    assertThat(play("voice-gives-up", "rings-only")).singleElement().asString().contains("cancel");
    desktop.await(MessageType.EVENT_ABANDONED);
  }

  @Test
  void nobody_answers_in_time() throws Exception {
    try (Options options = suite.options()) {
      options.sipServer("no-answer-timeout", "2s");
      await("the option has arrived")
          .atMost(Duration.ofMinutes(2))
          .until(() -> {
            try (Sipp.Running called = answering("rings-only")) {
              return refused(480, CALLEE, AUDIO).run().isClean() && called.finish().isClean();
            }
          });
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "audio 40000 RTP/AVP 101\r\na=rtpmap:101 telephone-event/8000",
        "audio 40000 RTP/SAVP 0",
        "audio 0 RTP/AVP 0"
      })
  void audio_that_cannot_be_is_488(String media) throws Exception {
    refused(488, CALLEE, media).run().orFail();
  }

  @Test
  void audio_beside_im_is_488() throws Exception {
    calling("offers-audio").run().orFail();
  }

  @Test
  void nobody_is_at_that_number() throws Exception {
    refused(404, "4711", AUDIO).run().orFail();
  }

  @Test
  void a_dn_without_voice_is_not_called() throws Exception {
    try (Options options = suite.options()) {
      options.dn(CALLEE, "voice", "false");
      await("the option has arrived")
          .until(() -> {
            try (Sipp.Running called = answering("voice-answers")) {
              return refused(480, CALLEE, AUDIO).run().isClean() && called.log().isEmpty();
            }
          });
    }
  }

  @Test
  void one_holds_by_its_own_key_and_comes_back() throws Exception {
    try (Sipp.Running called = answering("voice-answers")) {
      Sipp.Result caller = calling("voice-holds").run().orFail();
      assertThat(caller.log()).containsExactly("held inactive", "retrieved sendrecv");
      wasHeld(called.finish().orFail().log());
    }
  }

  /** Somebody, somebody else or nobody, and the same one again. */
  private static void wasHeld(List<String> told) {
    assertThat(told).startsWith(CALLER_AUDIO).endsWith(CALLER_AUDIO).hasSize(3);
    assertThat(told.get(1)).isNotEqualTo(CALLER_AUDIO);
  }

  @Test
  void what_is_said_early_is_passed_on() throws Exception {
    try (Sipp.Running called = answering("voice-answers-early")) {
      Sipp.Result caller = calling("voice-hears-early").run().orFail();
      assertThat(caller.log()).containsExactly("early " + CALLEE_RTP, "answered " + CALLEE_RTP);
      called.finish().orFail();
    }
  }

  @Test
  void a_re_invite_that_was_pending_is_sent_again() throws Exception {
    wasHeld(play("voice-holds", "voice-pending"));
  }

  @Test
  void a_re_invite_that_crosses_ours_is_491() throws Exception {
    List<String> log = play("voice-holds", "voice-crosses");
    assertThat(log).containsOnlyOnce("491");
    wasHeld(log.stream().filter(line -> !line.equals("491")).toList());
  }

  @Test
  void an_endpoint_that_takes_talk_answers_when_its_client_says_so() throws Exception {
    try (Sipp.Running called = answering("voice-answers-when-told");
        Sipp.Running caller = calling("voice-calls").start()) {
      ConnId call = desktop.await(MessageType.EVENT_RINGING).require(Attribute.CONN_ID);
      desktop.send(ref -> new TlibRequest.AnswerCall(ref, desktop.dn(), call, null, null));
      desktop.await(MessageType.EVENT_ESTABLISHED);
      caller.finish().orFail();
      assertThat(called.finish().orFail().log()).singleElement().asString().contains("talk");
    }
  }

  @Test
  void a_call_that_rings_is_redirected() throws Exception {
    String other = "2004";
    int there = Programs.freePort();
    scenarios.register(other, there);
    try (Sipp.Running called = answering("rings-only");
        Sipp.Running caller = calling("voice-calls").start();
        Sipp.Running instead =
            scenarios.waiting("voice-answers", there).key("rtp", CALLEE_RTP).start()) {
      ConnId call = desktop.await(MessageType.EVENT_RINGING).require(Attribute.CONN_ID);
      desktop.send(
          ref -> new VoiceRequest.RedirectCall(ref, desktop.dn(), call, new Dn(other), null, null));
      assertThat(desktop.await(MessageType.EVENT_RELEASED).get(Attribute.CALL_STATE))
          .isEqualTo(CallState.REDIRECTED);
      caller.finish().orFail();
      called.finish().orFail();
      assertThat(instead.finish().orFail().log()).containsExactly(CALLER_AUDIO);
    } finally {
      scenarios.unregister(other, there);
    }
  }

  @Test
  void keys_that_a_client_presses_arrive_at_the_other_endpoint() throws Exception {
    try (FakeDesktop at = suite.watching(CALLER);
        Sipp.Running called = answering("voice-gets-a-key");
        Sipp.Running caller = calling("voice-is-left").start()) {
      ConnId call = at.await(MessageType.EVENT_ESTABLISHED).require(Attribute.CONN_ID);
      at.send(ref -> new VoiceRequest.SendDTMF(ref, at.dn(), call, "5", null, null));
      at.await(MessageType.EVENT_DTMF_SENT);
      caller.finish().orFail();
      assertThat(called.finish().orFail().log()).containsExactly(CALLER_AUDIO, "Signal=5");
    }
  }
}
