package org.parley.tlib;

import com.fasterxml.jackson.annotation.JsonValue;

/** What QueryAddress asks for (t-library.md 1.5). */
public enum AddressInfoType implements WireEnum {
  ADDRESS_STATUS(0, "AddressStatus"),
  MESSAGE_WAITING_STATUS(1, "MessageWaitingStatus"),
  ASSOCIATION_STATUS(2, "AssociationStatus"),
  CALL_FORWARDING_STATUS(3, "CallForwardingStatus"),
  AGENT_STATUS(4, "AgentStatus"),
  NUMBER_OF_AGENTS_IN_QUEUE(5, "NumberOfAgentsInQueue"),
  NUMBER_OF_AVAILABLE_AGENTS_IN_QUEUE(6, "NumberOfAvailableAgentsInQueue"),
  NUMBER_OF_CALLS_IN_QUEUE(7, "NumberOfCallsInQueue"),
  ADDRESS_TYPE(8, "AddressType"),
  CALLS_QUERY(9, "CallsQuery"),
  SEND_ALL_CALLS_STATUS(10, "SendAllCallsStatus"),
  QUEUE_LOGIN_AUDIT(11, "QueueLoginAudit"),
  NUMBER_OF_IDLE_CLASSIFIERS(12, "NumberOfIdleClassifiers"),
  NUMBER_OF_CLASSIFIERS_IN_USE(13, "NumberOfClassifiersInUse"),
  NUMBER_OF_IDLE_TRUNKS(14, "NumberOfIdleTrunks"),
  NUMBER_OF_TRUNKS_IN_USE(15, "NumberOfTrunksInUse"),
  DATABASE_VALUE(16, "DatabaseValue"),
  DNSTATUS(17, "DNStatus"),
  QUEUE_STATUS(18, "QueueStatus");

  private final int code;
  private final String wireName;

  AddressInfoType(int code, String wireName) {
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
