package org.parley.tlib;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which record carries which request. */
final class RequestTypes {
  private static final Map<MessageType, Class<? extends TlibRequest>> RECORDS =
      new EnumMap<>(MessageType.class);
  private static final Map<Class<? extends TlibRequest>, MessageType> TYPES = new HashMap<>();

  static {
    put(MessageType.REQUEST_REGISTER_CLIENT, TlibRequest.RegisterClient.class);
    put(MessageType.REQUEST_QUERY_SERVER, TlibRequest.QueryServer.class);
    put(MessageType.REQUEST_SET_INPUT_MASK, TlibRequest.SetInputMask.class);
    put(MessageType.REQUEST_REGISTER_ADDRESS, TlibRequest.RegisterAddress.class);
    put(MessageType.REQUEST_UNREGISTER_ADDRESS, TlibRequest.UnregisterAddress.class);
    put(MessageType.REQUEST_QUERY_ADDRESS, TlibRequest.QueryAddress.class);
    put(MessageType.REQUEST_QUERY_CALL, TlibRequest.QueryCall.class);
    put(MessageType.REQUEST_AGENT_LOGIN, TlibRequest.AgentLogin.class);
    put(MessageType.REQUEST_AGENT_LOGOUT, TlibRequest.AgentLogout.class);
    put(MessageType.REQUEST_AGENT_READY, TlibRequest.AgentReady.class);
    put(MessageType.REQUEST_AGENT_NOT_READY, TlibRequest.AgentNotReady.class);
    put(MessageType.REQUEST_MAKE_CALL, TlibRequest.MakeCall.class);
    put(MessageType.REQUEST_ANSWER_CALL, TlibRequest.AnswerCall.class);
    put(MessageType.REQUEST_RELEASE_CALL, TlibRequest.ReleaseCall.class);
    put(MessageType.REQUEST_CLEAR_CALL, VoiceRequest.ClearCall.class);
    put(MessageType.REQUEST_HOLD_CALL, VoiceRequest.HoldCall.class);
    put(MessageType.REQUEST_RETRIEVE_CALL, VoiceRequest.RetrieveCall.class);
    put(MessageType.REQUEST_REDIRECT_CALL, VoiceRequest.RedirectCall.class);
    put(MessageType.REQUEST_INITIATE_CONFERENCE, VoiceRequest.InitiateConference.class);
    put(MessageType.REQUEST_COMPLETE_CONFERENCE, VoiceRequest.CompleteConference.class);
    put(MessageType.REQUEST_INITIATE_TRANSFER, VoiceRequest.InitiateTransfer.class);
    put(MessageType.REQUEST_MUTE_TRANSFER, VoiceRequest.MuteTransfer.class);
    put(MessageType.REQUEST_COMPLETE_TRANSFER, VoiceRequest.CompleteTransfer.class);
    put(MessageType.REQUEST_MERGE_CALLS, VoiceRequest.MergeCalls.class);
    put(MessageType.REQUEST_SINGLE_STEP_CONFERENCE, VoiceRequest.SingleStepConference.class);
    put(MessageType.REQUEST_SINGLE_STEP_TRANSFER, VoiceRequest.SingleStepTransfer.class);
    put(MessageType.REQUEST_DELETE_FROM_CONFERENCE, VoiceRequest.DeleteFromConference.class);
    put(MessageType.REQUEST_ALTERNATE_CALL, VoiceRequest.AlternateCall.class);
    put(MessageType.REQUEST_RECONNECT_CALL, VoiceRequest.ReconnectCall.class);
    put(MessageType.REQUEST_LISTEN_DISCONNECT, VoiceRequest.ListenDisconnect.class);
    put(MessageType.REQUEST_LISTEN_RECONNECT, VoiceRequest.ListenReconnect.class);
    put(MessageType.REQUEST_SET_MUTE_ON, VoiceRequest.SetMuteOn.class);
    put(MessageType.REQUEST_SET_MUTE_OFF, VoiceRequest.SetMuteOff.class);
    put(MessageType.REQUEST_SEND_DTMF, VoiceRequest.SendDTMF.class);
    put(MessageType.REQUEST_ATTACH_USER_DATA, TlibRequest.AttachUserData.class);
    put(MessageType.REQUEST_UPDATE_USER_DATA, TlibRequest.UpdateUserData.class);
    put(MessageType.REQUEST_DELETE_PAIR, TlibRequest.DeletePair.class);
    put(MessageType.REQUEST_DELETE_USER_DATA, TlibRequest.DeleteUserData.class);
    put(MessageType.REQUEST_PRIVATE_SERVICE, TlibRequest.PrivateService.class);
    put(MessageType.REQUEST_DISTRIBUTE_USER_EVENT, TlibRequest.DistributeUserEvent.class);
  }

  private static final Map<Class<? extends TlibRequest>, RequestShape> SHAPES = new HashMap<>();

  static {
    TYPES.forEach((record, type) -> SHAPES.put(record, RequestShape.of(type, record)));
  }

  private RequestTypes() {}

  private static void put(MessageType type, Class<? extends TlibRequest> record) {
    RECORDS.put(type, record);
    TYPES.put(record, type);
  }

  static MessageType of(Class<? extends TlibRequest> record) {
    MessageType type = TYPES.get(record);
    if (type == null) {
      throw new IllegalStateException(record.getSimpleName() + " is not in the table of requests");
    }
    return type;
  }

  /** The records that carry requests. */
  static Collection<Class<? extends TlibRequest>> records() {
    return RECORDS.values();
  }

  /** Null when Parley does not serve that message. */
  static @Nullable RequestShape shapeOf(@Nullable MessageType type) {
    Class<? extends TlibRequest> record = type == null ? null : RECORDS.get(type);
    return record == null ? null : SHAPES.get(record);
  }

  static RequestShape shapeOf(TlibRequest request) {
    RequestShape shape = SHAPES.get(request.getClass());
    if (shape == null) {
      throw new IllegalStateException(
          request.getClass().getSimpleName() + " is not in the table of requests");
    }
    return shape;
  }

  /** The reader of a request attribute, or null when no request has one of that name. */
  static AttributeJson.@Nullable Reader readerOf(String attribute) {
    return RequestShape.READERS.get(attribute);
  }
}
