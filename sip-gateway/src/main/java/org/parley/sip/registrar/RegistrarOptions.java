package org.parley.sip.registrar;

import java.time.Duration;
import org.parley.tlib.Dn;

/** What is configured about registrations. */
public interface RegistrarOptions {

  /** Whose contacts are whose. */
  enum Kind {
    /**
     * There is no such DN, it is not enabled, or has no password by which anybody could register.
     */
    UNKNOWN,
    /** Is reached where it registers. */
    REGISTERS,
    /** Is reached at a fixed address. */
    FIXED
  }

  Kind kindOf(Dn dn);

  Duration minExpires();

  /** Not less than {@link #minExpires}. */
  Duration maxExpires();

  /** Between the two. */
  Duration defaultExpires();

  /** At one DN. */
  int maxContacts();
}
