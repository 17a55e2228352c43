package org.parley.contracts.voice;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Party;
import org.parley.contracts.media.AudioDescription;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;

/**
 * A call and the consult calls that came of it, with the legs of all their parties.
 *
 * @param calls in the order in which they began
 * @param legs by DN; a party whose endpoint is not reached by us has none
 * @param holdMusic what a party hears that another one has put on hold
 */
public record VoiceInteraction(
    Map<ConnId, VoiceCall> calls, Map<Dn, VoiceLeg> legs, String holdMusic) {

  public VoiceInteraction {
    calls = Collections.unmodifiableMap(new LinkedHashMap<>(calls));
    legs = Collections.unmodifiableMap(new LinkedHashMap<>(legs));
  }

  /** The call that the DN hears, if there is one: all others it has on hold. */
  public Optional<VoiceCall> heardBy(Dn dn) {
    return calls.values().stream()
        .filter(call -> call.call().party(dn).filter(party -> !party.state().isHeld()).isPresent())
        .findFirst();
  }

  /** What the audio of that DN's leg is to be connected to. */
  public Target targetOf(Dn dn) {
    return heardBy(dn).map(call -> target(call, dn)).orElseGet(Target.Nothing::new);
  }

  private Target target(VoiceCall call, Dn dn) {
    if (needsRoom(call)) {
      boolean present =
          call.call().party(dn).filter(party -> party.state().isConnected()).isPresent();
      return present ? new Target.InRoom(call.call().connId()) : new Target.Nothing();
    }
    List<Party> others = call.call().others(dn);
    VoiceLeg other = others.size() == 1 ? legs.get(others.getFirst().dn()) : null;
    return other == null || other.far() == null
        ? new Target.Nothing()
        : new Target.Peer(other.dn());
  }

  /**
   * Whether the audio of a call goes through a mixer: with three parties or more, with one that is
   * kept apart or muted or on hold, or where two have no codec in common.
   */
  public boolean needsRoom(VoiceCall call) {
    List<Party> present = call.present();
    boolean special =
        present.stream().anyMatch(p -> p.state().isListenDisconnected() || p.state().isMuted());
    return special
        || present.size() > 2
        || !present.isEmpty() && call.isHeldBySomebody()
        || present.size() == 2
            && !understandEachOther(present.getFirst().dn(), present.getLast().dn());
  }

  private boolean understandEachOther(Dn one, Dn other) {
    AudioDescription first = far(one);
    AudioDescription second = far(other);
    return first == null || second == null || first.hasAudioInCommonWith(second);
  }

  private @Nullable AudioDescription far(Dn dn) {
    VoiceLeg leg = legs.get(dn);
    return leg == null ? null : leg.far();
  }

  /** The room of a call as it should be, by DN; empty: it needs none. */
  public Map<Dn, Place> room(VoiceCall call) {
    var places = new LinkedHashMap<Dn, Place>();
    if (needsRoom(call)) {
      for (Party party : call.present()) {
        VoiceLeg leg = legs.get(party.dn());
        if (leg != null && leg.far() != null) {
          places.put(party.dn(), new Place(leg, music(call, party), party.state().isMuted()));
        }
      }
    }
    return places;
  }

  /** Who is alone with those who hold hears the music of the hold. */
  private @Nullable String music(VoiceCall call, Party party) {
    if (party.state().isListenDisconnected()) {
      return call.music().getOrDefault(party.dn(), holdMusic);
    }
    return call.isHeldBySomebody() && call.present().size() == 1 ? holdMusic : null;
  }

  /**
   * A place in a room.
   *
   * @param music what it hears instead of the others; null: it hears them
   */
  public record Place(VoiceLeg leg, @Nullable String music, boolean muted) {}
}
