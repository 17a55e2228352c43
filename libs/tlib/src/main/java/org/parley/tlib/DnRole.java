package org.parley.tlib;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The part that a DN plays in the event: its own, the other, or the third party (t-library.md 3.1).
 */
public enum DnRole implements WireEnum {
  UNKNOWN(0, "Unknown"),
  ORIGINATION(1, "Origination"),
  DESTINATION(2, "Destination"),
  CONFERENCE_MEMBER(3, "ConferenceMember"),
  NEW_PARTY(4, "NewParty"),
  ADDED_BY(5, "AddedBy"),
  DELETED_BY(6, "DeletedBy"),
  TRANSFERRED_BY(7, "TransferredBy"),
  DELETED_PARTY(8, "DeletedParty"),
  CONFERENCED_BY(9, "ConferencedBy"),
  OBSERVER(10, "Observer");

  private final int code;
  private final String wireName;

  DnRole(int code, String wireName) {
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
