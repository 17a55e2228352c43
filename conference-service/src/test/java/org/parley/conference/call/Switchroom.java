package org.parley.conference.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Party;
import org.parley.callmodel.PartyState;
import org.parley.contracts.Origin;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.media.AudioDescription.Direction;
import org.parley.contracts.media.AudioDescription.Format;
import org.parley.contracts.voice.Target;
import org.parley.contracts.voice.VoiceCall;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceCommand.Purpose;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.contracts.voice.VoiceLeg;
import org.parley.eventlog.CommandPosition;
import org.parley.eventlog.Deadline;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;

/**
 * One interaction driven command by command, as the event log drives it. DNs are letters; the
 * endpoint of each and a media-server do at once what the state asks of them when told to.
 */
final class Switchroom {
  static final ConnId CALL = ConnId.of(1, ConnId.Medium.VOICE, 77);
  static final ConnId CONSULT = new ConnId(CALL.value() | 1L << 52);
  static final String MIXER = "media-server-1";
  static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

  final FakePolicies policies = new FakePolicies();
  final VoiceDecider decider = new VoiceDecider(policies);
  @Nullable VoiceInteraction state;
  Instant now = START;
  private long offset;

  /** Decides and applies the command; the answer is what it led to. */
  List<VoiceEvent> when(VoiceCommand command) {
    now = now.plusMillis(10);
    List<VoiceEvent> events = would(command);
    offset++;
    events.forEach(event -> state = decider.evolve(state, event));
    return events;
  }

  /** What the command would lead to now. */
  List<VoiceEvent> would(VoiceCommand command) {
    return decider.decide(state, command, new CommandPosition(0, offset, CALL.toString(), now));
  }

  /** The same in a few words: the names of the events, with their DNs. */
  String told(VoiceCommand command) {
    return inWords(when(command));
  }

  static String inWords(List<VoiceEvent> events) {
    return events.stream()
        .filter(event -> !(event instanceof VoiceEvent.LegChanged))
        .map(Switchroom::inWords)
        .collect(Collectors.joining(", "));
  }

  private static String inWords(VoiceEvent event) {
    String name = event.getClass().getSimpleName();
    return switch (event) {
      case VoiceEvent.LegEnded e -> name + " " + e.leg().dn() + status(e.status());
      case VoiceEvent.Dialed e ->
          name
              + " "
              + e.call().call().parties().stream()
                  .map(party -> party.dn().number())
                  .collect(Collectors.joining());
      case VoiceEvent.Alerted e -> name + " " + e.party();
      case VoiceEvent.Established e -> name + " " + e.by();
      case VoiceEvent.Held e -> name + " " + e.by();
      case VoiceEvent.Retrieved e -> name + " " + e.by();
      case VoiceEvent.PartyInvited e -> name + " " + e.party().dn();
      case VoiceEvent.InvitationFailed e -> name + " " + e.party() + " " + e.cause();
      case VoiceEvent.Redirected e -> name + " " + e.by() + e.to().dn();
      case VoiceEvent.Conferenced e -> name + " " + e.by() + e.joined().dn();
      case VoiceEvent.Transferred e -> name + " " + e.by() + e.joined().dn();
      case VoiceEvent.PartyReleased e ->
          name + " " + e.party() + (e.by() == null ? "" : " by " + e.by());
      case VoiceEvent.CallReleased e -> name + " " + e.cause();
      case VoiceEvent.ListenDisconnectAsked e -> name + " " + e.party();
      case VoiceEvent.ListenDisconnectFailed e ->
          name + " " + e.party() + " " + e.refusal().error().code();
      case VoiceEvent.ListenDisconnected e -> name + " " + e.party();
      case VoiceEvent.ListenReconnected e -> name + " " + e.party();
      case VoiceEvent.MuteChanged e -> name + " " + e.party() + (e.muted() ? "" : " off");
      case VoiceEvent.KeysSent e -> name + " " + e.by() + " " + e.digits();
      case VoiceEvent.LegSilent e -> name + " " + e.leg();
      case VoiceEvent.ArrivalRefused e -> name + status(e.status());
      case VoiceEvent.AnswerFailed e -> name + " " + e.refusal().error().code();
      case VoiceEvent.Refused e -> name + " " + e.refusal().error().code();
      default -> name;
    };
  }

