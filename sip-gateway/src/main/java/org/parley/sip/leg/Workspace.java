package org.parley.sip.leg;

import org.parley.callmodel.Party;
import org.parley.callmodel.PartyState;
import org.parley.contracts.im.ImCommand.Alert;
import org.parley.contracts.im.ImSession;
import org.parley.sip.line.Keeper;

/** What all legs share. */
record Workspace(Ports ports, Asks asks, Sessions sessions, Legs legs, Keeper keeper) {
  static Workspace of(Ports ports) {
    Sessions sessions = new Sessions();
    return new Workspace(
        ports,
        new Asks(ports, sessions),
        sessions,
        new Legs(),
        new Keeper(ports.store(), ports.timers()));
  }

  /** Whether the endpoint of an invited party has to ring before its desktop does. */
  boolean isInitiated(LegHead head) {
    return sessions.get(head.connId()) instanceof ImSession.Establishing session
        && session
            .call()
            .party(head.dn())
            .map(Party::state)
            .filter(PartyState::isInitiated)
            .isPresent();
  }

  /** No endpoint is going to ring for that party: its desktop does, unless it does so already. */
  void ringDesktop(LegHead head) {
    if (isInitiated(head)) {
      asks.tell(head.number(), origin -> new Alert(origin, head.connId(), head.dn()));
    }
  }
}
