package org.parley.tlib;

import org.jspecify.annotations.Nullable;

/**
 * What a client asks about a voice call that there is (t-library.md 3.2). {@code connId} is the
 * call; where a request is about two, it is the one on hold.
 */
public sealed interface VoiceRequest extends TlibRequest.OnDn {
  ConnId connId();

  /** Releases all parties (TClearCall). */
  record ClearCall(
      int referenceId,
      Dn thisDN,
      ConnId connId,
      @Nullable KvList reasons,
      @Nullable KvList extensions)
      implements VoiceRequest {}

  /** Puts a call on hold (THoldCall). */
  record HoldCall(
      int referenceId,
      Dn thisDN,
      ConnId connId,
      @Nullable KvList reasons,
      @Nullable KvList extensions)
      implements VoiceRequest {}

  /** Takes a call off hold (TRetrieveCall). */
  record RetrieveCall(
      int referenceId,
      Dn thisDN,
      ConnId connId,
      @Nullable KvList reasons,
      @Nullable KvList extensions)
      implements VoiceRequest {}

  /** Sends a ringing call to another DN (TRedirectCall). */
  record RedirectCall(
      int referenceId,
      Dn thisDN,
      ConnId connId,
      Dn otherDN,
      @Nullable KvList reasons,
      @Nullable KvList extensions)
      implements VoiceRequest {}

  /** Holds the call and calls somebody who is to join it (TInitiateConference). */
  record InitiateConference(
      int referenceId,
      Dn thisDN,
      ConnId connId,
      Dn otherDN,
      @Nullable String location,
      @Nullable KvList userData,
      @Nullable KvList reasons,
      @Nullable KvList extensions)
      implements VoiceRequest {}

  /** Lets the party of the consult call join the call on hold (TCompleteConference). */
  record CompleteConference(
      int referenceId,
      Dn thisDN,
      ConnId connId,
      ConnId conferenceConnId,
      @Nullable KvList reasons,
      @Nullable KvList extensions)
      implements VoiceRequest {}

  /** Holds the call and calls somebody who is to take it over (TInitiateTransfer). */
  record InitiateTransfer(
      int referenceId,
      Dn thisDN,
      ConnId connId,
      Dn otherDN,
      @Nullable String location,
      @Nullable KvList userData,
      @Nullable KvList reasons,
      @Nullable KvList extensions)
      implements VoiceRequest {}

  /** The same, completed by itself (TMuteTransfer). */
  record MuteTransfer(
      int referenceId,
      Dn thisDN,
      ConnId connId,
      Dn otherDN,
      @Nullable String location,
      @Nullable KvList userData,
      @Nullable KvList reasons,
      @Nullable KvList extensions)
      implements VoiceRequest {}

  /** Hands the call on hold to the party of the consult call (TCompleteTransfer). */
  record CompleteTransfer(
      int referenceId,
      Dn thisDN,
      ConnId connId,
      ConnId transferConnId,
      @Nullable KvList reasons,
      @Nullable KvList extensions)
      implements VoiceRequest {}

  /** One of the two above, by its type (TMergeCalls). */
  record MergeCalls(
      int referenceId,
      Dn thisDN,
      ConnId connId,
      ConnId transferConnId,
      MergeType mergeType,
      @Nullable KvList reasons,
      @Nullable KvList extensions)
      implements VoiceRequest {}

  /** Calls somebody into the call without asking (TSingleStepConference). */
  record SingleStepConference(
      int referenceId,
      Dn thisDN,
      ConnId connId,
      Dn otherDN,
      @Nullable String location,
      @Nullable KvList reasons,
      @Nullable KvList extensions)
      implements VoiceRequest {}

  /** Hands the call to somebody without asking (TSingleStepTransfer). */
  record SingleStepTransfer(
      int referenceId,
      Dn thisDN,
      ConnId connId,
      Dn otherDN,
      @Nullable String location,
      @Nullable KvList reasons,
      @Nullable KvList extensions)
      implements VoiceRequest {}

  /** Has a party leave; {@code otherDN} as the LCTParty event names it (TDeleteFromConference). */
  record DeleteFromConference(
      int referenceId,
      Dn thisDN,
      ConnId connId,
      Dn otherDN,
      @Nullable KvList reasons,
      @Nullable KvList extensions)
      implements VoiceRequest {}

  /** Holds the call that is heard and retrieves the one on hold (TAlternateCall). */
  record AlternateCall(
      int referenceId,
      Dn thisDN,
      ConnId connId,
      ConnId transferConnId,
      @Nullable KvList reasons,
      @Nullable KvList extensions)
      implements VoiceRequest {}

  /** Releases the call that is heard and retrieves the one on hold (TReconnectCall). */
  record ReconnectCall(
      int referenceId,
      Dn thisDN,
      ConnId connId,
      ConnId transferConnId,
      @Nullable KvList reasons,
      @Nullable KvList extensions)
      implements VoiceRequest {}

  /**
   * Takes a party out of what is said in a conference (TListenDisconnect, seed 002).
   *
   * @param otherDN the party as the LCTParty event names it
   * @param extensions {@code music}: what it hears meanwhile
   */
  record ListenDisconnect(
      int referenceId,
      Dn thisDN,
      ConnId connId,
      Dn otherDN,
      @Nullable KvList reasons,
      @Nullable KvList extensions)
      implements VoiceRequest {}

  /** Brings it back (TListenReconnect, seed 002). */
  record ListenReconnect(
      int referenceId,
      Dn thisDN,
      ConnId connId,
      Dn otherDN,
      @Nullable KvList reasons,
      @Nullable KvList extensions)
      implements VoiceRequest {}

  /** Nobody hears this DN any more (TSetMuteOn). */
  record SetMuteOn(
      int referenceId,
      Dn thisDN,
      ConnId connId,
      @Nullable KvList reasons,
      @Nullable KvList extensions)
      implements VoiceRequest {}

  /** It is heard again (TSetMuteOff). */
  record SetMuteOff(
      int referenceId,
      Dn thisDN,
      ConnId connId,
      @Nullable KvList reasons,
      @Nullable KvList extensions)
      implements VoiceRequest {}

  /** Presses keys for the others to hear (TSendDTMF). */
  record SendDTMF(
      int referenceId,
      Dn thisDN,
      ConnId connId,
      String dtmfDigits,
      @Nullable KvList reasons,
      @Nullable KvList extensions)
      implements VoiceRequest {}
}
