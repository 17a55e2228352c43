package org.parley.routing.agent;

import static org.parley.routing.agent.Answers.notLoggedIn;
import static org.parley.routing.agent.Answers.refused;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.AttachedData;
import org.parley.contracts.routing.AgentDirectory;
import org.parley.contracts.routing.AgentState;
import org.parley.contracts.routing.RoutingCommand;
import org.parley.contracts.routing.RoutingCommand.LogIn;
import org.parley.contracts.routing.RoutingCommand.LogOut;
import org.parley.contracts.routing.RoutingCommand.SendUserEvent;
import org.parley.contracts.routing.RoutingCommand.SetNotReady;
import org.parley.contracts.routing.RoutingCommand.SetReady;
import org.parley.contracts.routing.RoutingEvent;
import org.parley.contracts.routing.RoutingEvent.LoggedOut;
import org.parley.contracts.routing.RoutingEvent.QueueLeft;
import org.parley.contracts.routing.RoutingEvent.UserEventSent;
import org.parley.eventlog.CommandPosition;
import org.parley.eventlog.Decider;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.TlibError;

/**
 * The rules of agent states (t-library.md section 2) for all agents of a site, and the way of user
 * events through the log.
 */
public final class AgentDecider implements Decider<RoutingCommand, RoutingEvent, AgentDirectory> {

  /**
   * Reasons and extensions of a request together. The reasons stay in the state of the agent, and
   * the states of all agents of a site have to fit a piece of a snapshot.
   */
  static final int MAX_LIST_BYTES = 4 * 1024;

  /** The user data of a user event, which is passed on and not kept. */
  static final int MAX_USER_DATA_BYTES = 64 * 1024;

  /** A DN with respect to agents. */
  private sealed interface Seat {
    /** Nobody is logged in. */
    record Free() implements Seat {}

    /** One agent is, in the status that the agent has. */
    record Taken(AgentState agent) implements Seat {}
  }

  private record Step(Seat seat, RoutingCommand command) {}

  private final Logins logins;

  public AgentDecider(AgentPolicies policies) {
    this.logins = new Logins(policies);
  }

  @Override
  public List<RoutingEvent> decide(
      @Nullable AgentDirectory state, RoutingCommand command, CommandPosition at) {
    AgentDirectory directory = state == null ? AgentDirectory.empty() : state;
    return tooMuch(command)
        .map(why -> refused(command, TlibError.INVALID_ATTR, why))
        .orElseGet(() -> decide(directory, command, at.time()));
  }

  /** The transition table of the DN that the command is about. */
  private List<RoutingEvent> decide(AgentDirectory directory, RoutingCommand command, Instant now) {
    Seat seat = directory.at(command.dn()).<Seat>map(Seat.Taken::new).orElseGet(Seat.Free::new);
    return switch (new Step(seat, command)) {
      case Step(Seat.Free _, LogIn c) -> logins.first(directory, c, now);
      case Step(Seat.Taken(var agent), LogIn c) -> logins.again(directory, agent, c);

      case Step(Seat.Free _, LogOut c) -> notLoggedIn(c);
      case Step(Seat.Taken(var agent), LogOut c) when isElsewhere(agent, c.queue()) ->
          notInQueue(c, c.queue());
      case Step(Seat.Taken(var agent), LogOut c) -> logOut(agent, c);

      case Step(Seat.Free _, SetReady c) -> notLoggedIn(c);
      case Step(Seat.Taken(var agent), SetReady c) when isElsewhere(agent, c.queue()) ->
          notInQueue(c, c.queue());
      case Step(Seat.Taken(var agent), SetReady c) -> StatusChanges.ready(agent, c, now);

      case Step(Seat.Free _, SetNotReady c) -> notLoggedIn(c);
      case Step(Seat.Taken(var agent), SetNotReady c) when isElsewhere(agent, c.queue()) ->
          notInQueue(c, c.queue());
      case Step(Seat.Taken(var agent), SetNotReady c) -> StatusChanges.notReady(agent, c, now);

      case Step(Seat.Free _, SendUserEvent c) -> pass(c);
      case Step(Seat.Taken _, SendUserEvent c) -> pass(c);
    };
  }

  /** Out of one queue while there is another (t-library.md 2), else out altogether. */
  private static List<RoutingEvent> logOut(AgentState agent, LogOut command) {
    @Nullable Dn queue = command.queue();
    return queue != null && agent.queues().size() > 1
        ? List.of(
            new QueueLeft(
                command.origin(), command.dn(), queue, command.reasons(), command.extensions()))
        : List.of(
            new LoggedOut(
                command.origin(),
                command.dn(),
                agent.agentId(),
                queue,
                command.reasons(),
                command.extensions()));
  }

  private static List<RoutingEvent> pass(SendUserEvent command) {
    return List.of(
        new UserEventSent(
            command.origin(),
            command.dn(),
            command.connId(),
            command.userData(),
            command.reasons(),
            command.extensions()));
  }

  private static boolean isElsewhere(AgentState agent, @Nullable Dn queue) {
    return queue != null && !agent.queues().contains(queue);
  }

  private static List<RoutingEvent> notInQueue(RoutingCommand command, @Nullable Dn queue) {
    return refused(
        command,
        TlibError.SOFT_AGENT_NOT_LOGGED_IN,
        "the agent is not logged in to queue " + queue);
  }

  private static Optional<String> tooMuch(RoutingCommand command) {
    long lists =
        switch (command) {
          case LogIn c -> bytes(c.reasons(), c.extensions());
          case LogOut c -> bytes(c.reasons(), c.extensions());
          case SetReady c -> bytes(c.reasons(), c.extensions());
          case SetNotReady c -> bytes(c.reasons(), c.extensions());
          case SendUserEvent c -> bytes(c.reasons(), c.extensions());
        };
    if (lists > MAX_LIST_BYTES) {
      return Optional.of("reasons and extensions have more than " + MAX_LIST_BYTES + " bytes");
    }
    return command instanceof SendUserEvent event && bytes(event.userData()) > MAX_USER_DATA_BYTES
        ? Optional.of("userData has more than " + MAX_USER_DATA_BYTES + " bytes")
        : Optional.empty();
  }

  private static long bytes(KvList... lists) {
    long bytes = 0;
    for (KvList list : lists) {
      bytes += AttachedData.bytes(list);
    }
    return bytes;
  }

  @Override
  public AgentDirectory evolve(@Nullable AgentDirectory state, RoutingEvent event) {
    return AgentDirectory.evolve(state, event);
  }
}
