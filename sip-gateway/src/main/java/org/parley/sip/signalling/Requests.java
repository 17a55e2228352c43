package org.parley.sip.signalling;

import org.parley.sip.message.Flow;
import org.parley.sip.message.SipRequest;
import org.parley.sip.message.SipResponse;

/**
 * The way in: told on the gateway thread. What RFC 3261 sections 8.2.1 to 8.2.3 and 16.3 ask of any
 * server has been done before: method, loops, Max-Forwards, Require, and that it is well formed.
 */
public interface Requests {

  /** A new request. Neither ACK nor CANCEL; each gets exactly one final answer. */
  void onRequest(Received received);

  /** The ACK for a 2xx came. */
  void onAck(SipRequest ack);

  /** A 2xx to an INVITE was never acknowledged; 64*T1 have passed. */
  void onNoAck(Received invite);

  /** The caller gave its INVITE up; CANCEL and INVITE (487) have been answered. */
  void onCancel(Received invite);

  /** A 2xx to an INVITE whose transaction is over: repeated, or of another branch. */
  void onStraySuccess(SipResponse response);

  /** A TCP or TLS connection is gone. */
  void onFlowLost(Flow flow);
}
