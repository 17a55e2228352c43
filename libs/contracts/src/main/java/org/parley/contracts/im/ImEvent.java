package org.parley.contracts.im;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Call;
import org.parley.contracts.Origin;
import org.parley.contracts.Refusal;
import org.parley.tlib.CallState;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;

/**
 * What happened to an IM session. An event that answers a request carries its {@link Origin}; the
 * gateway answers when it reads the event, so that an answer always means "in the log".
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface ImEvent {
  ConnId connId();

  /** Changes the session; the others only tell somebody something. */
  sealed interface Change extends ImEvent {}

  /**
   * A session began: the inviter dials, the invited party is alerted.
   *
   * @param call with both parties; the inviter first. An invited party in state Initiated has an
   *     endpoint that is to be reached by SIP first (sip-signaling-chat=session); it is alerted
   *     when that rings
   * @param expiresAt when the invitation is given up
   * @param idleTimeout the session ends when nothing was said for so long; null for never
   */
  record Invited(
      Origin origin, ConnId connId, Call call, Instant expiresAt, @Nullable Duration idleTimeout)
      implements Change {}

  /**
   * The endpoint of the invited party rings: from now on its clients know of the invitation.
   *
   * @param origin null when it was answered without ringing first: the acceptance that follows is
   *     the answer
   */
  record Alerted(@Nullable Origin origin, ConnId connId, Dn by) implements Change {}

  /** The invited party took up the invitation; both are connected. */
  record Accepted(Origin origin, ConnId connId, Dn by, String byName) implements Change {}

  /** Something was said; every party gets it in this order. */
  record Said(@Nullable Origin origin, ConnId connId, ImMessage message) implements Change {}

  /** The attached data changed; {@code userData} is all of it. */
  record UserDataChanged(Origin origin, ConnId connId, Dn by, KvList userData) implements Change {}

  /**
   * The session is over for everybody.
   *
   * @param origin of the request that ended it; null when a timer did
   * @param by who ended it; null when a timer did
   * @param at when; it can be asked for its transcript until {@code forgetAt}
   */
  record Ended(
      @Nullable Origin origin,
      ConnId connId,
      @Nullable Dn by,
      EndCause cause,
      Instant at,
      Instant forgetAt)
      implements Change {}

  /** The session, ended before, is not kept any more. */
  record Forgotten(ConnId connId) implements Change {}

  /** A party is writing, or is not any more. */
  record Typed(ConnId connId, Dn by, boolean active) implements ImEvent {}

  /**
   * A message did not reach the endpoint of a party; it stays in the transcript.
   *
   * @param by the party that did not get it
   * @param sender who is told
   * @param sipCode the answer of the endpoint, or 408 for none
   */
  record Undelivered(
      Origin origin,
      ConnId connId,
      Dn by,
      Dn sender,
      String messageId,
      int seq,
      int sipCode,
      String reason)
      implements ImEvent {}

  /**
   * A request was carried out, now or, when it repeats an earlier one, then.
   *
   * @param message the message that the request was about, where it was about one: with the number
   *     and the time that it got
   */
  record Acknowledged(Origin origin, ConnId connId, @Nullable MessageReceipt message)
      implements ImEvent {}

  /** A request changed nothing. */
  record Refused(Origin origin, ConnId connId, Dn by, Refusal refusal) implements ImEvent {}

  /** The place of a message in its session. */
  record MessageReceipt(String messageId, int seq, Instant time) {}

  /** How a session came to its end. */
  enum EndCause {
    /** The invited party said no. */
    REJECTED(CallState.BUSY),
    /** The invited party did not answer in time. */
    EXPIRED(CallState.NO_ANSWER),
    /** The inviter gave up before there was an answer. */
    CANCELLED(CallState.ABANDONED),
    /** A party of the running session released it. */
    RELEASED(CallState.OK),
    /** The endpoint of the invited party did not answer. */
    UNANSWERED(CallState.NO_ANSWER),
    /** The DN of the invited party is out of service: no endpoint is registered. */
    OUT_OF_SERVICE(CallState.SIT_VACANT),
    /** The endpoint's side knows no such address. */
    UNKNOWN_ADDRESS(CallState.SIT_INVALIDNUM),
    /** The endpoint of the invited party could not be reached, or takes no IM. */
    UNREACHABLE(CallState.GENERAL_ERROR),
    /** Nothing was said for the time that the session allows. */
    IDLE(CallState.CLEARED);

    private final CallState callState;

    EndCause(CallState callState) {
      this.callState = callState;
    }

    /** What T-Library calls it. */
    public CallState callState() {
      return callState;
    }
  }
}
