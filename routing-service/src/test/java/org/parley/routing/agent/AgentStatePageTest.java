package org.parley.routing.agent;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.routing.agent.Desk.DN;
import static org.parley.routing.agent.Desk.OTHER_QUEUE;
import static org.parley.routing.agent.Desk.QUEUE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.parley.contracts.routing.RoutingCommand;
import org.parley.contracts.routing.RoutingEvent;
import org.parley.tlib.KvList;
import org.parley.tlib.WorkMode;

/**
 * Walks every pair of state and command and holds docs/domain/agent-state.md to what it finds. To
 * write the page anew: {@code mvn -pl routing-service -am test -Dtest=AgentStatePageTest
 * -Dparley.write-docs=true -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class AgentStatePageTest {
  private static final Path PAGE = Path.of("..", "docs", "domain", "agent-state.md");

  @Test
  void the_page_shows_the_outcome_of_every_command_in_every_state() throws IOException {
    String page = page();
    if (Boolean.getBoolean("parley.write-docs")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }

    assertThat(Files.readString(PAGE)).as("docs/domain/agent-state.md").isEqualTo(page);
  }

  @Test
  void the_walk_leaves_no_command_out() {
    assertThat(rows().values())
        .extracting(command -> (Object) command.getClass())
        .contains((Object[]) RoutingCommand.class.getPermittedSubclasses());
  }

  private static Map<String, Supplier<Desk>> states() {
    var states = new LinkedHashMap<String, Supplier<Desk>>();
    states.put("logged out", Desk::new);
    states.put("NotReady", () -> Desk.loggedInTo(QUEUE));
    states.put("Ready (AutoIn)", () -> Desk.loggedInTo(QUEUE).and(Desk.ready(WorkMode.AUTO_IN)));
    states.put(
        "AfterCallWork", () -> Desk.loggedInTo(QUEUE).and(Desk.notReady(WorkMode.AFTER_CALL_WORK)));
    states.put("WalkAway", () -> Desk.loggedInTo(QUEUE).and(Desk.notReady(WorkMode.WALK_AWAY)));
    states.put("NotReady in two queues", () -> Desk.loggedInTo(QUEUE, OTHER_QUEUE));
    return states;
  }

  private static Map<String, RoutingCommand> rows() {
    var rows = new LinkedHashMap<String, RoutingCommand>();
    rows.put("LogIn without a queue", Desk.logIn(WorkMode.UNKNOWN));
    rows.put("LogIn without a queue, AutoIn", Desk.logIn(WorkMode.AUTO_IN));
    rows.put("LogIn to the queue", Desk.logIn(DN, "1001", QUEUE, true, WorkMode.UNKNOWN));
    rows.put(
        "LogIn to a second queue", Desk.logIn(DN, "1001", OTHER_QUEUE, true, WorkMode.UNKNOWN));
    rows.put("LogIn of another agent", Desk.logIn(DN, "1002", null, true, WorkMode.UNKNOWN));
    rows.put(
        "LogIn of the agent at another DN",
        Desk.logIn(Desk.OTHER_DN, "1001", null, true, WorkMode.UNKNOWN));
    rows.put(
        "LogIn with an unknown agent id", Desk.logIn(DN, "9999", null, true, WorkMode.UNKNOWN));
    rows.put("LogIn with a wrong password", Desk.logIn(DN, "1001", null, false, WorkMode.UNKNOWN));
    rows.put("LogOut", Desk.logOut(null));
    rows.put("LogOut of the queue", Desk.logOut(QUEUE));
    rows.put("LogOut of another queue", Desk.logOut(OTHER_QUEUE));
    rows.put("SetReady, AutoIn", Desk.ready(WorkMode.AUTO_IN));
    rows.put("SetReady, ManualIn", Desk.ready(WorkMode.MANUAL_IN));
    rows.put("SetReady, AuxWork", Desk.ready(WorkMode.AUX_WORK));
    rows.put("SetNotReady", Desk.notReady(WorkMode.UNKNOWN));
    rows.put(
        "SetNotReady with a reason", Desk.notReady(WorkMode.UNKNOWN, KvList.of("why", "lunch")));
    rows.put("SetNotReady, AfterCallWork", Desk.notReady(WorkMode.AFTER_CALL_WORK));
    rows.put("SetNotReady, WalkAway", Desk.notReady(WorkMode.WALK_AWAY));
    rows.put("SendUserEvent", Desk.userEvent(KvList.empty()));
    return rows;
  }

  private static String outcome(List<RoutingEvent> events) {
    return events.stream().map(AgentStatePageTest::outcome).collect(joining(", "));
  }

  private static String outcome(RoutingEvent event) {
    return switch (event) {
      case RoutingEvent.Refused e -> e.refusal().error().code() + " " + e.refusal().error().name();
      case RoutingEvent.LoggedIn e -> "**LoggedIn** " + e.agent().status().wireName();
      case RoutingEvent.StateChanged e -> "**StateChanged** " + e.agent().status().wireName();
      case RoutingEvent.LoggedOut _ -> "**LoggedOut**";
      case RoutingEvent.QueueJoined _ -> "**QueueJoined**";
      case RoutingEvent.QueueLeft _ -> "**QueueLeft**";
      case RoutingEvent.UserEventSent _ -> "UserEventSent";
    };
  }

  private static String page() {
    var page = new StringBuilder(HEAD);
    Map<String, Supplier<Desk>> states = states();
    page.append("| command | ").append(String.join(" | ", states.keySet())).append(" |\n");
    page.append("|---|").append("---|".repeat(states.size())).append('\n');
    rows()
        .forEach((label, command) -> {
          String cells =
              states.values().stream()
                  .map(state -> outcome(state.get().when(command)))
                  .collect(joining(" | "));
          page.append("| ").append(label).append(" | ").append(cells).append(" |\n");
        });
    page.append(WORK_MODES);
    Arrays.stream(WorkMode.values())
        .forEach(mode -> {
          page.append("| ").append(mode.wireName()).append(" | ");
          page.append(outcome(new Desk().when(Desk.logIn(mode)))).append(" | ");
          page.append(outcome(notReadyForLunch().when(Desk.ready(mode)))).append(" | ");
          page.append(outcome(notReadyForLunch().when(Desk.notReady(mode)))).append(" |\n");
        });
    return page.append(RULES).toString();
  }

  private static Desk notReadyForLunch() {
    return Desk.loggedIn().and(Desk.notReady(WorkMode.AUX_WORK, KvList.of("why", "lunch")));
  }

  private static final String HEAD =
      """
      # The state of an agent

      Written by `AgentStatePageTest`, which walks every pair and fails when this page differs. The rules are in
      `org.parley.routing.agent.AgentDecider`; commands and events are records of `org.parley.contracts.routing`, their
      sources are t-library.md sections 2 and 11.

      The state belongs to a DN. One agent is logged in at a DN, and an agent id at one DN only; so it takes a view of the whole
      site to decide, and all agents are one entity of the log. Events in bold change the state.

      """;

  private static final String WORK_MODES =
      """

      ## Work modes

      What a mode makes of a login, of SetReady, and of SetNotReady, in the state NotReady with the mode AuxWork and a reason.

      | mode | LogIn | SetReady | SetNotReady |
      |---|---|---|---|
      """;

  private static final String RULES =
      """

      ## Beside the table

      - A login checks in this order: the DN is configured (59) and takes agents (51), the queue is one (53), the agent login
        exists (1703), the password is its own (1705), the agent is at no other DN (1704), no other agent is at this one (1706).
      - Another agent at the DN is rejected with 1706 and does not push the first one out: a mistyped DN must not end somebody
        else's work. 1704 would say that the newcomer's id is in use, which it is not.
      - The same status with the same work mode and the same reasons is no change (43). Other reasons alone are one, but the time
        in the status goes on.
      - A lost connection logs nobody out (`logout-on-disconnect` changes that); nor does a restart.
      - Reasons and Extensions of a request have at most %d bytes together, the UserData of a user event at most %d (53).
      """
          .formatted(AgentDecider.MAX_LIST_BYTES, AgentDecider.MAX_USER_DATA_BYTES);
}
