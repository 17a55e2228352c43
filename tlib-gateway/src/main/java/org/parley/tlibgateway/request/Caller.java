package org.parley.tlibgateway.request;

import org.jspecify.annotations.Nullable;
import org.parley.contracts.Origin;
import org.parley.tlib.TlibEvent;
import org.parley.tlibgateway.login.Person;

/** A logged-in client as requests see it; compared by identity. */
public interface Caller {
  Person person();

  /** Where an answer to that request has to go. */
  Origin origin(int referenceId);

  /** From now on only these unsolicited events. */
  void filter(InputMask mask);

  /**
   * Sends an event: as the answer when {@code cause} is a request of this client, else as an
   * unsolicited one.
   */
  void tell(TlibEvent event, @Nullable Origin cause);
}
