package org.parley.sip.signalling;

import org.parley.sip.message.Answer;
import org.parley.sip.message.SipRequest;

/** A request that waits for its answer. Used on the gateway thread only. */
public interface Received {
  SipRequest request();

  /**
   * Answers it; provisional answers may come before the final one. What comes after a final answer
   * is ignored. A 2xx to an INVITE is repeated until its ACK is there (RFC 3261 section 13.3.1.4);
   * if none comes {@link Requests#onNoAck} tells.
   */
  void answer(Answer answer);
}
