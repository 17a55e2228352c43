package org.parley.routing.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.routing.agent.Desk.DN;
import static org.parley.routing.agent.Desk.NONE;
import static org.parley.routing.agent.Desk.ORIGIN;
import static org.parley.routing.agent.Desk.OTHER_DN;
import static org.parley.routing.agent.Desk.OTHER_QUEUE;
import static org.parley.routing.agent.Desk.QUEUE;
import static org.parley.routing.agent.Desk.logIn;
import static org.parley.routing.agent.Desk.logOut;
import static org.parley.routing.agent.Desk.loggedIn;
import static org.parley.routing.agent.Desk.loggedInTo;
import static org.parley.routing.agent.Desk.notReady;
import static org.parley.routing.agent.Desk.ready;
import static org.parley.routing.agent.Desk.userEvent;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.parley.contracts.routing.AgentState;
import org.parley.contracts.routing.RoutingCommand;
import org.parley.contracts.routing.RoutingEvent;
import org.parley.tlib.AgentStatus;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.TlibError;
import org.parley.tlib.WorkMode;

class AgentDeciderTest {

  @Test
  void a_login_leaves_the_agent_not_ready() {
    var desk = new Desk();
    var reasons = KvList.of("why", "shift");
    var extensions = KvList.empty().with("WrapUpTime", 30);

    List<RoutingEvent> events =
        desk.when(
            new RoutingCommand.LogIn(
                ORIGIN, DN, "1001", "anna", QUEUE, true, WorkMode.UNKNOWN, reasons, extensions));

    var agent =
        new AgentState(
            "1001",
            "anna",
            AgentStatus.NOT_READY,
            WorkMode.UNKNOWN,
            reasons,
            List.of(QUEUE),
            desk.now);
    assertThat(events)
        .containsExactly(new RoutingEvent.LoggedIn(ORIGIN, DN, agent, QUEUE, reasons, extensions));
    assertThat(desk.agentAt(DN)).contains(agent);
  }

  @ParameterizedTest
  @EnumSource(names = {"AUTO_IN", "MANUAL_IN"})
  void a_login_in_a_mode_for_getting_calls_makes_ready_at_once(WorkMode mode) {
    var desk = new Desk();

    List<RoutingEvent> events = desk.when(logIn(mode));

    assertThat(events)
        .extracting(event -> (Object) event.getClass())
        .containsExactly(RoutingEvent.LoggedIn.class, RoutingEvent.StateChanged.class);
    assertThat(((RoutingEvent.LoggedIn) events.getFirst()).agent().status())
        .isEqualTo(AgentStatus.NOT_READY);
    assertThat(desk.agent().status()).isEqualTo(AgentStatus.READY);
    assertThat(desk.agent().workMode()).isEqualTo(mode);
  }

  @ParameterizedTest
  @CsvSource({
    "1777, 1001, ,     true,  NOT_CONFIGURED,              there is no DN 1777",
    "5000, 1001, ,     true,  UNSUP_OPER,                  no agent logs in at a DN of type RoutingPoint",
    "1001, 1001, 6999, true,  INVALID_ATTR,                there is no queue 6999",
    "1001, 1001, 1002, true,  INVALID_ATTR,                there is no queue 1002",
    "1001, 9999, ,     true,  SOFT_AGENT_WRONG_ID,         there is no agent login 9999",
    "1001, 1001, ,     false, SOFT_AGENT_PSWD_DOESNT_MATCH, the password is another one",
  })
  void a_login_that_the_configuration_or_the_password_forbids_is_refused(
      Dn dn, String agentId, String queue, boolean password, TlibError error, String detail) {
    var desk = new Desk();

    List<RoutingEvent> events =
        desk.when(
            logIn(dn, agentId, queue == null ? null : new Dn(queue), password, WorkMode.UNKNOWN));

    assertRefused(events, error, detail);
    assertThat(desk.agentAt(dn)).isEmpty();
  }

  @Test
  void an_agent_id_is_logged_in_at_one_dn_only() {
    Desk desk = loggedIn();

    assertRefused(
        desk.when(logIn(OTHER_DN, "1001", null, true, WorkMode.UNKNOWN)),
        TlibError.SOFT_AGENT_ID_IN_USE,
        "the agent is logged in at DN 1001");

    desk.when(logOut(null));
    assertThat(desk.when(logIn(OTHER_DN, "1001", null, true, WorkMode.UNKNOWN)))
        .hasOnlyElementsOfType(RoutingEvent.LoggedIn.class);
  }

  @Test
  void another_agent_at_the_dn_is_rejected_and_the_first_stays() {
    Desk desk = loggedIn();

    assertRefused(
        desk.when(logIn(DN, "1002", null, true, WorkMode.UNKNOWN)),
        TlibError.SOFT_AGENT_ALREADY_LOGGED_IN,
        "another agent is logged in at DN 1001");
    assertThat(desk.agent().agentId()).isEqualTo("1001");
  }

