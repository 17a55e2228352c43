package org.parley.sip.line;

import org.jspecify.annotations.Nullable;
import org.parley.sip.location.Contact;
import org.parley.sip.location.Location;
import org.parley.sip.message.Flow;
import org.parley.sip.signalling.Signalling;

/**
 * How this instance reaches endpoints.
 *
 * @param name of this instance, the same after a restart
 */
public record Reach(String name, Signalling signalling, Location location) {

  /**
   * The hop to take to a contact: a connection only if it is ours and lives; null for as its URI
   * says.
   */
  public @Nullable Flow hop(Contact contact) {
    Flow flow = contact.flow();
    boolean anothers =
        flow != null && flow.transport().isReliable() && !contact.gateway().equals(name);
    return flow == null || anothers || !signalling.isAlive(flow) ? null : flow;
  }
}
