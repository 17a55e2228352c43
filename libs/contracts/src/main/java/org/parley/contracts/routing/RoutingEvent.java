package org.parley.contracts.routing;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.Origin;
import org.parley.contracts.Refusal;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;

/** What happened to the agents and DNs of a site; an answer to {@link #origin()} as well. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface RoutingEvent {
  Origin origin();

  Dn dn();

  /** An agent logged in; {@code agent} is the state right after. */
  record LoggedIn(
      Origin origin, Dn dn, AgentState agent, @Nullable Dn queue, KvList reasons, KvList extensions)
      implements RoutingEvent {}

  /** The agent logged in to one more queue at the same DN. */
  record QueueJoined(Origin origin, Dn dn, Dn queue, KvList reasons, KvList extensions)
      implements RoutingEvent {}

  /** The agent left one queue and is still logged in to another. */
  record QueueLeft(Origin origin, Dn dn, Dn queue, KvList reasons, KvList extensions)
      implements RoutingEvent {}

  /** The agent logged out of the last queue, or of all. */
  record LoggedOut(
      Origin origin, Dn dn, String agentId, @Nullable Dn queue, KvList reasons, KvList extensions)
      implements RoutingEvent {}

  /** The agent is ready or not ready now, with the work mode and reasons in {@code agent}. */
  record StateChanged(Origin origin, Dn dn, AgentState agent, @Nullable Dn queue, KvList extensions)
      implements RoutingEvent {}

  /** Somebody sends a user event to the clients of {@code dn}. */
  record UserEventSent(
      Origin origin,
      Dn dn,
      @Nullable ConnId connId,
      KvList userData,
      KvList reasons,
      KvList extensions)
      implements RoutingEvent {}

  /** A request changed nothing. */
  record Refused(Origin origin, Dn dn, Refusal refusal) implements RoutingEvent {}
}