  @Test
  void an_agent_who_is_at_another_dn_is_told_so_even_where_the_dn_is_taken() {
    Desk desk = loggedIn().and(logIn(OTHER_DN, "1002", null, true, WorkMode.UNKNOWN));

    assertRefused(
        desk.when(logIn(DN, "1002", null, true, WorkMode.UNKNOWN)),
        TlibError.SOFT_AGENT_ID_IN_USE,
        "the agent is logged in at DN 1002");
  }

  @Test
  void a_second_queue_is_joined_and_a_repeated_login_refused() {
    Desk desk = loggedInTo(QUEUE);

    assertThat(desk.when(logIn(DN, "1001", OTHER_QUEUE, true, WorkMode.UNKNOWN)))
        .containsExactly(new RoutingEvent.QueueJoined(ORIGIN, DN, OTHER_QUEUE, NONE, NONE));
    assertThat(desk.agent().queues()).containsExactly(QUEUE, OTHER_QUEUE);

    for (Dn queue : new Dn[] {QUEUE, OTHER_QUEUE, null}) {
      assertRefused(
          desk.when(logIn(DN, "1001", queue, true, WorkMode.UNKNOWN)),
          TlibError.SOFT_AGENT_ALREADY_LOGGED_IN,
          "the agent is logged in already");
    }
  }

  @Test
  void joining_a_queue_checks_the_password_like_any_login() {
    Desk desk = loggedInTo(QUEUE);

    assertRefused(
        desk.when(logIn(DN, "1001", OTHER_QUEUE, false, WorkMode.UNKNOWN)),
        TlibError.SOFT_AGENT_PSWD_DOESNT_MATCH,
        "the password is another one");
  }

  @Test
  void logging_out_of_queues_one_by_one_ends_with_the_last() {
    Desk desk = loggedInTo(QUEUE, OTHER_QUEUE);

    assertThat(desk.when(logOut(QUEUE)))
        .containsExactly(new RoutingEvent.QueueLeft(ORIGIN, DN, QUEUE, NONE, NONE));
    assertThat(desk.agent().queues()).containsExactly(OTHER_QUEUE);
    assertRefused(
        desk.when(logOut(QUEUE)),
        TlibError.SOFT_AGENT_NOT_LOGGED_IN,
        "the agent is not logged in to queue 6000");
    assertThat(desk.when(logOut(OTHER_QUEUE)))
        .containsExactly(new RoutingEvent.LoggedOut(ORIGIN, DN, "1001", OTHER_QUEUE, NONE, NONE));
    assertThat(desk.agentAt(DN)).isEmpty();
  }

  @Test
  void logging_out_without_a_queue_leaves_them_all() {
    Desk desk = loggedInTo(QUEUE, OTHER_QUEUE);

    assertThat(desk.when(logOut(null)))
        .containsExactly(new RoutingEvent.LoggedOut(ORIGIN, DN, "1001", null, NONE, NONE));
    assertThat(desk.agentAt(DN)).isEmpty();
  }

  @Test
  void where_nobody_is_logged_in_there_is_nothing_to_change() {
    for (RoutingCommand command :
        List.of(
            logOut(null), logOut(QUEUE), ready(WorkMode.AUTO_IN), notReady(WorkMode.AUX_WORK))) {
      assertRefused(
          new Desk().when(command),
          TlibError.SOFT_AGENT_NOT_LOGGED_IN,
          "no agent is logged in at DN 1001");
    }
  }

  @Test
  void ready_and_not_ready_change_the_status_and_its_time() {
    Desk desk = loggedIn();

    List<RoutingEvent> events = desk.when(ready(WorkMode.AUTO_IN));

    var agent =
        new AgentState(
            "1001", "anna", AgentStatus.READY, WorkMode.AUTO_IN, NONE, List.of(), desk.now);
    assertThat(events)
        .containsExactly(new RoutingEvent.StateChanged(ORIGIN, DN, agent, null, NONE));
    assertThat(desk.agent()).isEqualTo(agent);

    desk.when(notReady(WorkMode.AUX_WORK, KvList.of("why", "lunch")));
    assertThat(desk.agent().status()).isEqualTo(AgentStatus.NOT_READY);
    assertThat(desk.agent().since()).isEqualTo(desk.now);
  }

  @ParameterizedTest
  @CsvSource({
    "AFTER_CALL_WORK, AFTER_CALL_WORK",
    "WALK_AWAY,       WALK_AWAY",
    "AUX_WORK,        NOT_READY",
    "AUTO_IN,         NOT_READY",
    "UNKNOWN,         NOT_READY",
  })
  void the_work_mode_says_what_kind_of_not_ready_it_is(WorkMode mode, AgentStatus status) {
    Desk desk = loggedIn().and(ready(WorkMode.AUTO_IN));

    desk.when(notReady(mode));

    assertThat(desk.agent().status()).isEqualTo(status);
    assertThat(desk.agent().workMode()).isEqualTo(mode);
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.INCLUDE,
      names = {"AFTER_CALL_WORK", "AUX_WORK", "WALK_AWAY"})
  void nobody_is_ready_in_a_mode_of_not_ready(WorkMode mode) {
    assertRefused(
        loggedIn().when(ready(mode)),
        TlibError.INVALID_ATTR,
        "nobody is ready in work mode " + mode.wireName());
  }

