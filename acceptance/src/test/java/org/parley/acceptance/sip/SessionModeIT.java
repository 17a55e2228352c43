package org.parley.acceptance.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.acceptance.desktop.FakeDesktop;
import org.parley.acceptance.desktop.FakeDesktop.Message;
import org.parley.acceptance.suite.Options;
import org.parley.bench.tool.Sipp;
import org.parley.tlib.Attribute;
import org.parley.tlib.CallState;
import org.parley.tlib.ConnId;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibEvent;

/** An agent calls a DN in session mode: its endpoint gets one dialog, and all text goes in it. */
class SessionModeIT {
  private static final String AGENT = "1003";
  private static final String DN = "2005";

  private static SipSuite suite;
  private static Scenarios scenarios;
  private static int phone;

  @BeforeAll
  static void register() throws InterruptedException {
    suite = SipSuite.shared();
    scenarios = suite.scenarios("session-mode");
    phone = Programs.freePort();
    scenarios.register(DN, phone);
  }

  @AfterAll
  static void unregister() throws InterruptedException {
    if (scenarios != null) {
      scenarios.unregister(DN, phone);
    }
  }

  @Test
  void text_goes_both_ways_in_order_and_desktops_see_all_of_it() throws Exception {
    try (FakeDesktop agent = suite.agent(AGENT);
        FakeDesktop watch = suite.watching(DN);
        Sipp.Running endpoint = scenarios.waiting("echoes", phone).start()) {
      ConnId call = agent.invite(DN, "first");
      watch.await(MessageType.EVENT_RINGING);
      agent.await(MessageType.EVENT_ESTABLISHED);
      agent.expectAnswer(agent.say(call, "second", "s2"), MessageType.EVENT_ACK);
      agent.expectAnswer(agent.say(call, "grüße", "s3"), MessageType.EVENT_ACK);

      List<Message> seen = Stream.generate(() -> agent.nextMessage(call)).limit(6).toList();
      assertThat(seen.stream().filter(message -> message.from().equals(AGENT)))
          .extracting(Message::text)
          .containsExactly("first", "second", "grüße");
      assertThat(seen.stream().filter(message -> message.from().equals(DN)))
          .extracting(Message::text)
          .containsExactly("echo of first", "echo of second", "echo of grüße");
      assertThat(agent.transcript(call)).isEqualTo(seen);
      assertThat(watch.transcript(call)).isEqualTo(seen);

      agent.expectAnswer(agent.release(call), MessageType.EVENT_RELEASED);
      assertThat(endpoint.finish().orFail().log())
          .containsExactly("got first", "got second", "got grüße");
    }
  }

  @Test
  void the_endpoint_hangs_up() throws Exception {
    try (FakeDesktop agent = suite.agent(AGENT);
        Sipp.Running endpoint = scenarios.waiting("hangs-up", phone).start()) {
      ConnId call = agent.invite(DN, null);
      agent.await(MessageType.EVENT_ESTABLISHED);

      for (int i = 1; i <= 3; i++) {
        assertThat(agent.nextMessage(call).text()).isEqualTo("spoken " + i);
      }
      assertThat(SipSuite.released(agent, call).get(Attribute.CALL_STATE))
          .isEqualTo(CallState.REMOTE_RELEASE);
      endpoint.finish().orFail();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "486 Busy Here,BUSY",
    "600 Busy Everywhere,BUSY",
    "603 Decline,BUSY",
    "404 Not Found,SIT_INVALIDNUM",
    "480 Temporarily Unavailable,SIT_VACANT",
    "488 Not Acceptable Here,GENERAL_ERROR",
    "500 Server Internal Error,GENERAL_ERROR"
  })
  void a_refusal_of_the_endpoint_is_told_to_the_agent(String status, CallState told)
      throws Exception {
    try (FakeDesktop agent = suite.agent(AGENT);
        Sipp.Running endpoint = scenarios.waiting("rejects", phone, "STATUS", status).start()) {
      ConnId call = agent.invite(DN, null);

      assertThat(agent.await(MessageType.EVENT_DESTINATION_BUSY).get(Attribute.CALL_STATE))
          .isEqualTo(told);
      SipSuite.released(agent, call);
      endpoint.finish().orFail();
    }
  }

