package org.parley.sip.stack.transaction;

import org.parley.sip.message.Flow;

/** Carries messages to far ends. Never blocks. */
public interface Carrier {

  /**
   * Sends a message, in order with others of the same flow.
   *
   * @param connect whether a connection may be opened if there is none; without meaning for UDP
   * @param failed run on the gateway thread if it is known not to have been sent
   */
  void send(Flow to, byte[] message, boolean connect, Runnable failed);

  /** Whether it can be sent there without opening a connection. */
  boolean isAlive(Flow flow);
}
