package org.parley.contracts.im;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.Origin;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;

/** What can be asked of an IM session. Keyed by the interaction of {@link #connId()}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface ImCommand {
  ConnId connId();

  /** Asked by a client for a DN that it has registered. */
  sealed interface FromClient extends ImCommand {
    Origin origin();

    /** The DN in whose name the client asks. */
    Dn by();
  }

  /**
   * Start a session (TMakeCall): invite {@code to}.
   *
   * @param byName login name of the inviting agent, or the number
   * @param firstMessage the text that the invitation shows, if the inviter wrote one already
   * @param entry how the inviter came in by SIP; null for a T-Library client
   */
  record Invite(
      Origin origin,
      ConnId connId,
      Dn by,
      String byName,
      Dn to,
      KvList userData,
      @Nullable Draft firstMessage,
      @Nullable SipEntry entry)
      implements FromClient {}

  /**
   * How an inviter came in by SIP.
   *
   * @param pageMode by a MESSAGE without a dialog (RFC 3428): nobody will say that it is over, so
   *     {@code im-page-mode-idle-timeout} ends it
   * @param trunk the trunk that a customer came through; null for an endpoint of this switch
   */
  record SipEntry(boolean pageMode, @Nullable Dn trunk) {}

  /** The endpoint of the invited party rings (180 or 183). */
  record Alert(Origin origin, ConnId connId, Dn by) implements FromClient {}

  /** Take up an invitation (TAnswerCall). */
  record Accept(Origin origin, ConnId connId, Dn by, String byName) implements FromClient {}

  /**
   * Reject, cancel or end, depending on who asks and when (TReleaseCall).
   *
   * @param failure why the invited party's endpoint was not reached; null when somebody chose to
   *     release
   */
  record Release(Origin origin, ConnId connId, Dn by, @Nullable ReachFailure failure)
      implements FromClient {}

  /** Why an endpoint was not reached; what 3xx to 6xx say (RFC 3261 section 21). */
  enum ReachFailure {
    /** 404, 410, 484, 604: no such address there. */
    UNKNOWN_ADDRESS,
    /** Nothing is registered, or 480 at once: the DN is out of service. */
    OUT_OF_SERVICE,
    /** 408, 487 of its own, or 480 after it rang. */
    NO_ANSWER,
    /** 486, 600, 603: busy, or declined. */
    DECLINED,
    /** 415, 488, 606: it takes no IM session. */
    NOT_ACCEPTABLE,
    /** Any other answer, or none of the transport. */
    FAILED
  }

  /** Say something (TPrivateService). */
  record Say(Origin origin, ConnId connId, Dn by, String byName, Draft message)
      implements FromClient {}

  /**
   * Tell the others that {@code by} is writing, or is not any more. Not kept.
   *
   * @param active whether somebody is writing
   */
  record Type(Origin origin, ConnId connId, Dn by, boolean active) implements FromClient {}

  /**
   * The endpoint of {@code by} did not take a message: the sender has to know.
   *
   * @param seq the number of the message
   * @param sipCode the answer of the endpoint, or 408 for none
   * @param reason the words of it, or of the gateway; not from the message
   */
  record ReportUndelivered(Origin origin, ConnId connId, Dn by, int seq, int sipCode, String reason)
      implements FromClient {}

  /** Add pairs, or replace them by key (TAttachUserData, TUpdateUserData). */
  record PutUserData(Origin origin, ConnId connId, Dn by, KvList userData) implements FromClient {}

  /**
   * Remove data (TDeleteUserData, TDeleteAllUserData).
   *
   * @param key the pair to remove; null removes all
   */
  record RemoveUserData(Origin origin, ConnId connId, Dn by, @Nullable String key)
      implements FromClient {}

  /** The time of the invitation is up; sent by the session's own timer. */
  record ExpireInvitation(ConnId connId) implements ImCommand {}

  /** Nobody said anything for the time that the session allows; sent by its own timer. */
  record ExpireIdle(ConnId connId) implements ImCommand {}

  /** Nobody needs the ended session any more; sent by the session's own timer. */
  record Forget(ConnId connId) implements ImCommand {}

  /**
   * A message as its writer sent it.
   *
   * @param messageId chosen by the client, unique among its messages of the session: repeating it
   *     changes nothing
   * @param contentType such as {@code text/plain;charset=UTF-8}
   */
  record Draft(String messageId, String contentType, String text) {
    /** Without the text, which is not for logs. */
    @Override
    public String toString() {
      return "Draft[" + messageId + ", " + text.length() + " chars]";
    }
  }
}
