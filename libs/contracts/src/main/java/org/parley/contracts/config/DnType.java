package org.parley.contracts.config;

import java.util.Arrays;
import java.util.Optional;

/**
 * The types of DN (t-library.md 10.1); {@link #toString} is the product's spelling, which JSON
 * uses.
 */
public enum DnType {
  EXTENSION("Extension"),
  ACD_POSITION("ACDPosition"),
  ACD_QUEUE("ACDQueue"),
  ROUTING_POINT("RoutingPoint"),
  EXTERNAL_ROUTING_POINT("ExternalRoutingPoint"),
  TRUNK("Trunk"),
  VOIP_SERVICE("VoIPService");

  private final String text;

  DnType(String text) {
    this.text = text;
  }

  /** Whether an agent can log in on it. */
  public boolean takesAgents() {
    return this == EXTENSION || this == ACD_POSITION;
  }

  public static Optional<DnType> named(String text) {
    return Arrays.stream(values()).filter(value -> value.text.equals(text)).findFirst();
  }

  @Override
  public String toString() {
    return text;
  }
}
