package org.parley.tlib;

import com.fasterxml.jackson.annotation.JsonValue;

/** Whether an agent logs in to work or to supervise (t-library.md 2). */
public enum AgentType implements WireEnum {
  AGENT(0, "Agent"),
  SUPERVISOR(1, "Supervisor");

  private final int code;
  private final String wireName;

  AgentType(int code, String wireName) {
    this.code = code;
    this.wireName = wireName;
  }

  @Override
  public int code() {
    return code;
  }

  @Override
  @JsonValue
  public String wireName() {
    return wireName;
  }
}
