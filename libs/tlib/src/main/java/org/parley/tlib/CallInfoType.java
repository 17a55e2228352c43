package org.parley.tlib;

import com.fasterxml.jackson.annotation.JsonValue;

/** What QueryCall asks for (t-library.md 1.5). */
public enum CallInfoType implements WireEnum {
  PARTIES_QUERY(0, "PartiesQuery"),
  STATUS_QUERY(1, "StatusQuery");

  private final int code;
  private final String wireName;

  CallInfoType(int code, String wireName) {
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
