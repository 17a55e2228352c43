package org.parley.contracts.config;

import java.util.Arrays;
import java.util.Optional;

/** What a person may do; {@link #toString} is the name in JSON and in tokens. */
public enum Role {
  AGENT("agent"),
  SUPERVISOR("supervisor"),
  ADMIN("admin");

  private final String text;

  Role(String text) {
    this.text = text;
  }

  public static Optional<Role> named(String text) {
    return Arrays.stream(values()).filter(value -> value.text.equals(text)).findFirst();
  }

  @Override
  public String toString() {
    return text;
  }
}
