package org.parley.routing.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.Origin;
import org.parley.contracts.Topics;
import org.parley.contracts.config.DnType;
import org.parley.contracts.routing.AgentDirectory;
import org.parley.contracts.routing.AgentState;
import org.parley.contracts.routing.RoutingCommand;
import org.parley.contracts.routing.RoutingEvent;
import org.parley.eventlog.CommandPosition;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.WorkMode;

/** A site driven command by command, as the event log drives it. */
final class Desk implements AgentPolicies {
  static final Dn DN = new Dn("1001");
  static final Dn OTHER_DN = new Dn("1002");
  static final Dn QUEUE = new Dn("6000");
  static final Dn OTHER_QUEUE = new Dn("6001");
  static final Origin ORIGIN = new Origin("gateway-1", 7, 17);
  static final KvList NONE = KvList.empty();

  private final Map<String, DnType> types =
      Map.of(
          "1001", DnType.EXTENSION,
          "1002", DnType.ACD_POSITION,
          "5000", DnType.ROUTING_POINT,
          "6000", DnType.ACD_QUEUE,
          "6001", DnType.ACD_QUEUE);

  final AgentDecider decider = new AgentDecider(this);
  @Nullable AgentDirectory directory;
  Instant now = Instant.parse("2026-11-21T12:00:00.123456Z");
  private long offset;

  static Desk loggedIn() {
    var desk = new Desk();
    desk.when(logIn(WorkMode.UNKNOWN));
    return desk;
  }

  static Desk loggedInTo(Dn... queues) {
    var desk = new Desk();
    for (Dn queue : queues) {
      desk.when(logIn(DN, "1001", queue, true, WorkMode.UNKNOWN));
    }
    return desk;
  }

  Desk and(RoutingCommand command) {
    when(command);
    return this;
  }

  List<RoutingEvent> when(RoutingCommand command) {
    now = now.plus(Duration.ofSeconds(1));
    var at = new CommandPosition(0, offset++, Topics.ROUTING_KEY, now);
    List<RoutingEvent> events = decider.decide(directory, command, at);
    events.forEach(event -> directory = decider.evolve(directory, event));
    return events;
  }

  Optional<AgentState> agentAt(Dn dn) {
    return Optional.ofNullable(directory).flatMap(all -> all.at(dn));
  }

  AgentState agent() {
    return agentAt(DN).orElseThrow();
  }

  static RoutingCommand logIn(WorkMode mode) {
    return logIn(DN, "1001", null, true, mode);
  }

  static RoutingCommand logIn(
      Dn dn, String agentId, @Nullable Dn queue, boolean passwordMatches, WorkMode mode) {
    return new RoutingCommand.LogIn(
        ORIGIN, dn, agentId, "anna", queue, passwordMatches, mode, NONE, NONE);
  }

  static RoutingCommand logOut(@Nullable Dn queue) {
    return new RoutingCommand.LogOut(ORIGIN, DN, queue, NONE, NONE);
  }

  static RoutingCommand ready(WorkMode mode) {
    return new RoutingCommand.SetReady(ORIGIN, DN, null, mode, NONE, NONE);
  }

  static RoutingCommand notReady(WorkMode mode) {
    return notReady(mode, NONE);
  }

  static RoutingCommand notReady(WorkMode mode, KvList reasons) {
    return new RoutingCommand.SetNotReady(ORIGIN, DN, null, mode, reasons, NONE);
  }

  static RoutingCommand userEvent(KvList data) {
    return new RoutingCommand.SendUserEvent(ORIGIN, DN, null, data, NONE, NONE);
  }

  @Override
  public boolean isAgentId(String agentId) {
    return agentId.equals("1001") || agentId.equals("1002");
  }

  @Override
  public Optional<DnType> typeOf(Dn dn) {
    return Optional.ofNullable(types.get(dn.number()));
  }
}
