package org.parley.tlib;

import com.fasterxml.jackson.annotation.JsonValue;

/** The medium of a call; an IM call is a call of its own with medium Chat (t-library.md 3.1). */
public enum MediaType implements WireEnum {
  VOICE(0, "Voice"),
  VO_IP(1, "VoIP"),
  EMAIL(2, "EMail"),
  VMAIL(3, "VMail"),
  SMAIL(4, "SMail"),
  CHAT(5, "Chat"),
  VIDEO(6, "Video"),
  COBROWSING(7, "Cobrowsing"),
  WHITEBOARD(8, "Whiteboard"),
  APP_SHARING(9, "AppSharing"),
  WEB_FORM(10, "WebForm"),
  WORK_ITEM(11, "WorkItem");

  private final int code;
  private final String wireName;

  MediaType(int code, String wireName) {
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
