package org.parley.sip.voice;

import org.jspecify.annotations.Nullable;
import org.parley.contracts.sip.SipLeg;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;

/**
 * Whose connection it is.
 *
 * @param leg its id
 * @param connId of the call that it was made for; the interaction is what counts
 * @param trunk that the party, a customer, came through; null for an endpoint
 */
record VoiceHead(String leg, ConnId connId, Dn dn, @Nullable Dn trunk) {
  static VoiceHead of(SipLeg kept, SipLeg.Voice voice) {
    return new VoiceHead(voice.leg(), kept.connId(), kept.dn(), kept.trunk());
  }

  VoiceHead in(ConnId other) {
    return new VoiceHead(leg, other, dn, trunk);
  }

  String interaction() {
    return connId.interaction().toString();
  }

  /** Of its record. */
  String key() {
    return SipLeg.voiceKey(connId, leg);
  }
}
