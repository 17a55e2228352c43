package org.parley.contracts.sip;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;

/**
 * The SIP side of one party of a session: what is needed to go on with it after a restart.
 *
 * @param dn the party
 * @param gateway name of the instance that has it
 * @param dialog the established dialog; null in page mode
 * @param localUri who we are to the far end
 * @param remoteUri who the far end is
 * @param deliveredSeq the last message of the session that the far end has taken, or that was
 *     reported as undelivered; those after it are still to be sent
 * @param trunk the trunk that the party, a customer, came through; null for an endpoint
 */
public record SipLeg(
    ConnId connId,
    Dn dn,
    String gateway,
    @Nullable DialogState dialog,
    String localUri,
    String remoteUri,
    int deliveredSeq,
    @Nullable Dn trunk) {

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

  /** The record key. */
  public static String key(ConnId connId, Dn dn) {
    return connId + " " + dn;
  }
}
