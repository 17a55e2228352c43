package org.parley.acceptance.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.acceptance.desktop.FakeDesktop;
import org.parley.acceptance.suite.Options;
import org.parley.bench.tool.Sipp;
import org.parley.tlib.ConnId;
import org.parley.tlib.MessageType;

/** {@code sip-signaling-chat=none}: T-Library alone, on running sessions too. */
class NoneModeIT {
  private static final String AGENT = "1005";
  private static final String DN = "2008";
  private static final String OPTION = "sip-signaling-chat";

  private SipSuite suite;
  private Scenarios scenarios;
  private int phone;

  @BeforeEach
  void register() throws InterruptedException {
    suite = SipSuite.shared();
    scenarios = suite.scenarios("none-mode");
    phone = Programs.freePort();
    scenarios.register(DN, phone);
  }

  @AfterEach
  void unregister() throws InterruptedException {
    scenarios.unregister(DN, phone);
  }

  @Test
  void the_endpoint_gets_no_packet_at_all() throws Exception {
    Capture.require();
    try (Options options = suite.options();
        FakeDesktop agent = suite.agent(AGENT);
        FakeDesktop desktop = suite.watching(DN)) {
      options.dn(DN, OPTION, "none");
      settleOption(agent, desktop);
      try (Capture capture = Capture.of(Programs.directory("none-mode"), phone)) {
        ConnId call = agent.invite(DN, "only on the screen");
        SipSuite.accept(desktop);
        agent.await(MessageType.EVENT_ESTABLISHED);
        for (int i = 0; i < 5; i++) {
          agent.expectAnswer(agent.say(call, "text " + i, "n" + i), MessageType.EVENT_ACK);
          desktop.expectAnswer(desktop.say(call, "back " + i, "n" + i), MessageType.EVENT_ACK);
        }
        agent.release(call);
        SipSuite.released(desktop, call);

        assertThat(capture.count()).isZero();
      }
    }
  }

  /**
   * Waits until the option has arrived: the endpoint may not write, and the desktop rings alone.
   */
  private void settleOption(FakeDesktop agent, FakeDesktop desktop) throws IOException {
    try (RawSip socket = RawSip.udp(suite.ports().sip())) {
      await("the endpoint may not write any more")
          .until(
              () -> {
                SipText page = SipText.of("MESSAGE", DN, "4711", socket).saying("allowed?");
                return socket.ask(page.authorized(socket.send(page).answer(), DN));
              },
              status -> status == 403);
    }
    for (int turn = 0; turn < 20; turn++) {
      ConnId call = agent.invite(DN, null);
      boolean rings =
          desktop
              .poll(event -> event.type() == MessageType.EVENT_RINGING, Duration.ofMillis(1_000))
              .isPresent();
      agent.expectAnswer(agent.release(call), MessageType.EVENT_RELEASED);
      if (rings) {
        SipSuite.released(desktop, call);
        return;
      }
    }
    throw new AssertionError(OPTION + " of " + DN + " does not arrive");
  }

  @Test
  void a_running_dialog_ends_and_the_session_goes_on() throws Exception {
    try (Options options = suite.options();
        FakeDesktop agent = suite.agent(AGENT);
        FakeDesktop desktop = suite.watching(DN);
        Sipp.Running endpoint = scenarios.waiting("answers", phone).start()) {
      ConnId call = agent.invite(DN, "by SIP");
      agent.await(MessageType.EVENT_ESTABLISHED);
      assertThat(suite.delivered(endpoint, "got by SIP")).isTrue();

      options.dn(DN, OPTION, "none");
      assertThat(endpoint.finish().orFail().log()).containsExactly("got by SIP");
      agent.expectAnswer(agent.say(call, "by T-Library", "n1"), MessageType.EVENT_ACK);
      assertThat(desktop.nextMessage(call).text()).isEqualTo("by T-Library");
      desktop.expectAnswer(desktop.say(call, "and back", "n2"), MessageType.EVENT_ACK);
      agent.release(call);
      SipSuite.released(desktop, call);
    }
  }

  @Test
  void a_running_session_gets_a_dialog_when_the_option_becomes_session() throws Exception {
    try (Options options = suite.options();
        FakeDesktop agent = suite.agent(AGENT);
        FakeDesktop desktop = suite.watching(DN)) {
      options.dn(DN, OPTION, "none");
      settleOption(agent, desktop);
      ConnId call = agent.invite(DN, null);
      SipSuite.accept(desktop);
      agent.await(MessageType.EVENT_ESTABLISHED);
      try (Sipp.Running endpoint = scenarios.waiting("answers", phone).start()) {
        options.dn(DN, OPTION, "session");
        agent.expectAnswer(agent.say(call, "after the change", "c1"), MessageType.EVENT_ACK);

        assertThat(suite.delivered(endpoint, "got after the change")).isTrue();
        agent.release(call);
        SipSuite.released(desktop, call);
        endpoint.finish().orFail();
      }
    }
  }
}