  private static String status(int status) {
    return status == 0 ? "" : " " + status;
  }

  /** The parties of a call with their states, in a few words; empty: there is no such call. */
  String parties(ConnId connId) {
    VoiceCall call = state == null ? null : state.calls().get(connId);
    return call == null
        ? ""
        : call.call().parties().stream().map(Switchroom::inWords).collect(Collectors.joining(" "));
  }

  private static String inWords(Party party) {
    PartyState state = party.state();
    String sign =
        state.isListenDisconnected()
            ? "!"
            : state.isMuted()
                ? "-"
                : state.isHeld()
                    ? "held"
                    : state.isAlerting()
                        ? "?"
                        : state.isInitiated()
                            ? "..."
                            : state.equals(PartyState.DIALING) ? "dials" : "";
    return party.dn() + sign;
  }

  VoiceInteraction interaction() {
    return java.util.Objects.requireNonNull(state);
  }

  Switchroom later(Duration time) {
    now = now.plus(time);
    return this;
  }

  /** Sends the commands of all timers that are due. */
  List<VoiceEvent> timers() {
    List<VoiceEvent> told = new ArrayList<>();
    List<Deadline<VoiceCommand>> due =
        state == null
            ? List.of()
            : decider.deadlines(state).stream()
                .filter(deadline -> !deadline.at().isAfter(now))
                .sorted(Comparator.comparing(Deadline::at))
                .toList();
    due.forEach(deadline -> told.addAll(when(deadline.command())));
    return told;
  }

  // Situations.

  /** a has called b, whose endpoint has not been reached yet. */
  static Switchroom dialing() {
    var room = new Switchroom();
    room.when(arrive("a", "b"));
    return room;
  }

  static Switchroom ringing() {
    Switchroom room = dialing();
    room.when(new VoiceCommand.Ring(CALL, room.leg("b")));
    return room;
  }

  static Switchroom talking() {
    Switchroom room = ringing();
    room.answer("b");
    return room;
  }

  /** a, b and c, and what follows in alphabetical order. */
  static Switchroom conference(String others) {
    Switchroom room = talking();
    for (char letter : others.toCharArray()) {
      String dn = String.valueOf(letter);
      room.when(new VoiceCommand.SingleStepConference(origin("a"), CALL, dn("a"), dn(dn)));
      room.answer(dn);
    }
    room.mixes();
    return room;
  }

  static Switchroom conference() {
    return conference("c");
  }

  /** a holds the call with b, and talks to c. */
  static Switchroom consulting() {
    Switchroom room = talking();
    room.when(consult("a", "c", Purpose.CONFERENCE));
    room.answer("c");
    return room;
  }

  // What endpoints and media-servers do.

  String leg(String dn) {
    VoiceLeg leg = interaction().legs().get(dn(dn));
    return leg == null ? "none" : leg.id();
  }

  List<VoiceEvent> answer(String dn) {
    when(new VoiceCommand.Describe(CALL, leg(dn), audio(dn), Set.of(), null, false));
    return when(new VoiceCommand.Answer(CALL, leg(dn)));
  }

  /** A media-server takes all rooms and opens seats, endpoints agree to them, music is played. */
  List<VoiceEvent> mixes() {
    List<VoiceEvent> told = new ArrayList<>(seats());
    told.addAll(agrees());
    told.addAll(plays());
    return told;
  }

