package org.parley.contracts.routing;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.tlib.Dn;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** Who is logged in where at a site, immutable. */
public final class AgentDirectory {
  private static final AgentDirectory EMPTY =
      new AgentDirectory(HashTreePMap.empty(), HashTreePMap.empty());

  private final PMap<String, AgentState> byDn;
  private final PMap<String, Dn> dnOfAgent;

  private AgentDirectory(PMap<String, AgentState> byDn, PMap<String, Dn> dnOfAgent) {
    this.byDn = byDn;
    this.dnOfAgent = dnOfAgent;
  }

  public static AgentDirectory empty() {
    return EMPTY;
  }

  @JsonCreator
  static AgentDirectory of(@JsonProperty("agents") Map<String, AgentState> agents) {
    var dnOfAgent = new HashMap<String, Dn>();
    agents.forEach((dn, agent) -> dnOfAgent.put(agent.agentId(), new Dn(dn)));
    return new AgentDirectory(HashTreePMap.from(agents), HashTreePMap.from(dnOfAgent));
  }

  /** The agents by the number of their DN. */
  @JsonProperty("agents")
  public Map<String, AgentState> agents() {
    return byDn;
  }

  /** The agent at a DN, if one is logged in. */
  public Optional<AgentState> at(Dn dn) {
    return Optional.ofNullable(byDn.get(dn.number()));
  }

  /** Where an agent id is logged in, if it is. */
  public Optional<Dn> dnOf(String agentId) {
    return Optional.ofNullable(dnOfAgent.get(agentId));
  }

  /**
   * The directory after an event; the only code that changes one.
   *
   * @param state null before the first event of the site
   */
  public static AgentDirectory evolve(@Nullable AgentDirectory state, RoutingEvent event) {
    AgentDirectory directory = state == null ? EMPTY : state;
    return switch (event) {
      case RoutingEvent.LoggedIn e -> directory.with(e.dn(), e.agent());
      case RoutingEvent.StateChanged e -> directory.with(e.dn(), e.agent());
      case RoutingEvent.LoggedOut e ->
          new AgentDirectory(
              directory.byDn.minus(e.dn().number()), directory.dnOfAgent.minus(e.agentId()));
      case RoutingEvent.QueueJoined e -> {
        AgentState agent = directory.loggedIn(e);
        List<Dn> queues = new ArrayList<>(agent.queues());
        queues.add(e.queue());
        yield directory.with(e.dn(), agent.withQueues(queues));
      }
      case RoutingEvent.QueueLeft e -> {
        AgentState agent = directory.loggedIn(e);
        List<Dn> queues = new ArrayList<>(agent.queues());
        queues.remove(e.queue());
        yield directory.with(e.dn(), agent.withQueues(queues));
      }
      case RoutingEvent.UserEventSent _, RoutingEvent.Refused _ -> directory;
    };
  }

  private AgentDirectory with(Dn dn, AgentState agent) {
    return new AgentDirectory(byDn.plus(dn.number(), agent), dnOfAgent.plus(agent.agentId(), dn));
  }

  private AgentState loggedIn(RoutingEvent event) {
    return at(event.dn())
        .orElseThrow(() ->
            new IllegalStateException(
                event.getClass().getSimpleName() + " where nobody is logged in"));
  }
}
