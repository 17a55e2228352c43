package org.parley.contracts.voice;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Call;
import org.parley.callmodel.Party;
import org.parley.callmodel.PartyState;
import org.parley.contracts.Origin;
import org.parley.contracts.voice.VoiceCommand.Purpose;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;

/**
 * A voice call as its events left it.
 *
 * @param consult null: it is no consult call
 * @param ringing parties that have not answered yet, except the one who calls
 * @param apart parties that are listen disconnected, or are to be
 * @param holdMusic what parties hear that others have put on hold, as a path under the media root;
 *     who is not in it hears nothing
 * @param mixer the media-server that has its room; null: none has taken it
 */
public record VoiceCall(
    Call call,
    @Nullable Consult consult,
    Map<Dn, Ringing> ringing,
    Map<Dn, Apart> apart,
    Map<Dn, String> holdMusic,
    @Nullable String mixer) {

  public VoiceCall {
    ringing = Collections.unmodifiableMap(new LinkedHashMap<>(ringing));
    apart = Collections.unmodifiableMap(new LinkedHashMap<>(apart));
    holdMusic = Map.copyOf(holdMusic);
  }

  /**
   * What a consult call is for.
   *
   * @param previous the call that it was made from
   */
  public record Consult(ConnId previous, Purpose purpose) {}

  /**
   * A party that is to answer.
   *
   * @param until when it is given up
   * @param joins whether it joins a call that runs, by TSingleStepConference
   * @param invitedBy who has it invited there, or had the call redirected to it; null: who calls
   * @param answerAsked the request that had its endpoint told to answer; null: none
   */
  public record Ringing(
      Instant until, boolean joins, @Nullable Dn invitedBy, @Nullable Origin answerAsked) {
    /** Nobody has asked yet that it answer. */
    public Ringing(Instant until, boolean joins, @Nullable Dn invitedBy) {
      this(until, joins, invitedBy, null);
    }

    Ringing answerAskedBy(@Nullable Origin asker) {
      return new Ringing(until, joins, invitedBy, asker);
    }
  }

  /**
   * A party that is listen disconnected (seed 002).
   *
   * @param music what it hears, as a path under the media root
   * @param request what waits until the mixer has done it; null: it has
   * @param muted whether it was muted before, and is to be again
   */
  public record Apart(String music, @Nullable Request request, boolean muted) {
    /**
     * @param until when the client is told that nothing came of it
     */
    public record Request(Origin origin, Dn by, Instant until) {}
  }

  /** A call that begins. */
  public static VoiceCall of(Call call, @Nullable Consult consult, Map<Dn, Ringing> ringing) {
    return new VoiceCall(call, consult, ringing, Map.of(), Map.of(), null);
  }

  public ConnId connId() {
    return call.connId();
  }

  /** Those that take part now: not on hold, and not still to answer. */
  public List<Party> present() {
    return call.parties().stream().filter(party -> party.state().isConnected()).toList();
  }

  /** Those of them that are not listen disconnected (seed 002: active participants). */
  public List<Party> active() {
    return present().stream().filter(party -> !party.state().isListenDisconnected()).toList();
  }

  /** Those that have answered, or called, with the ones that have it on hold. */
  public List<Party> answered() {
    return call.parties().stream().filter(party -> !ringing.containsKey(party.dn())).toList();
  }

  /** Whether somebody has put it on hold. */
  public boolean someoneHolds() {
    return call.parties().stream().anyMatch(party -> party.state().isHeld());
  }

  /**
   * How the LCTParty event names a party, and requests about it do: by its number, and by {@code
   * number@location} where two have the same one.
   */
  public String aliasOf(Party party) {
    String number = party.dn().number();
    boolean twice =
        call.parties().stream().filter(other -> other.dn().number().equals(number)).count() > 1;
    return twice ? number + "@" + party.location() : number;
  }

  /** The party of that alias; empty: there is none. */
  public Optional<Party> partyOf(String alias) {
    return call.parties().stream().filter(party -> aliasOf(party).equals(alias)).findFirst();
  }

  /** The state of a party; empty: it does not take part. */
  public Optional<PartyState> stateOf(Dn dn) {
    return call.party(dn).map(Party::state);
  }

  /**
   * Whether a party is muted; one that is listen disconnected stays so until it is brought back.
   */
  public boolean isMuted(Dn dn) {
    Apart kept = apart.get(dn);
    return kept != null && kept.muted() || stateOf(dn).filter(PartyState::isMuted).isPresent();
  }

  VoiceCall with(Call other) {
    return new VoiceCall(other, consult, ringing, apart, holdMusic, mixer);
  }

  VoiceCall in(Dn dn, PartyState state) {
    return with(call.with(dn, state));
  }

  VoiceCall in(Dn dn, UnaryOperator<PartyState> change) {
    return stateOf(dn).map(state -> in(dn, change.apply(state))).orElse(this);
  }

  VoiceCall on(@Nullable String instance) {
    return new VoiceCall(call, consult, ringing, apart, holdMusic, instance);
  }

  /** Whoever holds it hears, when it retrieves it, what another holds it with. */
  VoiceCall heldBy(Dn dn, Map<Dn, String> music) {
    Map<Dn, String> heard = new LinkedHashMap<>(music);
    String own = holdMusic.get(dn);
    if (own != null) {
      heard.put(dn, own);
    }
    return new VoiceCall(call, consult, ringing, apart, heard, mixer).in(dn, PartyState::held);
  }

  VoiceCall withUserData(KvList data) {
    return with(call.withUserData(data));
  }

  VoiceCall plus(Party party, @Nullable Ringing how) {
    Call joined =
        new Call(
            call.connId(),
            call.mediaType(),
            call.callType(),
            call.startedAt(),
            Stream.concat(call.parties().stream(), Stream.of(party)).toList(),
            call.userData());
    return new VoiceCall(joined, consult, plus(ringing, party.dn(), how), apart, holdMusic, mixer);
  }

  VoiceCall minus(Dn dn) {
    Call left =
        new Call(
            call.connId(),
            call.mediaType(),
            call.callType(),
            call.startedAt(),
            call.others(dn),
            call.userData());
    return new VoiceCall(
        left, consult, plus(ringing, dn, null), plus(apart, dn, null), holdMusic, mixer);
  }

  /** The party answered, or whoever waited for it has gone: it is awaited no longer. */
  VoiceCall answered(Dn dn) {
    return new VoiceCall(call, consult, plus(ringing, dn, null), apart, holdMusic, mixer);
  }

  VoiceCall answerAsked(Dn dn, @Nullable Origin asker) {
    Ringing awaited = ringing.get(dn);
    return awaited == null
        ? this
        : new VoiceCall(
            call,
            consult,
            plus(ringing, dn, awaited.answerAskedBy(asker)),
            apart,
            holdMusic,
            mixer);
  }

  VoiceCall apart(Dn dn, @Nullable Apart how) {
    return new VoiceCall(call, consult, ringing, plus(apart, dn, how), holdMusic, mixer);
  }

  private static <V> Map<Dn, V> plus(Map<Dn, V> map, Dn dn, @Nullable V value) {
    var changed = new LinkedHashMap<>(map);
    if (value == null) {
      changed.remove(dn);
    } else {
      changed.put(dn, value);
    }
    return changed;
  }
}