  /** A media-server takes all rooms and opens seats. */
  List<VoiceEvent> seats() {
    List<VoiceEvent> told = new ArrayList<>();
    for (VoiceCall call : List.copyOf(interaction().calls().values())) {
      ConnId connId = call.connId();
      if (interaction().room(call).isEmpty()) {
        continue;
      }
      if (call.mixer() == null) {
        told.addAll(when(new VoiceCommand.TakeRoom(connId, MIXER, null)));
      }
      interaction()
          .room(call)
          .forEach((dn, place) -> {
            if (!place.leg().seats().containsKey(connId)) {
              told.addAll(
                  when(
                      new VoiceCommand.OfferSeat(
                          connId, MIXER, place.leg().id(), audio("room-" + dn))));
            }
          });
    }
    return told;
  }

  /** Endpoints agree to what they are told. */
  List<VoiceEvent> agrees() {
    List<VoiceEvent> told = new ArrayList<>();
    for (VoiceLeg leg : List.copyOf(interaction().legs().values())) {
      AudioDescription far = leg.far();
      if (far == null) {
        continue;
      }
      switch (interaction().targetOf(leg.dn())) {
        case Target.Towards(var there) when !there.equals(leg.told()) ->
            told.addAll(when(described(leg, far, there)));
        case Target.Nothing() when leg.told() != null ->
            told.addAll(when(described(leg, far, null)));
        case Target.Towards _, Target.Nothing _, Target.NotYet _ -> {}
      }
    }
    return told;
  }

  private static VoiceCommand described(
      VoiceLeg leg, AudioDescription far, @Nullable AudioDescription told) {
    return new VoiceCommand.Describe(CALL, leg.id(), far, leg.hosts(), told, false);
  }

  /** The media-server plays music to whom it is to, and says so. */
  List<VoiceEvent> plays() {
    List<VoiceEvent> told = new ArrayList<>();
    for (VoiceCall call : List.copyOf(interaction().calls().values())) {
      interaction()
          .room(call)
          .forEach((_, place) -> {
            if (place.music() != null && place.leg().seats().containsKey(call.connId())) {
              told.addAll(
                  when(new VoiceCommand.ConfirmApart(call.connId(), MIXER, place.leg().id())));
            }
          });
    }
    return told;
  }

  static AudioDescription audio(String host) {
    return new AudioDescription(
        host, 4_000, List.of(new Format(0, "PCMU", 8_000, null)), Direction.SEND_RECEIVE);
  }

  // Commands.

  static Dn dn(String dn) {
    return new Dn(dn);
  }

  static Origin origin(String by) {
    return new Origin("gateway-1", by.hashCode(), 17);
  }

  static VoiceCommand arrive(String by, String to) {
    return new VoiceCommand.Arrive(
        CALL, "in-" + by, dn(by), by, null, dn(to), audio(by), Set.of("192.0.2.7"));
  }

  static VoiceCommand make(String by, String to) {
    return new VoiceCommand.MakeCall(origin(by), CALL, dn(by), by, dn(to), KvList.empty());
  }

  static VoiceCommand consult(String by, String to, Purpose purpose) {
    return new VoiceCommand.Consult(
        origin(by), CALL, dn(by), by, CONSULT, dn(to), purpose, null, null);
  }

  static VoiceCommand release(String by) {
    return new VoiceCommand.ReleaseCall(origin(by), CALL, dn(by));
  }

  static VoiceCommand disconnect(String by, String party) {
    return new VoiceCommand.ListenDisconnect(origin(by), CALL, dn(by), party, null);
  }

  static VoiceCommand reconnect(String by, String party) {
    return new VoiceCommand.ListenReconnect(origin(by), CALL, dn(by), party);
  }

  static VoiceCommand mute(String by, String party, boolean muted) {
    return new VoiceCommand.MuteParty(origin(by), CALL, dn(by), party, muted);
  }

  static Map<String, Switchroom> situations() {
    return Map.of(
        "dialing", dialing(),
        "ringing", ringing(),
        "talking", talking(),
        "conference", conference(),
        "consulting", consulting());
  }
}
