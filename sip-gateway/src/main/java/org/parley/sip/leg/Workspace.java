package org.parley.sip.leg;

/** What all legs share. */
record Workspace(Ports ports, Asks asks, Sessions sessions, Legs legs, Keeper keeper) {
  static Workspace of(Ports ports) {
    return new Workspace(ports, new Asks(ports), new Sessions(), new Legs(), new Keeper(ports));
  }
}
