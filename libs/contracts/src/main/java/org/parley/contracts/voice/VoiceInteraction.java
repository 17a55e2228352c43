package org.parley.contracts.voice;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Party;
import org.parley.callmodel.PartyState;
import org.parley.contracts.media.AudioDescription;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;

/**
 * A call and the consult calls that came of it, with the legs of all their parties.
 *
 * @param calls in the order in which they began
 * @param legs by DN; a party whose endpoint has not been called yet has none
 */
public record VoiceInteraction(Map<ConnId, VoiceCall> calls, Map<Dn, VoiceLeg> legs) {

  public VoiceInteraction {
    calls = Collections.unmodifiableMap(new LinkedHashMap<>(calls));
    legs = Collections.unmodifiableMap(new LinkedHashMap<>(legs));
  }

  /** The leg of that name. */
  public Optional<VoiceLeg> leg(String id) {
    return legs.values().stream().filter(leg -> leg.id().equals(id)).findFirst();
  }

  /** The call that the DN hears, if there is one: all others it has on hold. */
  public Optional<VoiceCall> heardBy(Dn dn) {
    return calls.values().stream()
        .filter(call -> call.stateOf(dn).filter(state -> !state.isHeld()).isPresent())
        .findFirst();
  }

  /** The calls that the DN is a party of. */
  public List<VoiceCall> callsOf(Dn dn) {
    return calls.values().stream().filter(call -> call.call().has(dn)).toList();
  }

  /**
   * A ConnID for a consult call: that of the lowest leg which no call of the interaction uses;
   * empty: there are as many as there can be.
   *
   * @param connId of any call of it
   */
  public Optional<ConnId> freeConsult(ConnId connId) {
    return IntStream.rangeClosed(1, ConnId.MAX_LEG)
        .mapToObj(connId::consult)
        .filter(leg -> !calls.containsKey(leg))
        .findFirst();
  }

  /**
   * Whether a room alone decides whom that DN hears and who hears it: its endpoint has agreed to
   * send there, and no other one still sends to it directly.
   */
  public boolean isOnlyInRoom(VoiceCall call, Dn dn) {
    VoiceLeg leg = legs.get(dn);
    return leg != null
        && leg.sendsToRoomOf(call.connId())
        && legs.values().stream().noneMatch(other -> other.sendsTo(leg));
  }

  /** What the audio of that DN's leg is to be connected to. */
  public Target targetOf(Dn dn) {
    return heardBy(dn).map(call -> target(call, dn)).orElseGet(Target.Nothing::new);
  }

  private Target target(VoiceCall call, Dn dn) {
    boolean present = call.stateOf(dn).filter(PartyState::isConnected).isPresent();
    if (present && needsRoom(call)) {
      VoiceLeg leg = legs.get(dn);
      AudioDescription seat = leg == null ? null : leg.seats().get(call.connId());
      return seat == null ? new Target.NotYet() : towards(seat, far(dn));
    }
    return peer(call, dn).map(other -> directly(other, far(dn))).orElseGet(Target.Nothing::new);
  }

  /** Before both are present, two who do not understand each other wait for a room. */
  private static Target directly(AudioDescription other, @Nullable AudioDescription own) {
    return own == null || own.hasAudioInCommonWith(other)
        ? towards(other, own)
        : new Target.NotYet();
  }

  /** Of two who talk each other; while there is only one, or none, who is being called or calls. */
  private Optional<AudioDescription> peer(VoiceCall call, Dn dn) {
    List<Party> talking = call.present().stream().filter(party -> !party.dn().equals(dn)).toList();
    List<Party> others = talking.isEmpty() ? call.call().others(dn) : talking;
    return others.size() == 1 && !others.getFirst().state().isHeld()
        ? Optional.ofNullable(far(others.getFirst().dn()))
        : Optional.empty();
  }

  /**
   * As it is told to an endpoint, which is offered nothing that it did not name; until it has named
   * something also what a mixer would translate.
   */
  private static Target towards(AudioDescription there, @Nullable AudioDescription own) {
    AudioDescription said = there.bothWays();
    return new Target.Towards(own == null ? said.offeredToAnyone() : said.limitedTo(own));
  }

