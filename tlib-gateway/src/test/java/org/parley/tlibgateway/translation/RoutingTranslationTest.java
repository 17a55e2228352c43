package org.parley.tlibgateway.translation;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.contracts.Origin;
import org.parley.contracts.Refusal;
import org.parley.contracts.routing.AgentDirectory;
import org.parley.contracts.routing.AgentState;
import org.parley.contracts.routing.RoutingEvent;
import org.parley.tlib.AgentStatus;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.TlibError;
import org.parley.tlib.WorkMode;

class RoutingTranslationTest {
  private static final Instant AT = Instant.parse("2026-11-21T12:00:00.123456Z");
  private static final Dn DN = new Dn("1001");
  private static final Dn QUEUE = new Dn("6000");
  private static final Origin ASKER = new Origin("gateway", 1, 4);
  private static final KvList REASONS = KvList.of("why", "lunch");
  private static final KvList CODE = KvList.empty().with("ReasonCode", 5);

  private static AgentState agent(AgentStatus status, WorkMode mode) {
    return new AgentState("agent-1", "anna", status, mode, REASONS, List.of(QUEUE), AT);
  }

  private static RoutingEvent loggedIn() {
    return new RoutingEvent.LoggedIn(
        ASKER, DN, agent(AgentStatus.LOGGED_IN, WorkMode.MANUAL_IN), QUEUE, REASONS, CODE);
  }

  private static void verify(String name, RoutingEvent event) throws Exception {
    AgentDirectory before = AgentDirectory.evolve(null, loggedIn());
    Golden.verify(name, RoutingTranslation.translate(before, List.of(event), AT));
  }

  @Test
  void a_log_in() throws Exception {
    verify("agent-login", loggedIn());
  }

  @Test
  void a_log_in_to_one_more_queue() throws Exception {
    verify(
        "agent-login-queue",
        new RoutingEvent.QueueJoined(ASKER, DN, QUEUE, KvList.empty(), KvList.empty()));
  }

  @Test
  void a_log_out_of_one_queue() throws Exception {
    verify(
        "agent-queue-logout",
        new RoutingEvent.QueueLeft(ASKER, DN, QUEUE, KvList.empty(), KvList.empty()));
  }

  @Test
  void a_log_out() throws Exception {
    verify(
        "agent-logout",
        new RoutingEvent.LoggedOut(ASKER, DN, "agent-1", null, REASONS, KvList.empty()));
  }

  @Test
  void ready() throws Exception {
    verify(
        "agent-ready",
        new RoutingEvent.StateChanged(
            ASKER, DN, agent(AgentStatus.READY, WorkMode.AUTO_IN), null, KvList.empty()));
  }

  @Test
  void not_ready_after_a_call() throws Exception {
    verify(
        "agent-not-ready",
        new RoutingEvent.StateChanged(
            ASKER, DN, agent(AgentStatus.AFTER_CALL_WORK, WorkMode.AFTER_CALL_WORK), QUEUE, CODE));
  }

  @Test
  void a_user_event_goes_to_the_dn_and_is_acknowledged_to_the_asker() throws Exception {
    verify(
        "user-event",
        new RoutingEvent.UserEventSent(
            ASKER,
            DN,
            ConnId.parse("1500000000000abc"),
            KvList.of("k", "v"),
            KvList.empty(),
            KvList.empty()));
  }

  @Test
  void a_refusal() throws Exception {
    verify(
        "agent-refusal",
        new RoutingEvent.Refused(
            ASKER, DN, new Refusal(TlibError.SOFT_AGENT_WRONG_ID, "there is no agent x")));
  }
}
