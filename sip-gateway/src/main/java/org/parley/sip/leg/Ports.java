package org.parley.sip.leg;

import java.time.InstantSource;
import java.util.function.Supplier;
import org.parley.sip.auth.Authentication;
import org.parley.sip.line.Gateways;
import org.parley.sip.line.LegStore;
import org.parley.sip.line.Reach;
import org.parley.sip.line.Timers;
import org.parley.sip.location.Location;
import org.parley.sip.signalling.Signalling;
import org.parley.tlib.ConnId;

/**
 * All that legs need of the world.
 *
 * @param name of this instance, the same after a restart
 * @param running of this run of it; what {@code Origin.gateway} says
 * @param connIds draws an IM ConnID of our site
 * @param tokens draws random words of at least 64 bits, for tags and Call-IDs
 */
public record Ports(
    String name,
    String running,
    Signalling signalling,
    Authentication authentication,
    Location location,
    Commands commands,
    LegStore store,
    Policies policies,
    Timers timers,
    Gateways gateways,
    InstantSource clock,
    Supplier<ConnId> connIds,
    Supplier<String> tokens) {

  /** How endpoints are reached. */
  Reach reach() {
    return new Reach(name, signalling, location);
  }
}