  /**
   * Whether the audio of a call goes through a mixer: with three parties or more, on hold or not,
   * with one that is kept apart or muted, with music for one that another has put on hold, or where
   * two have no codec in common.
   */
  public boolean needsRoom(VoiceCall call) {
    List<Party> present = call.present();
    boolean special =
        !call.apart().isEmpty() || present.stream().anyMatch(party -> party.state().isMuted());
    return special
        || call.answered().size() > 2
        || present.size() == 2
            && !understandEachOther(present.getFirst().dn(), present.getLast().dn())
        || present.size() == 1 && holdMusic(call, present.getFirst().dn()) != null;
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

  /**
   * The room of a call as it should be, by DN; empty: it needs none. Who still sends to a room
   * keeps its place there until it has been told of something else, so that no word is lost.
   */
  public Map<Dn, Place> room(VoiceCall call) {
    boolean needed = needsRoom(call);
    var places = new LinkedHashMap<Dn, Place>();
    for (Party party : call.call().parties()) {
      VoiceLeg leg = legs.get(party.dn());
      boolean present = party.state().isConnected();
      if (leg != null
          && leg.far() != null
          && (needed && present || leg.sendsToRoomOf(call.connId()))) {
        places.put(
            party.dn(), new Place(leg, music(call, party), !present || party.state().isMuted()));
      }
    }
    return places;
  }

  private @Nullable String music(VoiceCall call, Party party) {
    VoiceCall.Apart apart = call.apart().get(party.dn());
    if (apart != null) {
      return apart.music();
    }
    return party.state().isConnected() && call.active().size() == 1
        ? holdMusic(call, party.dn())
        : null;
  }

  /** For one who is alone with those who hold, and with those who are listen disconnected. */
  private static @Nullable String holdMusic(VoiceCall call, Dn dn) {
    return call.someoneHolds() ? call.holdMusic().get(dn) : null;
  }

  /**
   * A place in a room.
   *
   * @param music what it hears instead of the others, who do not hear it; null: it hears them
   */
  public record Place(VoiceLeg leg, @Nullable String music, boolean muted) {}

  /** Whether {@code listener} hears what {@code speaker} says, by the rules of the call. */
  public static boolean hears(VoiceCall call, Dn listener, Dn speaker) {
    return !listener.equals(speaker)
        && call.active().stream().anyMatch(party -> party.dn().equals(listener))
        && call.active().stream()
            .anyMatch(party -> party.dn().equals(speaker) && !party.state().isMuted());
  }

  /**
   * The interaction after an event; the only code that changes one.
   *
   * @param before null before the first call
   * @return null after {@link VoiceEvent.Forgotten}
   * @throws IllegalStateException for an event that cannot follow: the log is not what the rules of
   *     conference-service produce
   */
  public static @Nullable VoiceInteraction evolve(
      @Nullable VoiceInteraction before, VoiceEvent event) {
    if (!(event instanceof VoiceEvent.Change change)) {
      return before;
    }
    if (before == null) {
      if (change instanceof VoiceEvent.Dialed e) {
        return new VoiceInteraction(Map.of(e.connId(), e.call()), Map.of());
      }
      throw new IllegalStateException(
          change.getClass().getSimpleName() + " cannot begin " + change.connId());
    }
    return before.after(change);
  }

  private @Nullable VoiceInteraction after(VoiceEvent.Change event) {
    return switch (event) {
      case VoiceEvent.LegChanged e -> with(e.leg());
      case VoiceEvent.LegEnded e -> without(e.leg());
      case VoiceEvent.Dialed e -> with(e.call());
      case VoiceEvent.AnswerAsked e -> changed(e, call -> call.answerAsked(e.by(), e.origin()));
      case VoiceEvent.AnswerFailed e -> changed(e, call -> call.answerAsked(e.by(), null));
      case VoiceEvent.Alerted e -> changed(e, call -> call.in(e.party(), PartyState.ALERTING));
      case VoiceEvent.Established e -> changed(e, call -> established(call, e.by()));
      case VoiceEvent.Held e -> changed(e, call -> call.heldBy(e.by(), e.music()));
      case VoiceEvent.Retrieved e -> changed(e, call -> call.in(e.by(), PartyState::retrieved));
      case VoiceEvent.PartyInvited e -> changed(e, call -> call.plus(e.party(), e.ringing()));
      case VoiceEvent.InvitationFailed e -> changed(e, call -> call.minus(e.party()));
      case VoiceEvent.Redirected e ->
          changed(e, call -> call.minus(e.by()).plus(e.to(), e.ringing()));
      case VoiceEvent.Conferenced e ->
          minus(e.consult())
              .changed(e, call -> call.in(e.by(), PartyState::retrieved).plus(e.joined(), null));
      case VoiceEvent.Transferred e ->
          (e.consult() == null ? this : minus(e.consult()))
              .changed(e, call -> call.minus(e.by()).plus(e.joined(), e.ringing()));
      case VoiceEvent.PartyReleased e -> changed(e, call -> call.minus(e.party()));
      case VoiceEvent.CallReleased e -> minus(e.connId());
      case VoiceEvent.ListenDisconnectAsked e -> changed(e, call -> disconnecting(call, e));
      case VoiceEvent.ListenDisconnectFailed e -> changed(e, call -> call.apart(e.party(), null));
      case VoiceEvent.ListenDisconnected e -> changed(e, call -> disconnected(call, e.party()));
      case VoiceEvent.ListenReconnected e -> changed(e, call -> reconnected(call, e.party()));
      case VoiceEvent.MuteChanged e ->
          changed(e, call -> call.in(e.party(), state -> e.muted() ? state.muted() : state.free()));
      case VoiceEvent.UserDataChanged e -> changed(e, call -> call.withUserData(e.userData()));
      case VoiceEvent.RoomTaken e -> taken(e);
      case VoiceEvent.Forgotten _ -> null;
    };
  }

  private static VoiceCall established(VoiceCall call, Dn by) {
    VoiceCall answered = call.in(by, PartyState.CONNECTED).answered(by);
    for (Party party : call.call().parties()) {
      if (party.state().equals(PartyState.DIALING)) {
        answered = answered.in(party.dn(), PartyState.CONNECTED);
      }
    }
    return answered;
  }

  private static VoiceCall disconnecting(VoiceCall call, VoiceEvent.ListenDisconnectAsked event) {
    boolean muted = call.stateOf(event.party()).filter(PartyState::isMuted).isPresent();
    var request = new VoiceCall.Apart.Request(event.origin(), event.by(), event.until());
    return call.apart(event.party(), new VoiceCall.Apart(event.music(), request, muted));
  }

  private static VoiceCall disconnected(VoiceCall call, Dn party) {
    VoiceCall.Apart asked = call.apart().get(party);
    VoiceCall done =
        asked == null
            ? call
            : call.apart(party, new VoiceCall.Apart(asked.music(), null, asked.muted()));
    return done.in(party, PartyState::listenDisconnected);
  }

  private static VoiceCall reconnected(VoiceCall call, Dn party) {
    VoiceCall.Apart apart = call.apart().get(party);
    boolean muted = apart != null && apart.muted();
    return call.apart(party, null).in(party, state -> muted ? state.free().muted() : state.free());
  }

  private VoiceInteraction taken(VoiceEvent.RoomTaken event) {
    VoiceInteraction changed = changed(event, call -> call.on(event.instance()));
    for (VoiceLeg leg : legs.values()) {
      changed = changed.with(leg.unseated(event.connId()));
    }
    return changed;
  }

  private VoiceInteraction changed(VoiceEvent event, UnaryOperator<VoiceCall> change) {
    VoiceCall call = calls.get(event.connId());
    if (call == null) {
      throw new IllegalStateException(
          event.getClass().getSimpleName() + " without a call " + event.connId());
    }
    return with(change.apply(call));
  }

  private VoiceInteraction with(VoiceCall call) {
    var changed = new LinkedHashMap<>(calls);
    changed.put(call.connId(), call);
    return new VoiceInteraction(changed, legs);
  }

  private VoiceInteraction minus(ConnId connId) {
    var changed = new LinkedHashMap<>(calls);
    changed.remove(connId);
    return new VoiceInteraction(changed, legs);
  }

  private VoiceInteraction with(VoiceLeg leg) {
    var changed = new LinkedHashMap<>(legs);
    changed.put(leg.dn(), leg);
    return new VoiceInteraction(calls, changed);
  }

  private VoiceInteraction without(VoiceLeg leg) {
    var changed = new LinkedHashMap<>(legs);
    changed.remove(leg.dn());
    return new VoiceInteraction(calls, changed);
  }
}
