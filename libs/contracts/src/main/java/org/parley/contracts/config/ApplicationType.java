package org.parley.contracts.config;

import java.util.Arrays;
import java.util.Optional;

/**
 * The types of application that carry options; {@link #toString} is the product's spelling, which
 * JSON uses.
 */
public enum ApplicationType {
  /**
   * The options of the switch as a whole, read by tlib-gateway, sip-gateway and the call services.
   */
  SIP_SERVER("SIPServer"),
  CHAT_SERVER("ChatServer"),
  /** The web chat API in front of chat-server (seed 004). */
  GMS("GMS"),
  /** The agent desktop. */
  WORKSPACE("Workspace");

  private final String text;

  ApplicationType(String text) {
    this.text = text;
  }

  public static Optional<ApplicationType> named(String text) {
    return Arrays.stream(values()).filter(value -> value.text.equals(text)).findFirst();
  }

  @Override
  public String toString() {
    return text;
  }
}
