package org.parley.sip.location;

import java.util.List;
import org.parley.tlib.Dn;

/** Where DNs are reached. Used on the gateway thread only. */
public interface Location {

  /**
   * The preferred one first; among equals the one that was registered or refreshed last. Empty: the
   * DN is out of service. Those that have a flow over TCP or TLS can be used by their {@link
   * Contact#gateway} only.
   */
  List<Contact> contacts(Dn dn);

  /**
   * Whether this instance acts for the DN: it made the newest binding, or it is the one of all that
   * are alive that was chosen for a DN which no living instance has a binding of.
   */
  boolean isOurs(Dn dn);
}
