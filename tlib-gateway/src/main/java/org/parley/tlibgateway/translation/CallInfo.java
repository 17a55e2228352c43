package org.parley.tlibgateway.translation;

import java.util.List;
import org.parley.callmodel.Party;
import org.parley.contracts.voice.VoiceCall;
import org.parley.tlib.KvList;

/** The participants of a call as Extensions of the LCTParty EventUserEvent (t-library.md 7.2). */
final class CallInfo {
  /** The only public value of {@code LCTParty<n>_state} (seed 002). */
  private static final String LISTEN_DISCONNECTED = "ListenDisconnectedHeld";

  private static final String PARTY = "LCTParty";

  private CallInfo() {}

  /** Those that take part: they have answered, or called and been answered. */
  static List<Party> participants(VoiceCall call) {
    return call.call().parties().stream()
        .filter(party -> party.state().isConnected() || party.state().isHeld())
        .toList();
  }

  /**
   * All of them in their order.
   *
   * @param extended with the keys {@code _state} and {@code _mute}
   */
  static KvList of(VoiceCall call, boolean extended) {
    List<Party> participants = participants(call);
    KvList keys = KvList.empty();
    for (int n = 0; n < participants.size(); n++) {
      Party party = participants.get(n);
      String key = PARTY + n;
      keys = keys.with(key, call.aliasOf(party)).with(key + "_location", party.location());
      if (extended && party.state().isListenDisconnected()) {
        keys = keys.with(key + "_state", LISTEN_DISCONNECTED);
      }
      if (extended && call.isMuted(party.dn())) {
        keys = keys.with(key + "_mute", "on");
      }
    }
    return keys.with("LCTPartiesLength", participants.size());
  }
}
