package org.parley.contracts.voice;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Call;
import org.parley.callmodel.Party;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;

/**
 * A voice call as its events left it.
 *
 * @param previous the call that this one, a consult call, was made from; null: it is none
 * @param music what parties hear that are listen disconnected, as a path under the media root
 */
public record VoiceCall(Call call, @Nullable ConnId previous, Map<Dn, String> music) {

  public VoiceCall {
    music = Map.copyOf(music);
  }

  /** Those that take part now: not on hold, and not still to answer. */
  public List<Party> present() {
    return call.parties().stream().filter(party -> party.state().isConnected()).toList();
  }

  /** Those of them that are not listen disconnected (seed 002: active participants). */
  public List<Party> active() {
    return present().stream().filter(party -> !party.state().isListenDisconnected()).toList();
  }

  /** Whether somebody has put it on hold. */
  public boolean isHeldBySomebody() {
    return call.parties().stream().anyMatch(party -> party.state().isHeld());
  }
}
