package org.parley.tlib;

import com.fasterxml.jackson.annotation.JsonValue;

/** What becomes of two calls that are merged (t-library.md 3.1). */
public enum MergeType implements WireEnum {
  TRANSFER(0, "Transfer"),
  CONFERENCE(1, "Conference");

  private final int code;
  private final String wireName;

  MergeType(int code, String wireName) {
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
