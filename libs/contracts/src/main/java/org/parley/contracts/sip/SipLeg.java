package org.parley.contracts.sip;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;

/**
 * The SIP side of one party of an IM session or a voice call: what is needed to go on with it after
 * a restart.
 *
 * @param dn the party
 * @param gateway name of the instance that has it
 * @param dialog the established dialog; null in page mode
 * @param localUri who we are to the far end
 * @param remoteUri who the far end is
 * @param deliveredSeq the last message of the session that the far end has taken, or that was
 *     reported as undelivered; those after it are still to be sent
 * @param trunk the trunk that the party, a customer, came through; null for an endpoint
 * @param voice null: the leg of an IM session
 */
public record SipLeg(
    ConnId connId,
    Dn dn,
    String gateway,
    @Nullable DialogState dialog,
    String localUri,
    String remoteUri,
    int deliveredSeq,
    @Nullable Dn trunk,
    @Nullable Voice voice) {

  /** The leg of an IM session. */
  public SipLeg(
      ConnId connId,
      Dn dn,
      String gateway,
      @Nullable DialogState dialog,
      String localUri,
      String remoteUri,
      int deliveredSeq,
      @Nullable Dn trunk) {
    this(connId, dn, gateway, dialog, localUri, remoteUri, deliveredSeq, trunk, null);
  }

  /**
   * What only the leg of a voice call has.
   *
   * @param leg the id of the {@link org.parley.contracts.voice.VoiceLeg}
   * @param answered whether the dialog is established; otherwise it dies with the process
   * @param media the media lines of the session in their order, as the far end wrote them but
   *     without a port; ours among them is {@code audio}
   */
  public record Voice(String leg, boolean answered, List<String> media) {
    public Voice {
      media = List.copyOf(media);
    }
  }

  /**
   * A dialog (RFC 3261 section 12).
   *
   * @param routeSet in the order of sending
   * @param localCseq the highest that may have been used
   * @param remoteCseq the highest seen
   * @param flow {@code UDP:host:port} to send to, where the dialog is bound to one
   * @param sessionExpires seconds after which the dialog is over unless refreshed (RFC 4028); 0 for
   *     never
   * @param refresher whether it is we who refresh it
   * @param allowsUpdate whether the far end takes UPDATE (RFC 3311)
   * @param sdpSession the number of our session description in the dialog; 0: not said
   * @param sdpVersion the version of it that was sent last; 0: not said
   */
  public record DialogState(
      String callId,
      String localTag,
      String remoteTag,
      String remoteTarget,
      List<String> routeSet,
      long localCseq,
      long remoteCseq,
      @Nullable String flow,
      int sessionExpires,
      boolean refresher,
      boolean allowsUpdate,
      long sdpSession,
      long sdpVersion) {
    public DialogState {
      routeSet = List.copyOf(routeSet);
    }
  }

  /** The record key of the leg of an IM session. */
  public static String key(ConnId connId, Dn dn) {
    return connId + " " + dn;
  }

  /**
   * The record key of the leg of a voice call.
   *
   * @param leg the id of the {@link org.parley.contracts.voice.VoiceLeg}
   */
  public static String voiceKey(ConnId connId, String leg) {
    return connId.interaction() + " " + leg;
  }
}
