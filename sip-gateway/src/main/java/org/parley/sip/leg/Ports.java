package org.parley.sip.leg;

import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.parley.sip.auth.Authentication;
import org.parley.sip.location.Contact;
import org.parley.sip.location.Location;
import org.parley.sip.message.Flow;
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

  /**
   * The hop to take to a contact: a connection only if it is ours and lives; null for as its URI
   * says.
   */
  @Nullable Flow hop(Contact contact) {
    Flow flow = contact.flow();
    boolean anothers =
        flow != null && flow.transport().isReliable() && !contact.gateway().equals(name);
    return flow == null || anothers || !signalling.isAlive(flow) ? null : flow;
  }
}
