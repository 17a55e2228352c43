package org.parley.tlib;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a call, or a party of it, came to the state that an event reports (t-library.md 3.1). */
public enum CallState implements WireEnum {
  OK(0, "Ok"),
  TRANSFERRED(1, "Transferred"),
  CONFERENCED(2, "Conferenced"),
  GENERAL_ERROR(3, "GeneralError"),
  SYSTEM_ERROR(4, "SystemError"),
  REMOTE_RELEASE(5, "RemoteRelease"),
  BUSY(6, "Busy"),
  NO_ANSWER(7, "NoAnswer"),
  SIT_DETECTED(8, "SitDetected"),
  ANSWERING_MACHINE_DETECTED(9, "AnsweringMachineDetected"),
  ALL_TRUNKS_BUSY(10, "AllTrunksBusy"),
  SIT_INVALIDNUM(11, "SitInvalidnum"),
  SIT_VACANT(12, "SitVacant"),
  SIT_INTERCEPT(13, "SitIntercept"),
  SIT_UNKNOWN(14, "SitUnknown"),
  SIT_NOCIRCUIT(15, "SitNocircuit"),
  SIT_REORDER(16, "SitReorder"),
  FAX_DETECTED(17, "FaxDetected"),
  QUEUE_FULL(18, "QueueFull"),
  CLEARED(19, "Cleared"),
  OVERFLOWED(20, "Overflowed"),
  ABANDONED(21, "Abandoned"),
  REDIRECTED(22, "Redirected"),
  FORWARDED(23, "Forwarded"),
  CONSULT(24, "Consult"),
  PICKEDUP(25, "Pickedup"),
  DROPPED(26, "Dropped"),
  DROPPEDNOANSWER(27, "Droppednoanswer"),
  UNKNOWN(28, "Unknown"),
  COVERED(29, "Covered"),
  CONVERSE_ON(30, "ConverseOn"),
  BRIDGED(31, "Bridged"),
  DEAFENED(49, "Deafened"),
  HELD(50, "Held");

  private final int code;
  private final String wireName;

  CallState(int code, String wireName) {
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
