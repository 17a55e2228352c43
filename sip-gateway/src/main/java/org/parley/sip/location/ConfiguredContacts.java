package org.parley.sip.location;

import java.util.Optional;
import org.parley.sip.message.SipUri;
import org.parley.tlib.Dn;

/** What is configured about where DNs are reached. */
public interface ConfiguredContacts {
  /** Whether there is such a DN, and it is enabled. */
  boolean exists(Dn dn);

  /** Where a DN is reached that does not register; empty for one that does. */
  Optional<SipUri> fixed(Dn dn);
}
