package org.parley.contracts.routing;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.Origin;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.WorkMode;

/** What can be asked about the agents and DNs of a site. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface RoutingCommand {
  Origin origin();

  /** The DN that the request is about. */
  Dn dn();

  /**
   * TAgentLogin.
   *
   * @param userName the person that the client logged in as; others see it as the agent's name
   * @param passwordMatches whether the password of the request is the one of the agent login, as
   *     the gateway found; true where the login has none
   */
  record LogIn(
      Origin origin,
      Dn dn,
      String agentId,
      String userName,
      @Nullable Dn queue,
      boolean passwordMatches,
      WorkMode workMode,
      KvList reasons,
      KvList extensions)
      implements RoutingCommand {}

  /** TAgentLogout. */
  record LogOut(Origin origin, Dn dn, @Nullable Dn queue, KvList reasons, KvList extensions)
      implements RoutingCommand {}

  /** TAgentSetReady. */
  record SetReady(
      Origin origin,
      Dn dn,
      @Nullable Dn queue,
      WorkMode workMode,
      KvList reasons,
      KvList extensions)
      implements RoutingCommand {}

  /** TAgentSetNotReady; the work mode says why. */
  record SetNotReady(
      Origin origin,
      Dn dn,
      @Nullable Dn queue,
      WorkMode workMode,
      KvList reasons,
      KvList extensions)
      implements RoutingCommand {}

  /** TSendUserEvent to the clients registered on {@code dn}. Not kept. */
  record SendUserEvent(
      Origin origin,
      Dn dn,
      @Nullable ConnId connId,
      KvList userData,
      KvList reasons,
      KvList extensions)
      implements RoutingCommand {}
}
