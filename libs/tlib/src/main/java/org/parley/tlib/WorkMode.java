package org.parley.tlib;

import com.fasterxml.jackson.annotation.JsonValue;

/** Why an agent is not ready, or how calls are given to one who is (t-library.md 2). */
public enum WorkMode implements WireEnum {
  UNKNOWN(0, "Unknown"),
  MANUAL_IN(1, "ManualIn"),
  AUTO_IN(2, "AutoIn"),
  AFTER_CALL_WORK(3, "AfterCallWork"),
  AUX_WORK(4, "AuxWork"),
  NO_CALL_DISCONNECT(5, "NoCallDisconnect"),
  WALK_AWAY(6, "WalkAway"),
  RETURN_BACK(7, "ReturnBack");

  private final int code;
  private final String wireName;

  WorkMode(int code, String wireName) {
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
