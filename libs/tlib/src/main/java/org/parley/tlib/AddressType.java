package org.parley.tlib;

import com.fasterxml.jackson.annotation.JsonValue;

/** What an address is (t-library.md 1.4). */
public enum AddressType implements WireEnum {
  UNKNOWN(0, "Unknown"),
  DN(1, "DN"),
  POSITION(2, "Position"),
  QUEUE(3, "Queue"),
  ROUTE_DN(4, "RouteDN"),
  TRUNK(5, "Trunk"),
  VOICE_CHANNEL(6, "VoiceChannel"),
  DATA_CHANNEL(7, "DataChannel"),
  ANNOUNCEMENT(8, "Announcement"),
  ASAI(9, "ASAI"),
  ACDGROUP(10, "ACDGroup"),
  VSP(11, "VSP"),
  ROUTE_QUEUE(12, "RouteQueue"),
  AGENT_ID(13, "AgentID"),
  OTHER(99, "Other");

  private final int code;
  private final String wireName;

  AddressType(int code, String wireName) {
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
