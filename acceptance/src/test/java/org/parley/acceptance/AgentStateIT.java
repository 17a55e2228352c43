package org.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.acceptance.desktop.FakeDesktop;
import org.parley.acceptance.desktop.Wire;
import org.parley.acceptance.suite.Suites;
import org.parley.bench.suite.Ports;
import org.parley.tlib.Attribute;
import org.parley.tlib.KvList;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibEvent;
import org.parley.tlib.TlibRequest;
import org.parley.tlib.WorkMode;

/** Agents log in, are ready, are not, and log out (t-library.md section 2). */
class AgentStateIT {
  private static final String AGENT = "1008";

  private static Ports ports;

  private FakeDesktop desktop;

  @BeforeAll
  static void start() throws InterruptedException {
    ports = Suites.standalone().ports();
  }

  @BeforeEach
  void open() throws IOException {
    desktop = FakeDesktop.of(Wire.tcp(ports.tlib()), AGENT);
  }

  @AfterEach
  void logOut() {
    desktop.ask(ref -> new TlibRequest.AgentLogout(ref, desktop.dn(), null, null, null));
    desktop.close();
  }

  private TlibEvent logIn(FakeDesktop at, String agentId) {
    return at.ask(ref ->
        new TlibRequest.AgentLogin(ref, at.dn(), agentId, null, null, null, null, null, null));
  }

  private TlibEvent ready() {
    return desktop.ask(
        ref -> new TlibRequest.AgentReady(ref, desktop.dn(), null, null, null, null));
  }

  private TlibEvent notReady(WorkMode mode, KvList reasons) {
    return desktop.ask(
        ref -> new TlibRequest.AgentNotReady(ref, desktop.dn(), null, mode, reasons, null));
  }

  private static int error(TlibEvent answer) {
    return answer.find(Attribute.ERROR_CODE).orElse(0);
  }

  @Test
  void states_follow_each_other_and_every_client_of_the_dn_sees_them() throws IOException {
    try (FakeDesktop second = FakeDesktop.of(Wire.tcp(ports.tlib()), AGENT)) {
      assertThat(logIn(desktop, AGENT).type()).isEqualTo(MessageType.EVENT_AGENT_LOGIN);
      assertThat(ready().type()).isEqualTo(MessageType.EVENT_AGENT_READY);
      TlibEvent pause = notReady(WorkMode.AUX_WORK, KvList.of("why", "lunch"));

      assertThat(pause.type()).isEqualTo(MessageType.EVENT_AGENT_NOT_READY);
      assertThat(second.await(MessageType.EVENT_AGENT_LOGIN).get(Attribute.AGENT_ID))
          .isEqualTo(AGENT);
      second.await(MessageType.EVENT_AGENT_READY);
      TlibEvent seen = second.await(MessageType.EVENT_AGENT_NOT_READY);
      assertThat(seen.get(Attribute.WORK_MODE)).isEqualTo(WorkMode.AUX_WORK);
      assertThat(seen.get(Attribute.REASONS)).isEqualTo(KvList.of("why", "lunch"));
      assertThat(seen.find(Attribute.REFERENCE_ID)).isEmpty();
    }
  }

  @Test
  void snapshot_shows_agent_and_state() {
    logIn(desktop, AGENT);
    ready();

    TlibEvent registered = desktop.register(AGENT);

    assertThat(registered.extensions().integer("AgentStatus")).hasValue(2);
    assertThat(registered.get(Attribute.AGENT_ID)).isEqualTo(AGENT);
  }

  @Test
  void unknown_agent_id_is_1703() {
    assertThat(error(logIn(desktop, "nobody"))).isEqualTo(1703);
  }

  @Test
  void agent_id_of_an_agent_at_another_dn_is_1704() throws IOException {
    logIn(desktop, AGENT);
    try (FakeDesktop supervisor = FakeDesktop.connected(Wire.tcp(ports.tlib()), "1009")) {
      supervisor.logIn("1100", "demo");
      supervisor.register("1009");

      assertThat(error(logIn(supervisor, AGENT))).isIn(1703, 1704);
    }
  }

  @Test
  void second_login_is_1706_and_logout_without_login_is_1707() {
    logIn(desktop, AGENT);

    assertThat(error(logIn(desktop, AGENT))).isEqualTo(1706);
    TlibEvent out =
        desktop.ask(ref -> new TlibRequest.AgentLogout(ref, desktop.dn(), null, null, null));
    assertThat(out.type()).isEqualTo(MessageType.EVENT_AGENT_LOGOUT);
    assertThat(error(ready())).isEqualTo(1707);
  }

  @Test
  void state_that_is_there_already_is_43() {
    logIn(desktop, AGENT);
    ready();

    assertThat(error(ready())).isEqualTo(43);
  }

  @Test
  void lost_connection_does_not_log_out() throws IOException {
    logIn(desktop, AGENT);
    ready();
    desktop.close();
    desktop = FakeDesktop.connected(Wire.tcp(ports.tlib()), AGENT);
    desktop.logIn(AGENT, "demo");

    assertThat(desktop.register(AGENT).extensions().integer("AgentStatus")).hasValue(2);
  }
}
