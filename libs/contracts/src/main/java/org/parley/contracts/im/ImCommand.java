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
   */
  record Invite(
      Origin origin,
      ConnId connId,
      Dn by,
      String byName,
      Dn to,
      KvList userData,
      @Nullable Draft firstMessage)
      implements FromClient {}

  /** Take up an invitation (TAnswerCall). */
  record Accept(Origin origin, ConnId connId, Dn by, String byName) implements FromClient {}

  /** Reject, cancel or end, depending on who asks and when (TReleaseCall). */
  record Release(Origin origin, ConnId connId, Dn by) implements FromClient {}

  /** Say something (TPrivateService). */
  record Say(Origin origin, ConnId connId, Dn by, String byName, Draft message)
      implements FromClient {}

  /**
   * Tell the others that {@code by} is writing, or is not any more. Not kept.
   *
   * @param active whether somebody is writing
   */
  record Type(Origin origin, ConnId connId, Dn by, boolean active) implements FromClient {}

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
