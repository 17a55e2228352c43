package org.parley.sip.leg;

import org.parley.sip.sdp.ImSdp;

/**
 * Our side of a dialog's session description: one session for the life of the dialog, whose version
 * never goes back (RFC 3264 sections 5 and 8), whoever of the two offers.
 */
final class OwnSdp {
  private final long session;
  private long version;

  /**
   * @param session the first number of its origin
   * @param version the second, 1 or more
   */
  OwnSdp(long session, long version) {
    this.session = session;
    this.version = version;
  }

  long session() {
    return session;
  }

  long version() {
    return version;
  }

  /** A description of that version was sent. */
  void sent(long sentVersion) {
    version = sentVersion;
  }

  /** As it stands, as an offer. */
  String offer(String host) {
    return ImSdp.offer(session, version, host);
  }
}
