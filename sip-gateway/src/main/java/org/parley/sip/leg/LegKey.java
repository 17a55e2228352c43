package org.parley.sip.leg;

import org.parley.contracts.sip.SipLeg;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;

/** A party of a session. */
record LegKey(ConnId connId, Dn dn) {
  static LegKey of(SipLeg leg) {
    return new LegKey(leg.connId(), leg.dn());
  }

  String text() {
    return SipLeg.key(connId, dn);
  }
}
