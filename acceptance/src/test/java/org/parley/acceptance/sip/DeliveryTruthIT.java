package org.parley.acceptance.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.acceptance.desktop.FakeDesktop;
import org.parley.acceptance.desktop.FakeDesktop.Message;
import org.parley.bench.tool.Sipp;
import org.parley.tlib.Attribute;
import org.parley.tlib.ConnId;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibEvent;

/** EventACK means stored; what did not reach the endpoint is told by EventPrivateInfo 8004. */
class DeliveryTruthIT {
  private static final String AGENT = "1006";
  private static final String DN = "2008";
  private static final int FAILED = 8004;

  private SipSuite suite;
  private Scenarios scenarios;
  private int phone;

  @BeforeEach
  void register() throws InterruptedException {
    suite = SipSuite.shared();
    scenarios = suite.scenarios("delivery-truth");
    phone = Programs.freePort();
    scenarios.register(DN, phone);
  }

  @AfterEach
  void unregister() throws InterruptedException {
    scenarios.unregister(DN, phone);
  }

  private static TlibEvent failure(FakeDesktop agent, Duration within) {
    return agent
        .poll(
            event ->
                event.type() == MessageType.EVENT_PRIVATE_INFO
                    && event.require(Attribute.PRIVATE_MSG_ID) == FAILED,
            within)
        .orElseThrow(() -> new AssertionError("no 8004, but " + agent.unread()));
  }

  @ParameterizedTest
  @CsvSource({"415 Unsupported Media Type,415", "500 Server Internal Error,500"})
  void a_refused_message_is_told_to_its_sender_and_stays_in_the_transcript(String status, int code)
      throws Exception {
    try (FakeDesktop agent = suite.agent(AGENT);
        Sipp.Running endpoint =
            scenarios.waiting("refuses-messages", phone, "STATUS", status).start()) {
      ConnId call = agent.invite(DN, null);
      agent.await(MessageType.EVENT_ESTABLISHED);
      agent.expectAnswer(agent.say(call, "take it", "f1"), MessageType.EVENT_ACK);

      TlibEvent failure = failure(agent, Duration.ofSeconds(60));
      assertThat(failure.extensions().text("im-msg-id")).contains("f1");
      assertThat(failure.extensions().integer("im-seq")).hasValue(1);
      assertThat(failure.extensions().integer("im-error-code")).hasValue(code);
      assertThat(failure.require(Attribute.OTHER_DN).number()).isEqualTo(DN);
      assertThat(agent.transcript(call)).extracting(Message::text).containsExactly("take it");
      agent.release(call);
      endpoint.finish().orFail();
    }
  }

  @Test
  void an_endpoint_that_does_not_answer_is_told_and_the_session_ends() throws Exception {
    try (FakeDesktop agent = suite.agent(AGENT);
        Sipp.Running endpoint =
            scenarios.waiting("ignores-messages", phone).within(Duration.ofSeconds(90)).start()) {
      ConnId call = agent.invite(DN, null);
      agent.await(MessageType.EVENT_ESTABLISHED);
      agent.expectAnswer(agent.say(call, "anybody there?", "f2"), MessageType.EVENT_ACK);

      TlibEvent failure = failure(agent, Duration.ofSeconds(75));
      assertThat(failure.extensions().text("im-msg-id")).contains("f2");
      assertThat(failure.extensions().integer("im-error-code")).hasValue(408);
      SipSuite.released(agent, call);
      endpoint.stop();
    }
  }

  @Test
  void a_long_text_reaches_an_endpoint_at_udp_or_its_sender_is_told() throws Exception {
    String text = "long ".repeat(700);
    try (FakeDesktop agent = suite.agent(AGENT);
        Sipp.Running endpoint = scenarios.waiting("answers", phone).start()) {
      ConnId call = agent.invite(DN, null);
      agent.await(MessageType.EVENT_ESTABLISHED);
      agent.expectAnswer(agent.say(call, text, "long"), MessageType.EVENT_ACK);

      TlibEvent failure = failure(agent, Duration.ofSeconds(60)); // SIPp listens at UDP alone
      assertThat(failure.extensions().text("im-msg-id")).contains("long");
      agent.expectAnswer(agent.say(call, "short", "short"), MessageType.EVENT_ACK);
      assertThat(suite.delivered(endpoint, "got short")).isTrue();
      agent.release(call);
      assertThat(endpoint.finish().orFail().log()).containsExactly("got short");
    }
  }
}
