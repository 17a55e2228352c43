package org.parley.tlib;

import com.fasterxml.jackson.annotation.JsonValue;

/** State of the agent at a DN, as the snapshot key AgentStatus counts it (t-library.md 1.5). */
public enum AgentStatus implements WireEnum {
  LOGGED_OUT(0, "LoggedOut"),
  LOGGED_IN(1, "LoggedIn"),
  READY(2, "Ready"),
  NOT_READY(3, "NotReady"),
  AFTER_CALL_WORK(4, "AfterCallWork"),
  WALK_AWAY(5, "WalkAway");

  private final int code;
  private final String wireName;

  AgentStatus(int code, String wireName) {
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
