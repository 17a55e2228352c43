package org.parley.acceptance.sip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.acceptance.desktop.FakeDesktop;
import org.parley.acceptance.desktop.FakeDesktop.Message;
import org.parley.acceptance.suite.Options;
import org.parley.bench.tool.Sipp;
import org.parley.tlib.Attribute;
import org.parley.tlib.ConnId;
import org.parley.tlib.MediaType;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibEvent;

/** A SIP endpoint calls an agent with an IM SDP. */
class EndpointStartsIT {
  private static final String AGENT = "1004";
  private static final String DN = "2006";

  private static SipSuite suite;
  private static Scenarios scenarios;

  @BeforeAll
  static void start() throws InterruptedException {
    suite = SipSuite.shared();
    scenarios = suite.scenarios("endpoint-starts");
  }

  private static Sipp calling(String scenario) {
    return scenarios.calling(scenario, DN, AGENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"u1", "t1"})
  void talks_to_an_agent_and_hangs_up(String transport) throws Exception {
    try (FakeDesktop agent = suite.agent(AGENT);
        Sipp.Running endpoint = calling("starts").over(transport).start()) {
      TlibEvent ringing = agent.await(MessageType.EVENT_RINGING);
      assertThat(ringing.require(Attribute.OTHER_DN).number()).isEqualTo(DN);
      assertThat(ringing.get(Attribute.MEDIA_TYPE)).isEqualTo(MediaType.CHAT);
      ConnId call = ringing.require(Attribute.CONN_ID);
      agent.accept(call);

      for (int i = 1; i <= 3; i++) {
        Message message = agent.nextMessage(call);
        assertThat(message.text()).isEqualTo("spoken " + i);
        assertThat(message.from()).isEqualTo(DN);
      }
      SipSuite.released(agent, call);
      endpoint.finish().orFail();
    }
  }

  @Test
  void the_agent_writes_back_in_order_and_hangs_up() throws Exception {
    try (FakeDesktop agent = suite.agent(AGENT);
        Sipp.Running endpoint = calling("starts-and-listens").start()) {
      ConnId call = SipSuite.accept(agent);
      assertThat(agent.nextMessage(call).text()).isEqualTo("spoken 1");
      for (int i = 0; i < 20; i++) {
        String text = "written " + i;
        agent.expectAnswer(agent.say(call, text, text), MessageType.EVENT_ACK);
      }
      agent.say(call, "last", "last");
      agent.settled();

      assertThat(suite.delivered(endpoint, "got last")).isTrue();
      agent.release(call);
      assertThat(endpoint.finish().orFail().log())
          .hasSize(21)
          .startsWith("got written 0", "got written 1")
          .endsWith("got written 19", "got last");
    }
  }

  @Test
  void an_agent_who_rejects_is_a_refusal() throws Exception {
    try (FakeDesktop agent = suite.agent(AGENT);
        Sipp.Running endpoint = scenarios.refused("starts-refused", DN, AGENT, 603).start()) {
      ConnId call = agent.await(MessageType.EVENT_RINGING).require(Attribute.CONN_ID);

      agent.release(call);
      endpoint.finish().orFail();
    }
  }

  @ParameterizedTest
  @CsvSource({"4711,404", "2010,480"})
  void who_cannot_be_reached_is_told_in_the_status(String callee, int refusal) throws Exception {
    scenarios.refused("starts-refused", DN, callee, refusal).run().orFail();
  }

  @Test
  void audio_beside_im_is_488() throws Exception {
    calling("offers-audio").run().orFail();
  }

  @Test
  void a_dn_in_none_mode_may_not_start() throws Exception {
    try (Options options = suite.options()) {
      options.dn(DN, "sip-signaling-chat", "none");
      Sipp.Result result = null;
      for (int turn = 0; turn < 20 && (result == null || !result.isClean()); turn++) {
        result = scenarios.refused("starts-refused", DN, "4711", 403).run();
      }
      assertThat(result.isClean()).as(result.errors()).isTrue();
    }
  }

  @Test
  void an_endpoint_that_gives_up_takes_its_invitation_back() throws Exception {
    try (FakeDesktop agent = suite.agent(AGENT);
        Sipp.Running endpoint = calling("starts-and-gives-up").start()) {
      ConnId call = agent.await(MessageType.EVENT_RINGING).require(Attribute.CONN_ID);

      SipSuite.released(agent, call);
      endpoint.finish().orFail();
    }
  }

  @Test
  void nobody_answers_in_time() throws Exception {
    try (Options options = suite.options();
        FakeDesktop agent = suite.agent(AGENT)) {
      options.sipServer("im-invite-timeout", "2s");
      try (Sipp.Running endpoint = scenarios.refused("starts-refused", DN, AGENT, 480).start()) {
        ConnId call = agent.await(MessageType.EVENT_RINGING).require(Attribute.CONN_ID);

        SipSuite.released(agent, call);
        endpoint.finish().orFail();
      }
    }
  }

  @Test
  void two_endpoints_talk_to_each_other() throws Exception {
    int phone = Programs.freePort();
    scenarios.register("2007", phone);
    try (Sipp.Running callee = scenarios.waiting("answers", phone).start()) {
      scenarios.calling("starts", DN, "2007").run().orFail();

      assertThat(callee.finish().orFail().log())
          .containsExactly("got spoken 1", "got spoken 2", "got spoken 3");
    } finally {
      scenarios.unregister("2007", phone);
    }
  }
}
