package org.parley.tlib;

import org.jspecify.annotations.Nullable;

/**
 * What a client asks. The record components are the attributes of the request, spelled as on the
 * wire; a component that may be null is an optional attribute, every other one is mandatory and
 * {@link TlibCodec} answers its absence with {@link TlibError#INVALID_ATTR}.
 *
 * <p>{@code referenceId} is chosen by the client and comes back in the answer; 0 means none.
 */
public sealed interface TlibRequest {
  int referenceId();

  /** The message that carries this request. */
  default MessageType type() {
    return RequestTypes.of(getClass());
  }

  /** A request made in the name of a DN, which the client must have registered. */
  sealed interface OnDn extends TlibRequest
      permits RegisterAddress,
          UnregisterAddress,
          QueryAddress,
          QueryCall,
          AgentLogin,
          AgentLogout,
          AgentReady,
          AgentNotReady,
          MakeCall,
          AnswerCall,
          ReleaseCall,
          AttachUserData,
          UpdateUserData,
          DeletePair,
          DeleteUserData,
          PrivateService,
          DistributeUserEvent,
          VoiceRequest {
    Dn thisDN();
  }

  /**
   * The first message of a connection: who the client is (TOpenServerEx). Needs password or token.
   */
  record RegisterClient(
      int referenceId,
      String applicationName,
      @Nullable String userName,
      @Nullable String password,
      @Nullable String token,
      @Nullable Integer protocolVersion,
      @Nullable Addp addp)
      implements TlibRequest {
    /** Without the credentials. */
    @Override
    public String toString() {
      return "RegisterClient[" + applicationName + ", " + userName + "]";
    }

    /** The keep-alive the client wants; both in seconds, 0 for none (t-library.md 1.2). */
    public record Addp(int timeout, int remoteTimeout) {}
  }

  /** Asks for version, role and capabilities (TQueryServer). */
  record QueryServer(int referenceId) implements TlibRequest {}

  /** Chooses the unsolicited events that this client gets (TSetInputMask). */
  record SetInputMask(int referenceId, String inputMask) implements TlibRequest {}

  /** Starts to receive the events of a DN (TRegisterAddress); ModeShare when no mode is named. */
  record RegisterAddress(
      int referenceId,
      Dn thisDN,
      @Nullable RegisterMode registerMode,
      @Nullable ControlMode controlMode,
      @Nullable AddressType addressType)
      implements OnDn {}

  /** Stops to receive the events of a DN (TUnregisterAddress). */
  record UnregisterAddress(int referenceId, Dn thisDN, @Nullable ControlMode controlMode)
      implements OnDn {}

  /** Asks for the state of a DN (TQueryAddress); DNStatus when no type is named. */
  record QueryAddress(
      int referenceId,
      Dn thisDN,
      @Nullable AddressType addressType,
      @Nullable AddressInfoType addressInfoType)
      implements OnDn {}

  /** Asks for the parties or the status of a call (TQueryCall). */
  record QueryCall(int referenceId, Dn thisDN, ConnId connId, @Nullable CallInfoType callInfoType)
      implements OnDn {}

  /** Logs an agent in at a DN (TAgentLogin). */
  record AgentLogin(
      int referenceId,
      Dn thisDN,
      String agentId,
      @Nullable Dn thisQueue,
      @Nullable String password,
      @Nullable AgentType agentType,
      @Nullable WorkMode workMode,
      @Nullable KvList reasons,
      @Nullable KvList extensions)
      implements OnDn {
    /** Without the password. */
    @Override
    public String toString() {
      return "AgentLogin[" + thisDN + ", " + agentId + "]";
    }
  }

  /** Logs the agent of a DN out (TAgentLogout). */
  record AgentLogout(
      int referenceId,
      Dn thisDN,
      @Nullable Dn thisQueue,
      @Nullable KvList reasons,
      @Nullable KvList extensions)
      implements OnDn {}

  /** Declares the agent of a DN ready for work (TAgentSetReady). */
  record AgentReady(
      int referenceId,
      Dn thisDN,
      @Nullable Dn thisQueue,
      @Nullable WorkMode workMode,
      @Nullable KvList reasons,
      @Nullable KvList extensions)
      implements OnDn {}

  /** Declares the agent of a DN not ready; workMode says why (TAgentSetNotReady). */
  record AgentNotReady(
      int referenceId,
      Dn thisDN,
      @Nullable Dn thisQueue,
      @Nullable WorkMode workMode,
      @Nullable KvList reasons,
      @Nullable KvList extensions)
      implements OnDn {}

  /**
   * Starts a call (TMakeCall): a voice call, or, with mediaType Chat or the extension chat=true, an
   * IM call, whose first message may ride in the extension im-text.
   */
  record MakeCall(
      int referenceId,
      Dn thisDN,
      Dn otherDN,
      @Nullable String location,
      @Nullable MakeCallType makeCallType,
      @Nullable MediaType mediaType,
      @Nullable KvList userData,
      @Nullable KvList reasons,
      @Nullable KvList extensions)
      implements OnDn {}

  /** Accepts a ringing call (TAnswerCall). */
  record AnswerCall(
      int referenceId,
      Dn thisDN,
      ConnId connId,
      @Nullable KvList reasons,
      @Nullable KvList extensions)
      implements OnDn {}

  /**
   * Leaves a call: rejects it while it rings, cancels it while it dials, ends it once established
   * (TReleaseCall).
   */
  record ReleaseCall(
      int referenceId,
      Dn thisDN,
      ConnId connId,
      @Nullable KvList reasons,
      @Nullable KvList extensions)
      implements OnDn {}

  /** Adds pairs to the data of a call (TAttachUserData). */
  record AttachUserData(int referenceId, Dn thisDN, ConnId connId, KvList userData)
      implements OnDn {}

  /** Replaces pairs in the data of a call by key, or adds them (TUpdateUserData). */
  record UpdateUserData(int referenceId, Dn thisDN, ConnId connId, KvList userData)
      implements OnDn {}

  /** Removes a pair from the data of a call (TDeleteUserData). */
  record DeletePair(int referenceId, Dn thisDN, ConnId connId, String dataKey) implements OnDn {}

  /** Removes all data of a call (TDeleteAllUserData). */
  record DeleteUserData(int referenceId, Dn thisDN, ConnId connId) implements OnDn {}

  /**
   * Asks for a service that T-Library has no request for (TPrivateService); instant messages are
   * sent this way, and other parties of a voice call muted.
   */
  record PrivateService(
      int referenceId,
      Dn thisDN,
      @Nullable ConnId connId,
      @Nullable Dn otherDN,
      Integer privateMsgId,
      @Nullable KvList userData,
      @Nullable KvList reasons,
      @Nullable KvList extensions)
      implements OnDn {}

  /** Sends an EventUserEvent to the clients registered on a DN (TSendUserEvent). */
  record DistributeUserEvent(
      int referenceId,
      Dn thisDN,
      @Nullable ConnId connId,
      @Nullable KvList userData,
      @Nullable KvList reasons,
      @Nullable KvList extensions)
      implements OnDn {}
}
