package org.parley.callmodel;

import org.parley.tlib.Dn;
import org.parley.tlib.DnRole;

/**
 * One side of a call.
 *
 * @param dn where its clients are registered
 * @param name who it is to the others: the login name of the agent, or the number where nobody is
 *     logged in
 * @param location the switch that the DN belongs to
 * @param role Origination for the one who started the call, Destination for the one called
 * @param state what the party does at the moment
 */
public record Party(Dn dn, String name, String location, DnRole role, PartyState state) {
  public Party in(PartyState next) {
    return new Party(dn, name, location, role, next);
  }
}
