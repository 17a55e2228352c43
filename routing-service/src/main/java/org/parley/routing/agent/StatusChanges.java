package org.parley.routing.agent;

import static org.parley.routing.agent.Answers.refused;

import java.time.Instant;
import java.util.List;
import org.parley.contracts.routing.AgentState;
import org.parley.contracts.routing.RoutingCommand.SetNotReady;
import org.parley.contracts.routing.RoutingCommand.SetReady;
import org.parley.contracts.routing.RoutingEvent;
import org.parley.contracts.routing.RoutingEvent.StateChanged;
import org.parley.tlib.AgentStatus;
import org.parley.tlib.KvList;
import org.parley.tlib.TlibError;
import org.parley.tlib.WorkMode;

/** Ready and not ready, with the work mode and the reasons that say why. */
final class StatusChanges {
  private StatusChanges() {}

  static List<RoutingEvent> ready(AgentState before, SetReady command, Instant now) {
    return switch (command.workMode()) {
      case AFTER_CALL_WORK, AUX_WORK, WALK_AWAY ->
          refused(
              command,
              TlibError.INVALID_ATTR,
              "nobody is ready in work mode " + command.workMode().wireName());
      case UNKNOWN, MANUAL_IN, AUTO_IN, NO_CALL_DISCONNECT, RETURN_BACK -> {
        AgentState after =
            in(before, AgentStatus.READY, command.workMode(), command.reasons(), now);
        yield before.equals(after)
            ? refused(command, TlibError.IN_SAME_STATE, "the agent is ready already")
            : List.of(
                new StateChanged(
                    command.origin(), command.dn(), after, command.queue(), command.extensions()));
      }
    };
  }

  static List<RoutingEvent> notReady(AgentState before, SetNotReady command, Instant now) {
    AgentState after =
        in(before, notReady(command.workMode()), command.workMode(), command.reasons(), now);
    return before.equals(after)
        ? refused(command, TlibError.IN_SAME_STATE, "the agent is not ready for that already")
        : List.of(
            new StateChanged(
                command.origin(), command.dn(), after, command.queue(), command.extensions()));
  }

  /** What the work mode makes of not ready (t-library.md 1.5 and 2). */
  static AgentStatus notReady(WorkMode mode) {
    return switch (mode) {
      case AFTER_CALL_WORK -> AgentStatus.AFTER_CALL_WORK;
      case WALK_AWAY -> AgentStatus.WALK_AWAY;
      case UNKNOWN, MANUAL_IN, AUTO_IN, AUX_WORK, NO_CALL_DISCONNECT, RETURN_BACK ->
          AgentStatus.NOT_READY;
    };
  }

  /** Other reasons alone do not count as another state: the time in it goes on. */
  static AgentState in(
      AgentState before, AgentStatus status, WorkMode mode, KvList reasons, Instant now) {
    boolean goesOn = before.status() == status && before.workMode() == mode;
    return new AgentState(
        before.agentId(),
        before.userName(),
        status,
        mode,
        reasons,
        before.queues(),
        goesOn ? before.since() : now);
  }
}
