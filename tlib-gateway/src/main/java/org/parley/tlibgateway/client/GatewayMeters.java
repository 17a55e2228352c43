package org.parley.tlibgateway.client;

import java.time.Duration;
import org.parley.tlib.MessageType;

/** What an operator wants to know about the clients. Called on the gateway thread. */
public interface GatewayMeters {
  GatewayMeters NONE = new GatewayMeters() {};

  default void connected(String transport) {}

  default void disconnected(String transport) {}

  /** A request was dealt with: answered, refused, sent on or failed. */
  default void request(MessageType type, String outcome) {}

  /** Something came in that was no message. */
  default void frameRefused(String reason) {}

  /** A connection was ended by the gateway. */
  default void dropped(String reason) {}

  /** A message left for a party, so long after the session accepted it. */
  default void delivered(Duration afterAcceptance) {}

  /** So many voice calls live. */
  default void voiceCalls(int live) {}

  /** Events of a voice call left for the clients, so long after the decision. */
  default void toldOfVoice(Duration afterDecision) {}
}
