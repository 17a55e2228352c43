package org.parley.sip.auth;

import org.parley.sip.message.SipRequest;

/** Tells who sent a request. Not for ACK and CANCEL, which cannot be challenged. */
public interface Authentication {
  Verdict check(SipRequest request);
}
