package org.parley.routing.agent;

import java.util.List;
import org.parley.contracts.Refusal;
import org.parley.contracts.routing.RoutingCommand;
import org.parley.contracts.routing.RoutingEvent;
import org.parley.tlib.TlibError;

/** Refusals, and why. */
final class Answers {
  private Answers() {}

  static List<RoutingEvent> refused(RoutingCommand command, TlibError error, String detail) {
    return refused(command, new Refusal(error, detail));
  }

  static List<RoutingEvent> refused(RoutingCommand command, Refusal refusal) {
    return List.of(new RoutingEvent.Refused(command.origin(), command.dn(), refusal));
  }

  static List<RoutingEvent> notLoggedIn(RoutingCommand command) {
    return refused(
        command, TlibError.SOFT_AGENT_NOT_LOGGED_IN, "no agent is logged in at DN " + command.dn());
  }
}
