package org.parley.tlibgateway.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.parley.callmodel.PartyState;
import org.parley.contracts.voice.VoiceCall;
import org.parley.contracts.voice.VoiceInteraction;

/**
 * Who takes part in a voice call, and who hears whom, by the rules of the call.
 *
 * @param parties in the order in which they came
 * @param hears every pair that is true; by alias
 */
record HearingMatrix(
    String connId,
    String callType,
    Instant startedAt,
    List<Participant> parties,
    List<Pair> hears) {

  /**
   * @param alias as the LCTParty event names it
   * @param state Dialing, Initiated, Alerting, Connected or Held
   * @param isPrivate whether it is listen disconnected: it hears music, and nobody hears it
   */
  record Participant(
      String alias,
      String dn,
      String name,
      String location,
      String state,
      @JsonProperty("private") boolean isPrivate,
      boolean muted) {}

  record Pair(String listener, String speaker) {}

  static HearingMatrix of(VoiceCall call) {
    return new HearingMatrix(
        call.connId().toString(),
        call.call().callType().wireName(),
        call.call().startedAt(),
        call.call().parties().stream()
            .map(party ->
                new Participant(
                    call.aliasOf(party),
                    party.dn().number(),
                    party.name(),
                    party.location(),
                    inWords(party.state()),
                    party.state().isListenDisconnected(),
                    call.isMuted(party.dn())))
            .toList(),
        pairs(call));
  }

  private static List<Pair> pairs(VoiceCall call) {
    return call.call().parties().stream()
        .flatMap(listener ->
            call.call().parties().stream()
                .filter(speaker -> VoiceInteraction.hears(call, listener.dn(), speaker.dn()))
                .map(speaker -> new Pair(call.aliasOf(listener), call.aliasOf(speaker))))
        .toList();
  }

  private static String inWords(PartyState state) {
    if (state.isConnected()) {
      return "Connected";
    }
    if (state.isHeld()) {
      return "Held";
    }
    if (state.isAlerting()) {
      return "Alerting";
    }
    return state.isInitiated() ? "Initiated" : "Dialing";
  }
}
