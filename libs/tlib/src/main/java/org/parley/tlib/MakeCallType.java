package org.parley.tlib;

import com.fasterxml.jackson.annotation.JsonValue;

/** The urgency and purpose of a call as its maker sees it (t-library.md 3.1). */
public enum MakeCallType implements WireEnum {
  REGULAR(0, "Regular"),
  DIRECT_AGENT(1, "DirectAgent"),
  SUPERVISOR_ASSIST(2, "SupervisorAssist"),
  PRIORITY(3, "Priority"),
  DIRECT_PRIORITY(4, "DirectPriority");

  private final int code;
  private final String wireName;

  MakeCallType(int code, String wireName) {
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
