package org.parley.tlib;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An attribute of an event: its name on the wire, its name in the vendor's documents and logs, and
 * the type of its values. The constants are the complete vocabulary; an event member that is not
 * among them is ignored, so that a newer server can talk to an older client.
 */
public final class Attribute<T> {
  public static final Attribute<Dn> THIS_DN = new Attribute<>("thisDN", "ThisDN", Dn.class);
  public static final Attribute<Dn> OTHER_DN = new Attribute<>("otherDN", "OtherDN", Dn.class);
  public static final Attribute<Dn> THIRD_PARTY_DN =
      new Attribute<>("thirdPartyDN", "ThirdPartyDN", Dn.class);
  public static final Attribute<ConnId> CONN_ID = new Attribute<>("connId", "ConnID", ConnId.class);
  public static final Attribute<ConnId> PREVIOUS_CONN_ID =
      new Attribute<>("previousConnId", "PreviousConnID", ConnId.class);
  public static final Attribute<CallType> CALL_TYPE =
      new Attribute<>("callType", "CallType", CallType.class);
  public static final Attribute<CallState> CALL_STATE =
      new Attribute<>("callState", "CallState", CallState.class);
  public static final Attribute<MediaType> MEDIA_TYPE =
      new Attribute<>("mediaType", "MediaType", MediaType.class);
  public static final Attribute<DnRole> THIS_DN_ROLE =
      new Attribute<>("thisDNRole", "ThisDNRole", DnRole.class);
  public static final Attribute<DnRole> OTHER_DN_ROLE =
      new Attribute<>("otherDNRole", "OtherDNRole", DnRole.class);
  public static final Attribute<DnRole> THIRD_PARTY_DN_ROLE =
      new Attribute<>("thirdPartyDNRole", "ThirdPartyDNRole", DnRole.class);
  public static final Attribute<Integer> CALL_ID =
      new Attribute<>("callId", "CallID", Integer.class);
  public static final Attribute<String> CALL_UUID =
      new Attribute<>("callUUID", "CallUUID", String.class);

  /** Where an inbound call comes from. */
  public static final Attribute<String> ANI = new Attribute<>("ani", "ANI", String.class);

  /** The number that an inbound call asked for. */
  public static final Attribute<String> DNIS = new Attribute<>("dnis", "DNIS", String.class);

  public static final Attribute<Dn> THIS_QUEUE =
      new Attribute<>("thisQueue", "ThisQueue", Dn.class);
  public static final Attribute<String> AGENT_ID =
      new Attribute<>("agentId", "AgentID", String.class);
  public static final Attribute<WorkMode> WORK_MODE =
      new Attribute<>("workMode", "AgentWorkMode", WorkMode.class);
  public static final Attribute<AgentType> AGENT_TYPE =
      new Attribute<>("agentType", "AgentType", AgentType.class);
  public static final Attribute<KvList> USER_DATA =
      new Attribute<>("userData", "UserData", KvList.class);
  public static final Attribute<KvList> REASONS =
      new Attribute<>("reasons", "Reason", KvList.class);
  public static final Attribute<KvList> EXTENSIONS =
      new Attribute<>("extensions", "Extensions", KvList.class);
  public static final Attribute<String> COLLECTED_DIGITS =
      new Attribute<>("collectedDigits", "CollectedDigits", String.class);
  public static final Attribute<String> DTMF_DIGITS =
      new Attribute<>("dtmfDigits", "DTMFDigits", String.class);
  public static final Attribute<Integer> PRIVATE_MSG_ID =
      new Attribute<>("privateMsgId", "PrivateMsgID", Integer.class);
  public static final Attribute<MessageType> USER_EVENT =
      new Attribute<>("userEvent", "UserEvent", MessageType.class);
  public static final Attribute<Integer> ERROR_CODE =
      new Attribute<>("errorCode", "ErrorCode", Integer.class);
  public static final Attribute<String> ERROR_MESSAGE =
      new Attribute<>("errorMessage", "ErrorMessage", String.class);
  public static final Attribute<Integer> REFERENCE_ID =
      new Attribute<>("referenceId", "ReferenceID", Integer.class);
  public static final Attribute<AddressType> ADDRESS_TYPE =
      new Attribute<>("addressType", "AddressType", AddressType.class);
  public static final Attribute<AddressInfoType> ADDRESS_INFO_TYPE =
      new Attribute<>("addressInfoType", "AddressInfoType", AddressInfoType.class);
  public static final Attribute<Integer> INFO_STATUS =
      new Attribute<>("infoStatus", "AddressInfoStatus", Integer.class);
  public static final Attribute<RegisterMode> REGISTER_MODE =
      new Attribute<>("registerMode", "RegisterMode", RegisterMode.class);
  public static final Attribute<CallInfoType> CALL_INFO_TYPE =
      new Attribute<>("callInfoType", "CallInfoType", CallInfoType.class);
  public static final Attribute<String> SERVER = new Attribute<>("server", "Server", String.class);
  public static final Attribute<ServerRole> SERVER_ROLE =
      new Attribute<>("serverRole", "ServerRole", ServerRole.class);
  public static final Attribute<String> SERVER_VERSION =
      new Attribute<>("serverVersion", "ServerVersion", String.class);
  public static final Attribute<KvList> CAPABILITIES =
      new Attribute<>("capabilities", "Capabilities", KvList.class);
  public static final Attribute<String> APPLICATION_NAME =
      new Attribute<>("applicationName", "ApplicationName", String.class);
  public static final Attribute<String> SESSION_ID =
      new Attribute<>("sessionId", "SessionID", String.class);
  public static final Attribute<String> LOCATION =
      new Attribute<>("location", "Location", String.class);
  public static final Attribute<Instant> TIME = new Attribute<>("time", "Time", Instant.class);
  public static final Attribute<Long> EVENT_SEQUENCE_NUMBER =
      new Attribute<>("eventSequenceNumber", "EventSequenceNumber", Long.class);

