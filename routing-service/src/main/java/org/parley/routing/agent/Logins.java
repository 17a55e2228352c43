package org.parley.routing.agent;

import static org.parley.routing.agent.Answers.refused;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.Refusal;
import org.parley.contracts.config.DnType;
import org.parley.contracts.routing.AgentDirectory;
import org.parley.contracts.routing.AgentState;
import org.parley.contracts.routing.RoutingCommand.LogIn;
import org.parley.contracts.routing.RoutingEvent;
import org.parley.contracts.routing.RoutingEvent.LoggedIn;
import org.parley.contracts.routing.RoutingEvent.QueueJoined;
import org.parley.contracts.routing.RoutingEvent.StateChanged;
import org.parley.tlib.AgentStatus;
import org.parley.tlib.Dn;
import org.parley.tlib.TlibError;
import org.parley.tlib.WorkMode;

/** Who may log in where: an agent id at one DN, a DN with one agent id, a queue once. */
final class Logins {
  private final AgentPolicies policies;

  Logins(AgentPolicies policies) {
    this.policies = policies;
  }

  /** At a DN where nobody is logged in. */
  List<RoutingEvent> first(AgentDirectory directory, LogIn command, Instant now) {
    return objection(command)
        .or(() -> elsewhere(directory, command))
        .map(refusal -> refused(command, refusal))
        .orElseGet(() -> logIn(command, now));
  }

  /** At the DN of {@code present}: the same agent may join another queue (t-library.md 2). */
  List<RoutingEvent> again(AgentDirectory directory, AgentState present, LogIn command) {
    return objection(command)
        .or(() -> elsewhere(directory, command))
        .or(() -> otherAgent(present, command))
        .map(refusal -> refused(command, refusal))
        .orElseGet(() -> join(present, command));
  }

  private Optional<Refusal> objection(LogIn command) {
    Dn dn = command.dn();
    @Nullable Dn queue = command.queue();
    Optional<DnType> type = policies.typeOf(dn);
    if (type.isEmpty()) {
      return no(TlibError.NOT_CONFIGURED, "there is no DN " + dn);
    }
    if (!type.get().takesAgents()) {
      return no(TlibError.UNSUP_OPER, "no agent logs in at a DN of type " + type.get());
    }
    if (queue != null && !policies.typeOf(queue).equals(Optional.of(DnType.ACD_QUEUE))) {
      return no(TlibError.INVALID_ATTR, "there is no queue " + queue);
    }
    if (!policies.isAgentId(command.agentId())) {
      return no(TlibError.SOFT_AGENT_WRONG_ID, "there is no agent login " + command.agentId());
    }
    if (!command.passwordMatches()) {
      return no(TlibError.SOFT_AGENT_PSWD_DOESNT_MATCH, "the password is another one");
    }
    return Optional.empty();
  }

  private static Optional<Refusal> elsewhere(AgentDirectory directory, LogIn command) {
    return directory
        .dnOf(command.agentId())
        .filter(at -> !at.equals(command.dn()))
        .flatMap(at -> no(TlibError.SOFT_AGENT_ID_IN_USE, "the agent is logged in at DN " + at));
  }

  /**
   * Another agent at the DN: t-library.md 2 lets a switch reject the newcomer or log the old agent
   * out. Parley rejects, so that nobody loses a session to a mistyped DN; with 1706, because 1704
   * would say that the newcomer's id is in use, and it is not.
   */
  private static Optional<Refusal> otherAgent(AgentState present, LogIn command) {
    return present.agentId().equals(command.agentId())
        ? Optional.empty()
        : no(
            TlibError.SOFT_AGENT_ALREADY_LOGGED_IN,
            "another agent is logged in at DN " + command.dn());
  }

  private static List<RoutingEvent> join(AgentState present, LogIn command) {
    @Nullable Dn queue = command.queue();
    if (queue == null || present.queues().contains(queue)) {
      return refused(
          command, TlibError.SOFT_AGENT_ALREADY_LOGGED_IN, "the agent is logged in already");
    }
    return List.of(
        new QueueJoined(
            command.origin(), command.dn(), queue, command.reasons(), command.extensions()));
  }

  /**
   * A login leaves the agent not ready. The work modes AutoIn and ManualIn, which say how an agent
   * who is ready gets calls, make ready at once; the two events are told as such.
   */
  private static List<RoutingEvent> logIn(LogIn command, Instant now) {
    WorkMode mode = command.workMode();
    boolean ready = mode == WorkMode.AUTO_IN || mode == WorkMode.MANUAL_IN;
    @Nullable Dn queue = command.queue();
    var loggedIn =
        new AgentState(
            command.agentId(),
            command.userName(),
            ready ? AgentStatus.NOT_READY : StatusChanges.notReady(mode),
            mode,
            command.reasons(),
            queue == null ? List.of() : List.of(queue),
            now);
    var event =
        new LoggedIn(
            command.origin(),
            command.dn(),
            loggedIn,
            queue,
            command.reasons(),
            command.extensions());
    return ready
        ? List.of(
            event,
            new StateChanged(
                command.origin(),
                command.dn(),
                StatusChanges.in(loggedIn, AgentStatus.READY, mode, command.reasons(), now),
                queue,
                command.extensions()))
        : List.of(event);
  }

  private static Optional<Refusal> no(TlibError error, String detail) {
    return Optional.of(new Refusal(error, detail));
  }
}
