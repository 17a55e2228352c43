package org.parley.tlib;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every message of the T-Library data model with its public number (t-library.md section 12). The
 * number is the bit of the message in an input mask and the value a strategy suspends on (150 is
 * EventPrivateInfo); on the wire a message travels by its name.
 */
public enum MessageType {
  REQUEST_REGISTER_CLIENT(0, "RequestRegisterClient"),
  REQUEST_QUERY_SERVER(1, "RequestQueryServer"),
  REQUEST_QUERY_ADDRESS(2, "RequestQueryAddress"),
  REQUEST_REGISTER_ADDRESS(3, "RequestRegisterAddress"),
  REQUEST_UNREGISTER_ADDRESS(4, "RequestUnregisterAddress"),
  REQUEST_REGISTER_ALL(5, "RequestRegisterAll"),
  REQUEST_UNREGISTER_ALL(6, "RequestUnregisterAll"),
  REQUEST_SET_INPUT_MASK(7, "RequestSetInputMask"),
  REQUEST_AGENT_LOGIN(8, "RequestAgentLogin"),
  REQUEST_AGENT_LOGOUT(9, "RequestAgentLogout"),
  REQUEST_AGENT_READY(10, "RequestAgentReady"),
  REQUEST_AGENT_NOT_READY(11, "RequestAgentNotReady"),
  REQUEST_SET_DND_ON(12, "RequestSetDNDOn"),
  REQUEST_SET_DND_OFF(13, "RequestSetDNDOff"),
  REQUEST_MAKE_CALL(14, "RequestMakeCall"),
  REQUEST_MAKE_PREDICTIVE_CALL(15, "RequestMakePredictiveCall"),
  REQUEST_ANSWER_CALL(16, "RequestAnswerCall"),
  REQUEST_RELEASE_CALL(17, "RequestReleaseCall"),
  REQUEST_HOLD_CALL(18, "RequestHoldCall"),
  REQUEST_RETRIEVE_CALL(19, "RequestRetrieveCall"),
  REQUEST_INITIATE_CONFERENCE(20, "RequestInitiateConference"),
  REQUEST_COMPLETE_CONFERENCE(21, "RequestCompleteConference"),
  REQUEST_DELETE_FROM_CONFERENCE(22, "RequestDeleteFromConference"),
  REQUEST_INITIATE_TRANSFER(23, "RequestInitiateTransfer"),
  REQUEST_MUTE_TRANSFER(24, "RequestMuteTransfer"),
  REQUEST_SINGLE_STEP_TRANSFER(25, "RequestSingleStepTransfer"),
  REQUEST_COMPLETE_TRANSFER(26, "RequestCompleteTransfer"),
  REQUEST_MERGE_CALLS(27, "RequestMergeCalls"),
  REQUEST_ALTERNATE_CALL(28, "RequestAlternateCall"),
  REQUEST_RECONNECT_CALL(29, "RequestReconnectCall"),
  REQUEST_ATTACH_USER_DATA(30, "RequestAttachUserData"),
  REQUEST_UPDATE_USER_DATA(31, "RequestUpdateUserData"),
  REQUEST_DELETE_USER_DATA(32, "RequestDeleteUserData"),
  REQUEST_DELETE_PAIR(33, "RequestDeletePair"),
  REQUEST_CALL_FORWARD_SET(34, "RequestCallForwardSet"),
  REQUEST_CALL_FORWARD_CANCEL(35, "RequestCallForwardCancel"),
  REQUEST_ROUTE_CALL(36, "RequestRouteCall"),
  REQUEST_GIVE_MUSIC_TREATMENT(37, "RequestGiveMusicTreatment"),
  REQUEST_GIVE_SILENCE_TREATMENT(38, "RequestGiveSilenceTreatment"),
  REQUEST_GIVE_RING_BACK_TREATMENT(39, "RequestGiveRingBackTreatment"),
  REQUEST_LOGIN_MAIL_BOX(40, "RequestLoginMailBox"),
  REQUEST_LOGOUT_MAIL_BOX(41, "RequestLogoutMailBox"),
  REQUEST_OPEN_VOICE_FILE(42, "RequestOpenVoiceFile"),
  REQUEST_CLOSE_VOICE_FILE(43, "RequestCloseVoiceFile"),
  REQUEST_PLAY_VOICE_FILE(44, "RequestPlayVoiceFile"),
  REQUEST_COLLECT_DIGITS(45, "RequestCollectDigits"),
  REQUEST_SET_MESSAGE_WAITING_ON(46, "RequestSetMessageWaitingOn"),
  REQUEST_SET_MESSAGE_WAITING_OFF(47, "RequestSetMessageWaitingOff"),
  REQUEST_DISTRIBUTE_USER_EVENT(48, "RequestDistributeUserEvent"),
  REQUEST_DISTRIBUTE_EVENT(49, "RequestDistributeEvent"),
  EVENT_SERVER_CONNECTED(50, "EventServerConnected"),
  EVENT_SERVER_DISCONNECTED(51, "EventServerDisconnected"),
  EVENT_ERROR(52, "EventError"),
  EVENT_REGISTERED(53, "EventRegistered"),
  EVENT_UNREGISTERED(54, "EventUnregistered"),
  EVENT_REGISTERED_ALL(55, "EventRegisteredAll"),
  EVENT_UNREGISTERED_ALL(56, "EventUnregisteredAll"),
  EVENT_QUEUED(57, "EventQueued"),
  EVENT_DIVERTED(58, "EventDiverted"),
  EVENT_ABANDONED(59, "EventAbandoned"),
  EVENT_RINGING(60, "EventRinging"),
  EVENT_DIALING(61, "EventDialing"),
  EVENT_NETWORK_REACHED(62, "EventNetworkReached"),
  EVENT_DESTINATION_BUSY(63, "EventDestinationBusy"),
  EVENT_ESTABLISHED(64, "EventEstablished"),
  EVENT_RELEASED(65, "EventReleased"),
  EVENT_HELD(66, "EventHeld"),
  EVENT_RETRIEVED(67, "EventRetrieved"),
  EVENT_PARTY_CHANGED(68, "EventPartyChanged"),
  EVENT_PARTY_ADDED(69, "EventPartyAdded"),
  EVENT_PARTY_DELETED(70, "EventPartyDeleted"),
  EVENT_ROUTE_REQUEST(71, "EventRouteRequest"),
  EVENT_ROUTE_USED(72, "EventRouteUsed"),
  EVENT_AGENT_LOGIN(73, "EventAgentLogin"),
  EVENT_AGENT_LOGOUT(74, "EventAgentLogout"),
  EVENT_AGENT_READY(75, "EventAgentReady"),
  EVENT_AGENT_NOT_READY(76, "EventAgentNotReady"),
  EVENT_DND_ON(77, "EventDNDOn"),
  EVENT_DND_OFF(78, "EventDNDOff"),
  EVENT_MAIL_BOX_LOGIN(79, "EventMailBoxLogin"),
  EVENT_MAIL_BOX_LOGOUT(80, "EventMailBoxLogout"),
  EVENT_VOICE_FILE_OPENED(81, "EventVoiceFileOpened"),
  EVENT_VOICE_FILE_CLOSED(82, "EventVoiceFileClosed"),
  EVENT_VOICE_FILE_END_PLAY(83, "EventVoiceFileEndPlay"),
  EVENT_DIGITS_COLLECTED(84, "EventDigitsCollected"),
  EVENT_ATTACHED_DATA_CHANGED(85, "EventAttachedDataChanged"),
  EVENT_OFF_HOOK(86, "EventOffHook"),
  EVENT_ON_HOOK(87, "EventOnHook"),
  EVENT_FORWARD_SET(88, "EventForwardSet"),
  EVENT_FORWARD_CANCEL(89, "EventForwardCancel"),
  EVENT_MESSAGE_WAITING_ON(90, "EventMessageWaitingOn"),
  EVENT_MESSAGE_WAITING_OFF(91, "EventMessageWaitingOff"),
  EVENT_ADDRESS_INFO(92, "EventAddressInfo"),
  EVENT_SERVER_INFO(93, "EventServerInfo"),
  EVENT_LINK_DISCONNECTED(94, "EventLinkDisconnected"),
  EVENT_LINK_CONNECTED(95, "EventLinkConnected"),
  EVENT_USER_EVENT(96, "EventUserEvent"),
  REQUEST_SEND_DTMF(97, "RequestSendDTMF"),
  EVENT_DTMF_SENT(98, "EventDTMFSent"),
  EVENT_RESOURCE_ALLOCATED(99, "EventResourceAllocated"),
  EVENT_RESOURCE_FREED(100, "EventResourceFreed"),
  EVENT_REMOTE_CONNECTION_SUCCESS(101, "EventRemoteConnectionSuccess"),
  EVENT_REMOTE_CONNECTION_FAILED(102, "EventRemoteConnectionFailed"),
  REQUEST_REDIRECT_CALL(103, "RequestRedirectCall"),
  REQUEST_LISTEN_DISCONNECT(104, "RequestListenDisconnect"),
  REQUEST_LISTEN_RECONNECT(105, "RequestListenReconnect"),
  EVENT_LISTEN_DISCONNECTED(106, "EventListenDisconnected"),
  EVENT_LISTEN_RECONNECTED(107, "EventListenReconnected"),
  REQUEST_QUERY_CALL(108, "RequestQueryCall"),
  EVENT_PARTY_INFO(109, "EventPartyInfo"),
  REQUEST_CLEAR_CALL(110, "RequestClearCall"),
  REQUEST_SET_CALL_INFO(111, "RequestSetCallInfo"),
  EVENT_CALL_INFO_CHANGED(112, "EventCallInfoChanged"),
  REQUEST_APPLY_TREATMENT(113, "RequestApplyTreatment"),
  EVENT_TREATMENT_APPLIED(114, "EventTreatmentApplied"),
  EVENT_TREATMENT_NOT_APPLIED(115, "EventTreatmentNotApplied"),
  EVENT_TREATMENT_END(116, "EventTreatmentEnd"),
  EVENT_HARDWARE_ERROR(117, "EventHardwareError"),
  EVENT_AGENT_AFTER_CALL_WORK(118, "EventAgentAfterCallWork"),
  EVENT_TREATMENT_REQUIRED(119, "EventTreatmentRequired"),
  REQUEST_SINGLE_STEP_CONFERENCE(120, "RequestSingleStepConference"),
  REQUEST_QUERY_SWITCH(121, "RequestQuerySwitch"),
  EVENT_SWITCH_INFO(122, "EventSwitchInfo"),
  REQUEST_GET_ACCESS_NUMBER(123, "RequestGetAccessNumber"),
  REQUEST_CANCEL_REQ_GET_ACCESS_NUMBER(124, "RequestCancelReqGetAccessNumber"),
  EVENT_ANSWER_ACCESS_NUMBER(125, "EventAnswerAccessNumber"),
  EVENT_REQ_GET_ACCESS_NUMBER_CANCELED(126, "EventReqGetAccessNumberCanceled"),
  REQUEST_RESERVE_AGENT(127, "RequestReserveAgent"),
  EVENT_AGENT_RESERVED(128, "EventAgentReserved"),
  REQUEST_RESERVE_AGENT_AND_GET_ACCESS_NUMBER(129, "RequestReserveAgentAndGetAccessNumber"),
  REQUEST_AGENT_SET_IDLE_REASON(130, "RequestAgentSetIdleReason"),
  EVENT_AGENT_IDLE_REASON_SET(131, "EventAgentIdleReasonSet"),
  EVENT_RESTORE_CONNECTION(132, "EventRestoreConnection"),
  EVENT_PRIMARY_CHANGED(133, "EventPrimaryChanged"),
  REQUEST_LOST_BACKUP_CONNECTION(134, "RequestLostBackupConnection"),
  REQUEST_SET_DN_INFO(135, "RequestSetDNInfo"),
  REQUEST_QUERY_LOCATION(136, "RequestQueryLocation"),
  EVENT_LOCATION_INFO(137, "EventLocationInfo"),
  EVENT_ACK(138, "EventACK"),
  REQUEST_MONITOR_NEXT_CALL(139, "RequestMonitorNextCall"),
  REQUEST_CANCEL_MONITORING(140, "RequestCancelMonitoring"),
  EVENT_MONITORING_NEXT_CALL(141, "EventMonitoringNextCall"),
  EVENT_MONITORING_CANCELLED(142, "EventMonitoringCancelled"),
  REQUEST_SET_MUTE_ON(143, "RequestSetMuteOn"),
  REQUEST_SET_MUTE_OFF(144, "RequestSetMuteOff"),
  EVENT_MUTE_ON(145, "EventMuteOn"),
  EVENT_MUTE_OFF(146, "EventMuteOff"),
  EVENT_DN_OUT_OF_SERVICE(147, "EventDNOutOfService"),
  EVENT_DN_BACK_IN_SERVICE(148, "EventDNBackInService"),
  REQUEST_PRIVATE_SERVICE(149, "RequestPrivateService"),
  EVENT_PRIVATE_INFO(150, "EventPrivateInfo"),
  EVENT_BRIDGED(151, "EventBridged"),
  EVENT_QUEUE_LOGOUT(152, "EventQueueLogout"),
  EVENT_CALL_CREATED(160, "EventCallCreated"),
  EVENT_CALL_DATA_CHANGED(161, "EventCallDataChanged"),
  EVENT_CALL_DELETED(162, "EventCallDeleted"),
  EVENT_CALL_PARTY_ADDED(163, "EventCallPartyAdded"),
  EVENT_CALL_PARTY_STATE(164, "EventCallPartyState"),
  EVENT_CALL_PARTY_MOVED(165, "EventCallPartyMoved"),
  EVENT_CALL_PARTY_DELETED(166, "EventCallPartyDeleted"),
  REQUEST_START_CALL_MONITORING(167, "RequestStartCallMonitoring"),
  REQUEST_STOP_CALL_MONITORING(168, "RequestStopCallMonitoring"),
  REQUEST_SEND_RETURN_RECEIPT(169, "RequestSendReturnReceipt"),
  EVENT_RETURN_RECEIPT(170, "EventReturnReceipt"),
  REQUEST_NETWORK_CONSULT(171, "RequestNetworkConsult"),
  REQUEST_NETWORK_ALTERNATE(172, "RequestNetworkAlternate"),
  REQUEST_NETWORK_TRANSFER(173, "RequestNetworkTransfer"),
  REQUEST_NETWORK_MERGE(174, "RequestNetworkMerge"),
  REQUEST_NETWORK_RECONNECT(175, "RequestNetworkReconnect"),
  REQUEST_NETWORK_SINGLE_STEP_TRANSFER(176, "RequestNetworkSingleStepTransfer"),
  REQUEST_NETWORK_PRIVATE_SERVICE(177, "RequestNetworkPrivateService"),
  EVENT_NETWORK_CALL_STATUS(178, "EventNetworkCallStatus"),
  EVENT_NETWORK_PRIVATE_INFO(179, "EventNetworkPrivateInfo"),
  REQUEST_TRANSACTION_MONITORING(180, "RequestTransactionMonitoring"),
  EVENT_TRANSACTION_STATUS(181, "EventTransactionStatus"),
  EVENT_RESOURCE_INFO(182, "EventResourceInfo");

  private static final Map<String, MessageType> BY_NAME = new HashMap<>();

  static {
    for (MessageType type : values()) {
      BY_NAME.put(type.wireName, type);
    }
  }

  private final int id;
  private final String wireName;

  MessageType(int id, String wireName) {
    this.id = id;
    this.wireName = wireName;
  }

  /** The public number, 0 to 182. */
  public int id() {
    return id;
  }

  /** The name in the vendor's documents and in the member {@code message}. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /** The message of that name, or null if T-Library has none. */
  @JsonCreator
  public static @Nullable MessageType ofName(String wireName) {
    return BY_NAME.get(wireName);
  }

  /** Whether a client sends it. */
  public boolean isRequest() {
    return wireName.startsWith("Request");
  }
}
