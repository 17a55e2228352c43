package org.parley.acceptance.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parley.acceptance.desktop.FakeDesktop;
import org.parley.acceptance.desktop.FakeDesktop.Message;
import org.parley.acceptance.suite.Options;
import org.parley.tlib.Attribute;
import org.parley.tlib.CallState;
import org.parley.tlib.ConnId;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibEvent;

/** MESSAGE without a dialog begins an IM call, or belongs to the one between the same two. */
class PageModeIT {
  private static final String AGENT = "1007";

  private static SipSuite suite;

  @BeforeAll
  static void start() throws InterruptedException {
    suite = SipSuite.shared();
  }

  private static ConnId rung(FakeDesktop agent, String by, String text) {
    TlibEvent ringing = agent.await(MessageType.EVENT_RINGING);
    assertThat(ringing.require(Attribute.OTHER_DN).number()).isEqualTo(by);
    assertThat(ringing.extensions().text("im-text")).contains(text);
    return ringing.require(Attribute.CONN_ID);
  }

  @Test
  void baresip_writes_to_an_agent_and_reads_the_answers() {
    Programs.require("baresip");
    try (FakeDesktop agent = suite.agent(AGENT);
        Baresip baresip =
            Baresip.start(
                Programs.directory("page-baresip"),
                "2001",
                "demo",
                "udp",
                suite.ports().sip(),
                AGENT)) {
      baresip.registered();

      baresip.say("Is anybody there?");
      ConnId call = rung(agent, "2001", "Is anybody there?");
      agent.accept(call);
      agent.expectAnswer(agent.say(call, "Yes, I am", "p1"), MessageType.EVENT_ACK);
      baresip.sees("Yes, I am");
      baresip.say("Good");
      agent.expectAnswer(agent.say(call, "How can I help?", "p2"), MessageType.EVENT_ACK);
      baresip.sees("How can I help?");

      agent.await(
          "Good",
          event ->
              event.type() == MessageType.EVENT_PRIVATE_INFO
                  && event.extensions().text("im-text").orElse("").equals("Good"));
      assertThat(agent.transcript(call))
          .extracting(Message::text)
          .containsExactlyInAnyOrder("Is anybody there?", "Yes, I am", "Good", "How can I help?");
      agent.expectAnswer(agent.release(call), MessageType.EVENT_RELEASED);
    }
  }

  @Test
  void linphone_writes_to_an_agent_and_reads_the_answers() {
    Programs.require("linphone-daemon");
    try (FakeDesktop agent = suite.agent(AGENT);
        Linphone linphone =
            Linphone.start(
                Programs.directory("page-linphone"), "2002", "demo", suite.ports().sip())) {
      linphone.say(AGENT, "Hello from linphone");
      ConnId call = rung(agent, "2002", "Hello from linphone");
      linphone.isDelivered();
      agent.accept(call);
      agent.expectAnswer(agent.say(call, "Hello linphone", "l1"), MessageType.EVENT_ACK);
      linphone.sees("Hello linphone");

      agent.expectAnswer(agent.release(call), MessageType.EVENT_RELEASED);
    }
  }

  @Test
  void two_messages_of_one_address_are_one_session() throws Exception {
    Scenarios scenarios = suite.scenarios("page-twice");
    try (FakeDesktop agent = suite.agent(AGENT)) {
      scenarios.calling("page", "2003", AGENT).key("text", "one").run().orFail();
      ConnId call = rung(agent, "2003", "one");
      agent.accept(call);
      scenarios.calling("page", "2003", AGENT).key("text", "two").run().orFail();

      assertThat(agent.transcript(call)).extracting(Message::text).containsExactly("one", "two");
      agent.expectAnswer(agent.release(call), MessageType.EVENT_RELEASED);
    }
  }

  @Test
  void a_repeated_message_is_stored_once() throws IOException {
    try (FakeDesktop agent = suite.agent(AGENT);
        RawSip socket = RawSip.udp(suite.ports().sip())) {
      SipText page = SipText.of("MESSAGE", "2004", AGENT, socket).saying("only once");
      SipText proven = page.authorized(socket.send(page).answer(), "2004");
      assertThat(socket.ask(proven.toString())).isEqualTo(200);
      assertThat(socket.ask(proven.toString())).isEqualTo(200);

      ConnId call = rung(agent, "2004", "only once");
      agent.accept(call);
      assertThat(agent.transcript(call)).extracting(Message::text).containsExactly("only once");
      agent.expectAnswer(agent.release(call), MessageType.EVENT_RELEASED);
    }
  }

  @Test
  void silence_ends_the_session() throws Exception {
    Scenarios scenarios = suite.scenarios("page-idle");
    try (Options options = suite.options();
        FakeDesktop agent = suite.agent(AGENT)) {
      options.sipServer("im-page-mode-idle-timeout", "2s");
      await("a session that began when the option had arrived")
          .atMost(Duration.ofSeconds(40))
          .until(() -> endsBySilence(agent, scenarios));
    }
  }

  /** Whether a session ends within six seconds in which nothing is said; ends it if not. */
  private static boolean endsBySilence(FakeDesktop agent, Scenarios scenarios) throws Exception {
    scenarios.calling("page", "2005", AGENT).key("text", "hm").run().orFail();
    ConnId call = rung(agent, "2005", "hm");
    agent.accept(call);
    Optional<TlibEvent> released =
        agent.poll(
            event ->
                event.type() == MessageType.EVENT_RELEASED
                    && call.equals(event.get(Attribute.CONN_ID)),
            Duration.ofSeconds(6));
    if (released.isEmpty()) {
      agent.expectAnswer(agent.release(call), MessageType.EVENT_RELEASED);
      return false;
    }
    assertThat(released.get().get(Attribute.CALL_STATE)).isEqualTo(CallState.CLEARED);
    return true;
  }
}