  @Test
  void a_redirection_is_a_failure() throws Exception {
    try (FakeDesktop agent = suite.agent(AGENT);
        Sipp.Running endpoint = scenarios.waiting("redirects", phone).start()) {
      ConnId call = agent.invite(DN, null);

      agent.await(MessageType.EVENT_DESTINATION_BUSY);
      SipSuite.released(agent, call);
      endpoint.finish().orFail();
    }
  }

  @Test
  void an_endpoint_that_only_rings_is_cancelled_when_the_time_is_over() throws Exception {
    try (Options options = suite.options();
        FakeDesktop agent = suite.agent(AGENT);
        Sipp.Running endpoint = scenarios.waiting("rings-only", phone).start()) {
      options.sipServer("im-invite-timeout", "3s");
      ConnId call = agent.invite(DN, null);

      TlibEvent busy = agent.awaitWithin(MessageType.EVENT_DESTINATION_BUSY, 40);
      assertThat(busy.get(Attribute.CALL_STATE)).isEqualTo(CallState.NO_ANSWER);
      SipSuite.released(agent, call);
      endpoint.finish().orFail();
    }
  }

  @Test
  void an_agent_who_gives_up_cancels() throws Exception {
    try (FakeDesktop agent = suite.agent(AGENT);
        FakeDesktop watch = suite.watching(DN);
        Sipp.Running endpoint = scenarios.waiting("rings-only", phone).start()) {
      ConnId call = agent.invite(DN, null);
      watch.await(MessageType.EVENT_RINGING);

      agent.release(call);
      SipSuite.released(watch, call);
      endpoint.finish().orFail();
    }
  }

  @Test
  void an_answer_that_crosses_the_cancel_is_hung_up() throws Exception {
    try (FakeDesktop agent = suite.agent(AGENT);
        FakeDesktop watch = suite.watching(DN);
        Sipp.Running endpoint = scenarios.waiting("answers-late", phone).start()) {
      ConnId call = agent.invite(DN, null);
      watch.await(MessageType.EVENT_RINGING);

      agent.release(call);
      SipSuite.released(watch, call);
      endpoint.finish().orFail();
    }
  }

  @Test
  void a_desktop_that_is_quicker_takes_the_call_from_the_endpoint() throws Exception {
    try (FakeDesktop agent = suite.agent(AGENT);
        FakeDesktop desktop = suite.watching(DN);
        Sipp.Running endpoint = scenarios.waiting("rings-only", phone).start()) {
      ConnId call = agent.invite(DN, null);
      SipSuite.accept(desktop);
      agent.await(MessageType.EVENT_ESTABLISHED);

      assertThat(endpoint.finish().orFail().log())
          .singleElement()
          .asString()
          .contains("cause=200", "Call completed elsewhere");
      agent.expectAnswer(agent.say(call, "to the desktop", "d1"), MessageType.EVENT_ACK);
      assertThat(desktop.nextMessage(call).text()).isEqualTo("to the desktop");
      agent.release(call);
      SipSuite.released(desktop, call);
    }
  }

  @Test
  void an_endpoint_that_is_not_registered_is_out_of_service() {
    try (FakeDesktop agent = suite.agent(AGENT)) {
      ConnId call = agent.invite("2010", null);

      assertThat(agent.await(MessageType.EVENT_DESTINATION_BUSY).get(Attribute.CALL_STATE))
          .isEqualTo(CallState.SIT_VACANT);
      SipSuite.released(agent, call);
    }
  }

  @Test
  void an_endpoint_with_a_contact_of_its_own_needs_no_registration() throws Exception {
    int port = Programs.freePort();
    try (Options options = suite.options();
        FakeDesktop agent = suite.agent(AGENT);
        FakeDesktop watch = suite.watching("2009");
        Sipp.Running endpoint = scenarios.waiting("speaks", port).over("t1").start()) {
      options.dn("2009", "contact", "sip:2009@127.0.0.1:" + port + ";transport=tcp");
      watch.await(MessageType.EVENT_DN_BACK_IN_SERVICE);
      ConnId call = agent.invite("2009", null);
      agent.await(MessageType.EVENT_ESTABLISHED);
      for (int i = 1; i <= 3; i++) {
        assertThat(agent.nextMessage(call).text()).isEqualTo("spoken " + i);
      }

      agent.expectAnswer(agent.release(call), MessageType.EVENT_RELEASED);
      endpoint.finish().orFail();
    }
  }
}
