package org.parley.sip.auth;

import org.parley.sip.message.Answer;
import org.parley.tlib.Dn;

/** Who a request is from, or how it is to be answered instead. */
public sealed interface Verdict {

  /** The endpoint of an enabled DN, which is the user of From too; a trunk, when it registers. */
  record Endpoint(Dn dn) implements Verdict {}

  /**
   * Somebody behind a trunk. What the trunk says about its customers is believed, but it cannot
   * make one of them a DN of this switch.
   *
   * @param customer {@code user@host} of From, the host in lower case
   */
  record Customer(Dn trunk, Dn customer) implements Verdict {}

  /** Has to prove who it is: 401. */
  record Challenge(Answer answer) implements Verdict {}

  /** Will not do. */
  record Refused(Answer answer) implements Verdict {}
}
