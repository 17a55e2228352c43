package org.parley.tlib;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Whether the switch is told of a registration (t-library.md 1.4); Parley has no switch link to
 * ask, so all three mean the same.
 */
public enum ControlMode implements WireEnum {
  REGISTER_DEFAULT(0, "RegisterDefault"),
  REGISTER_FORCE(1, "RegisterForce"),
  REGISTER_LOCAL(2, "RegisterLocal");

  private final int code;
  private final String wireName;

  ControlMode(int code, String wireName) {
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
