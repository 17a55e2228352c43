package org.parley.sip.leg;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImSession;
import org.parley.contracts.sip.SipLeg;
import org.parley.sip.line.DialogId;
import org.parley.sip.message.SipRequest;
import org.parley.sip.signalling.Received;

/** The SIP side of one party of a session, in one of its states. */
sealed interface Leg permits Calling, Offered, Talking, Paging {
  LegHead head();

  /** Empty for one without a dialog. */
  Optional<DialogId> dialogId();

  /**
   * The last message that the endpoint has taken, that is on its way to it, or that was reported; 0
   * for none.
   */
  int reachedSeq();

  /**
   * Looks at the session as it is now.
   *
   * @param session null when it is forgotten
   * @param events that made it so; none after a restart
   */
  void look(@Nullable ImSession session, List<ImEvent> events);

  /** A request in its dialog. */
  void onRequest(Received received);

  /** The ACK for a 2xx of ours. */
  void onAck(SipRequest ack);

  /** A 2xx of ours was not acknowledged. */
  void onNoAck(Received invite);

  /** The caller gave its INVITE up. */
  void onCancel(Received invite);

  /** From now on no SIP reaches the endpoint, but for what ends this leg; the session goes on. */
  void silence();

  /**
   * Another instance has the leg now.
   *
   * @param theirs as it goes on there
   */
  void handOver(SipLeg theirs);
}
