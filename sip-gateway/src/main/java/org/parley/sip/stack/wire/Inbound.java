package org.parley.sip.stack.wire;

import org.parley.sip.guard.Echo;
import org.parley.sip.message.SipRequest;
import org.parley.sip.message.SipResponse;

/** A message that came in and was understood. */
public sealed interface Inbound {

  /**
   * @param echo what answers repeat; its topmost Via says where the request came from
   */
  record Request(SipRequest request, Via via, Echo echo) implements Inbound {}

  /**
   * @param branch of the topmost Via, which is ours if the answer is meant for us; empty where
   *     there is none
   */
  record Response(SipResponse response, String branch) implements Inbound {}
}
