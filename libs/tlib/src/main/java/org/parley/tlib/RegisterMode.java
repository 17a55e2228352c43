package org.parley.tlib;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a client shares a DN with other clients (t-library.md 1.4). */
public enum RegisterMode implements WireEnum {
  MODE_SHARE(0, "ModeShare"),
  MODE_PRIVATE(1, "ModePrivate"),
  MODE_MONITOR(2, "ModeMonitor");

  private final int code;
  private final String wireName;

  RegisterMode(int code, String wireName) {
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
