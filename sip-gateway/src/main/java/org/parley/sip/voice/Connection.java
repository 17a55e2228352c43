package org.parley.sip.voice;

import org.parley.contracts.voice.VoiceInteraction;
import org.parley.contracts.voice.VoiceLeg;
import org.parley.sip.line.DialogId;
import org.parley.sip.message.SipRequest;
import org.parley.sip.signalling.Received;

/** The SIP side of one leg, in one of its states. */
sealed interface Connection permits Incoming, Outgoing, Established {
  VoiceHead head();

  DialogId dialogId();

  /** Looks at the interaction as it is now; the leg is in it. */
  void look(VoiceInteraction now, VoiceLeg leg);

  /**
   * The leg is over.
   *
   * @param status the answer for an endpoint that waits for one; 0: it has hung up itself
   */
  void ended(int status);

  /** The leg is not in the state; it may not be there yet. */
  void missing();

  /** Another instance has it now. */
  void handOver();

  /** A request in its dialog. */
  void onRequest(Received received);

  /** The ACK for a 2xx of ours. */
  void onAck(SipRequest ack);

  void onNoAck(Received invite);

  void onCancel(Received invite);
}