  private static final Map<String, Attribute<?>> BY_NAME = new LinkedHashMap<>();

  static {
    for (Attribute<?> attribute :
        new Attribute<?>[] {
          THIS_DN,
          OTHER_DN,
          THIRD_PARTY_DN,
          CONN_ID,
          PREVIOUS_CONN_ID,
          CALL_TYPE,
          CALL_STATE,
          MEDIA_TYPE,
          THIS_DN_ROLE,
          OTHER_DN_ROLE,
          THIRD_PARTY_DN_ROLE,
          CALL_ID,
          CALL_UUID,
          ANI,
          DNIS,
          THIS_QUEUE,
          AGENT_ID,
          WORK_MODE,
          AGENT_TYPE,
          USER_DATA,
          REASONS,
          EXTENSIONS,
          COLLECTED_DIGITS,
          DTMF_DIGITS,
          PRIVATE_MSG_ID,
          USER_EVENT,
          ERROR_CODE,
          ERROR_MESSAGE,
          REFERENCE_ID,
          ADDRESS_TYPE,
          ADDRESS_INFO_TYPE,
          INFO_STATUS,
          REGISTER_MODE,
          CALL_INFO_TYPE,
          SERVER,
          SERVER_ROLE,
          SERVER_VERSION,
          CAPABILITIES,
          APPLICATION_NAME,
          SESSION_ID,
          LOCATION,
          TIME,
          EVENT_SEQUENCE_NUMBER
        }) {
      BY_NAME.put(attribute.wireName, attribute);
    }
  }

  private final String wireName;
  private final String vendorName;
  private final Class<T> type;

  private Attribute(String wireName, String vendorName, Class<T> type) {
    this.wireName = wireName;
    this.vendorName = vendorName;
    this.type = type;
  }

  /** The attribute of that wire name, or null if there is none. */
  public static @Nullable Attribute<?> ofName(String wireName) {
    return BY_NAME.get(wireName);
  }

  /** Every attribute, in the order in which the text form prints them. */
  public static Collection<Attribute<?>> all() {
    return Collections.unmodifiableCollection(BY_NAME.values());
  }

  /** The JSON member, such as {@code thisDN}. */
  public String wireName() {
    return wireName;
  }

  /** The vendor's spelling without the prefix {@code Attribute}, such as {@code ThisDN}. */
  public String vendorName() {
    return vendorName;
  }

  /** The class of its values. */
  public Class<T> type() {
    return type;
  }

  @Override
  public String toString() {
    return wireName;
  }
}
