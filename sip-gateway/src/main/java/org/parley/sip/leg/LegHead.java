package org.parley.sip.leg;

import org.jspecify.annotations.Nullable;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;

/**
 * Whose leg it is.
 *
 * @param number of the leg in this run of the gateway; what {@code Origin.connection} says
 * @param trunk that the party, a customer, came through; null for an endpoint
 */
record LegHead(LegKey key, long number, @Nullable Dn trunk) {
  ConnId connId() {
    return key.connId();
  }

  Dn dn() {
    return key.dn();
  }

  LegHead in(ConnId connId) {
    return new LegHead(new LegKey(connId, key.dn()), number, trunk);
  }
}
