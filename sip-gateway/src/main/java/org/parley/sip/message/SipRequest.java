package org.parley.sip.message;

import java.util.List;

/**
 * A request that came in and is well formed. That it makes sense where it arrives has not been
 * looked at.
 *
 * @param method as written; case counts (RFC 3261 section 7.1)
 * @param requestUri as written, of any scheme
 * @param cseq 0 to 2<sup>32</sup>-1
 * @param contacts one with the URI {@code *} for {@code Contact: *}
 * @param recordRoutes from the top
 * @param headers all other header fields; not Via, From, To, Call-ID, CSeq, Contact, Record-Route,
 *     Content-Type and Content-Length
 * @param source where it came from, and over which connection
 */
public record SipRequest(
    String method,
    String requestUri,
    NameAddr from,
    NameAddr to,
    String callId,
    long cseq,
    List<NameAddr> contacts,
    List<NameAddr> recordRoutes,
    HeaderFields headers,
    Body body,
    Flow source) {

  public SipRequest {
    contacts = List.copyOf(contacts);
    recordRoutes = List.copyOf(recordRoutes);
  }

  /** Whether it belongs to a dialog, by its own account. */
  public boolean isInDialog() {
    return to.tag() != null;
  }

  /** For logs: without what it carries. */
  @Override
  public String toString() {
    return method + " " + cseq + " of " + callId + " from " + source;
  }
}
