package org.parley.acceptance.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.acceptance.desktop.FakeDesktop;
import org.parley.acceptance.desktop.FakeDesktop.Message;
import org.parley.acceptance.suite.Options;
import org.parley.bench.tool.Kamailio;
import org.parley.bench.tool.Sipp;
import org.parley.tlib.Attribute;
import org.parley.tlib.CallType;
import org.parley.tlib.ConnId;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibEvent;

/** Customers behind a trunk, which is Kamailio on an address of its own, with Record-Route. */
class TrunkIT {
  private static final String AGENT = "1008";

  /** Another address than that of the endpoints, who would be customers otherwise. */
  private static final String TRUNK_ADDRESS = "127.0.0.2";

  private static SipSuite suite;
  private static Scenarios scenarios;
  private static Kamailio kamailio;
  private static Options options;
  private static int customer;

  @BeforeAll
  static void connect() throws InterruptedException {
    Programs.require("kamailio");
    suite = SipSuite.shared();
    scenarios = suite.scenarios("trunk");
    customer = Programs.freePort();
    Path directory = Programs.directory("trunk-kamailio");
    int port = Programs.freePort();
    kamailio = Kamailio.start(directory, TRUNK_ADDRESS, port, 1, between(suite.ports().sip()));
    options = suite.options();
    options.trunk("trunk-1", "sip:" + TRUNK_ADDRESS + ":" + port, TRUNK_ADDRESS, "");
    int turns = 0;
    while (isStranger()) {
      assertThat(++turns).as("turns until the trunk is known").isLessThan(20);
    }
  }

  /** Whether the gateway does not know the trunk yet. */
  private static boolean isStranger() throws InterruptedException {
    return Sipp.of(scenarios.directory(), Scenarios.file("page-customer-refused"))
        .to(suite.ports().sip())
        .from(TRUNK_ADDRESS)
        .calls(1)
        .key("user", "settler")
        .key("callee", "4711")
        .key("text", "-")
        .run()
        .isClean();
  }

  /** What comes from the suite goes to the customer, everything else to the suite. */
  private static Kamailio.Script between(int sip) {
    return new Kamailio.Script(
        "",
        """
        request_route {
          if (!mf_process_maxfwd_header("70")) {
            sl_send_reply("483", "Too Many Hops");
            exit;
          }
          if (is_method("CANCEL")) {
            if (t_check_trans()) {
              t_relay();
            }
            exit;
          }
          if (has_totag() && loose_route()) {
            if ($du == "") {
              $du = $ru;
            }
            t_relay();
            exit;
          }
          if (is_method("INVITE")) {
            record_route();
          }
          if ($sp == %1$d) {
            $du = "sip:127.0.0.1:%2$d";
          } else {
            $du = "sip:127.0.0.1:%1$d";
          }
          t_relay();
        }
        """
            .formatted(sip, customer));
  }

  @AfterAll
  static void disconnect() {
    if (options != null) {
      options.close();
    }
    if (kamailio != null) {
      kamailio.close();
    }
  }

  private static Sipp customer(String scenario, String name) {
    return Sipp.of(scenarios.directory(), Scenarios.file(scenario))
        .to(TRUNK_ADDRESS, kamailio.port())
        .calls(1)
        .key("user", name)
        .key("callee", AGENT);
  }

  @Test
  void a_customer_calls_an_agent_and_hangs_up() throws Exception {
    try (FakeDesktop agent = suite.agent(AGENT);
        Sipp.Running call = customer("customer-starts", "anna").start()) {
      TlibEvent ringing = agent.await(MessageType.EVENT_RINGING);
      assertThat(ringing.get(Attribute.CALL_TYPE)).isEqualTo(CallType.INBOUND);
      assertThat(ringing.require(Attribute.OTHER_DN).number()).startsWith("anna@");
      ConnId id = ringing.require(Attribute.CONN_ID);
      agent.accept(id);

      for (int i = 1; i <= 3; i++) {
        Message message = agent.nextMessage(id);
        assertThat(message.text()).isEqualTo("spoken " + i);
        assertThat(message.from()).startsWith("anna@");
      }
      SipSuite.released(agent, id);
      call.finish().orFail();
    }
  }

  @Test
  void a_customer_writes_without_a_dialog_and_is_answered_so() throws Exception {
    try (FakeDesktop agent = suite.agent(AGENT);
        Sipp.Running reader = scenarios.waiting("takes-pages", customer).start()) {
      customer("page-customer", "bert").key("text", "What does it cost?").run().orFail();
      TlibEvent ringing = agent.await(MessageType.EVENT_RINGING);
      assertThat(ringing.get(Attribute.CALL_TYPE)).isEqualTo(CallType.INBOUND);
      assertThat(ringing.extensions().text("im-text")).contains("What does it cost?");
      ConnId id = ringing.require(Attribute.CONN_ID);
      agent.accept(id);
      agent.expectAnswer(agent.say(id, "Nothing", "t1"), MessageType.EVENT_ACK);

      assertThat(reader.finish().orFail().log()).containsExactly("got Nothing");
      agent.expectAnswer(agent.release(id), MessageType.EVENT_RELEASED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"customer-starts-refused", "page-customer-refused"})
  void who_is_not_known_is_refused(String scenario) throws Exception {
    Sipp.Result stranger =
        Sipp.of(scenarios.directory(), Scenarios.file(scenario))
            .to(suite.ports().sip())
            .from("127.0.0.3")
            .calls(1)
            .key("user", "mallory")
            .key("callee", AGENT)
            .key("text", "let me in")
            .run();

    assertThat(stranger.orFail().statistics().successful()).as("refused by 403").isOne();
  }

  @Test
  void a_trunk_with_a_password_proves_it() throws Exception {
    try (Options more = suite.options();
        FakeDesktop agent = suite.agent(AGENT)) {
      more.trunk("trunk-2", "sip:127.0.0.1:" + customer, "", "long-secret");
      Sipp.Result result = null;
      for (int turn = 0; turn < 20 && (result == null || !result.isClean()); turn++) {
        result =
            Sipp.of(scenarios.directory(), Scenarios.file("page"))
                .to(suite.ports().sip())
                .from("127.0.0.4")
                .calls(1)
                .with("-au", "trunk-2", "-ap", "long-secret")
                .key("user", "carla")
                .key("callee", AGENT)
                .key("text", "with a password")
                .run();
      }

      assertThat(result.isClean()).as(result.errors()).isTrue();
      TlibEvent ringing = agent.await(MessageType.EVENT_RINGING);
      assertThat(ringing.extensions().text("im-text")).contains("with a password");
      ConnId call = ringing.require(Attribute.CONN_ID);
      agent.expectAnswer(agent.release(call), MessageType.EVENT_RELEASED);
    }
  }
}
