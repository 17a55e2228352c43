package org.parley.tlib;

import com.fasterxml.jackson.annotation.JsonValue;

/** What kind of call this is, seen from this site (t-library.md 3.1). */
public enum CallType implements WireEnum {
  UNKNOWN(0, "Unknown"),
  INTERNAL(1, "Internal"),
  INBOUND(2, "Inbound"),
  OUTBOUND(3, "Outbound"),
  CONSULT(4, "Consult");

  private final int code;
  private final String wireName;

  CallType(int code, String wireName) {
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
