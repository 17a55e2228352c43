package org.parley.tlib;

import com.fasterxml.jackson.annotation.JsonValue;

/** Whether a server is the active one of its pair (t-library.md 1.3). */
public enum ServerRole implements WireEnum {
  PRIMARY(0, "Primary"),
  BACKUP(1, "Backup");

  private final int code;
  private final String wireName;

  ServerRole(int code, String wireName) {
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
