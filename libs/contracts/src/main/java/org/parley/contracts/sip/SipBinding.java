package org.parley.contracts.sip;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parley.tlib.Dn;

/**
 * A contact under which a DN is reached, as a REGISTER made it (RFC 3261 section 10).
 *
 * @param contact the URI, as the endpoint gave it
 * @param instanceId {@code +sip.instance} of the endpoint (RFC 5626), if it has one
 * @param q preference in thousandths, 0 to 1000
 * @param callId of the REGISTER that made or refreshed it
 * @param cseq of that REGISTER
 * @param expiresAt when it is void unless refreshed
 * @param transport {@code UDP}, {@code TCP} or {@code TLS}
 * @param host address that the REGISTER came from, behind any NAT
 * @param port the same
 * @param gateway name of the instance that took it, and that has the connection if there is one
 */
public record SipBinding(
    Dn dn,
    String contact,
    @Nullable String instanceId,
    int q,
    String callId,
    long cseq,
    Instant expiresAt,
    String transport,
    String host,
    int port,
    String gateway) {

  /** The record key: one for each contact of a DN. */
  public static String key(Dn dn, String contact) {
    return dn + " " + contact;
  }

  /** The DN that a record key is about; a tombstone has nothing else. */
  public static Dn dnOf(String key) {
    return new Dn(key.substring(0, key.indexOf(' ')));
  }
}
