package org.parley.contracts.config;

/** What a person may do; {@link #toString} is the name in JSON and in tokens. */
public enum Role {
  AGENT("agent"),
  SUPERVISOR("supervisor"),
  ADMIN("admin");

  private final String text;

  Role(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