  @Test
  void the_same_status_mode_and_reasons_again_are_refused() {
    Desk desk = loggedIn().and(ready(WorkMode.AUTO_IN));
    assertRefused(
        desk.when(ready(WorkMode.AUTO_IN)), TlibError.IN_SAME_STATE, "the agent is ready already");

    desk.when(notReady(WorkMode.AUX_WORK, KvList.of("why", "lunch")));
    assertRefused(
        desk.when(notReady(WorkMode.AUX_WORK, KvList.of("why", "lunch"))),
        TlibError.IN_SAME_STATE,
        "the agent is not ready for that already");
  }

  @Test
  void other_reasons_are_a_change_but_the_time_in_the_status_goes_on() {
    Desk desk = loggedIn().and(notReady(WorkMode.AUX_WORK, KvList.of("why", "lunch")));
    var since = desk.agent().since();

    assertThat(desk.when(notReady(WorkMode.AUX_WORK, KvList.of("why", "training"))))
        .hasOnlyElementsOfType(RoutingEvent.StateChanged.class);

    assertThat(desk.agent().since()).isEqualTo(since);
    assertThat(desk.agent().reasons()).isEqualTo(KvList.of("why", "training"));
  }

  @Test
  void a_status_for_a_queue_that_the_agent_is_not_in_is_refused() {
    Desk desk = loggedInTo(QUEUE);

    assertRefused(
        desk.when(
            new RoutingCommand.SetReady(ORIGIN, DN, OTHER_QUEUE, WorkMode.AUTO_IN, NONE, NONE)),
        TlibError.SOFT_AGENT_NOT_LOGGED_IN,
        "the agent is not logged in to queue 6001");
    assertThat(
            desk.when(new RoutingCommand.SetReady(ORIGIN, DN, QUEUE, WorkMode.AUTO_IN, NONE, NONE)))
        .hasOnlyElementsOfType(RoutingEvent.StateChanged.class);
  }

  @Test
  void a_user_event_passes_whoever_is_logged_in() {
    var call = ConnId.of(1, ConnId.Medium.IM, 9);
    var command =
        new RoutingCommand.SendUserEvent(
            ORIGIN, DN, call, KvList.of("a", "1"), KvList.of("b", "2"), KvList.of("c", "3"));
    var sent =
        new RoutingEvent.UserEventSent(
            ORIGIN, DN, call, KvList.of("a", "1"), KvList.of("b", "2"), KvList.of("c", "3"));

    assertThat(new Desk().when(command)).containsExactly(sent);
    assertThat(loggedIn().when(command)).containsExactly(sent);
  }

  @Test
  void user_data_of_more_than_64_kib_is_refused() {
    var desk = new Desk();
    KvList most = KvList.of("k", "x".repeat(65535));

    assertThat(desk.when(userEvent(most))).hasOnlyElementsOfType(RoutingEvent.UserEventSent.class);
    assertRefused(
        desk.when(userEvent(most.with("l", ""))),
        TlibError.INVALID_ATTR,
        "userData has more than 65536 bytes");
  }

  @Test
  void reasons_and_extensions_of_more_than_4_kib_together_are_refused() {
    Desk desk = loggedIn();
    KvList reasons = KvList.of("k", "x".repeat(4094));
    KvList extensions = KvList.of("l", "");

    assertThat(desk.when(notReady(WorkMode.AUX_WORK, reasons.with("l", ""))))
        .hasOnlyElementsOfType(RoutingEvent.StateChanged.class);
    for (RoutingCommand tooMuch :
        List.of(
            new RoutingCommand.LogIn(
                ORIGIN,
                OTHER_DN,
                "1002",
                "ben",
                null,
                true,
                WorkMode.UNKNOWN,
                reasons,
                extensions.with("m", "")),
            new RoutingCommand.LogOut(ORIGIN, DN, null, reasons.with("m", ""), extensions),
            new RoutingCommand.SetReady(
                ORIGIN, DN, null, WorkMode.UNKNOWN, reasons.with("m", ""), extensions),
            notReady(WorkMode.AUX_WORK, reasons.with("l", "").with("m", "")),
            new RoutingCommand.SendUserEvent(
                ORIGIN, DN, null, NONE, reasons.with("m", ""), extensions))) {
      assertRefused(
          desk.when(tooMuch),
          TlibError.INVALID_ATTR,
          "reasons and extensions have more than 4096 bytes");
    }
  }

  private static void assertRefused(List<RoutingEvent> events, TlibError error, String detail) {
    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            RoutingEvent.Refused.class,
            refused -> {
              assertThat(refused.origin()).isEqualTo(ORIGIN);
              assertThat(refused.refusal().error()).isEqualTo(error);
              assertThat(refused.refusal().detail()).isEqualTo(detail);
            });
  }
}
