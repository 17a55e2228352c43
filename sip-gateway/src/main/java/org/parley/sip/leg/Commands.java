package org.parley.sip.leg;

import org.parley.contracts.im.ImCommand;

/** The way to im-session-service. Never waits. */
public interface Commands {
  /**
   * Sends it after those sent before about the same call.
   *
   * @param failed told on the gateway thread when it could not be sent; it may have had its effect
   *     all the same
   */
  void send(ImCommand command, Runnable failed);
}
