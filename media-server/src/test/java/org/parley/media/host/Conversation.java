package org.parley.media.host;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Call;
import org.parley.callmodel.Party;
import org.parley.callmodel.PartyState;
import org.parley.contracts.Origin;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.voice.Target;
import org.parley.contracts.voice.VoiceCall;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.contracts.voice.VoiceLeg;
import org.parley.tlib.CallState;
import org.parley.tlib.CallType;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.DnRole;
import org.parley.tlib.KvList;
import org.parley.tlib.MediaType;

/**
 * One call with its log: what media-servers say is taken as it is, as conference-service does where
 * nothing speaks against it, and endpoints agree to all that they are told.
 */
final class Conversation {
  private static final Origin CLIENT = new Origin("gateway-1", 1, 1);
  private static final Instant LATER = Instant.parse("2026-11-21T12:00:00Z");

  final ConnId call;
  final List<VoiceEvent> log = new ArrayList<>();

  /** What media-servers said, before it is read. */
  final LinkedBlockingQueue<VoiceCommand> commands = new LinkedBlockingQueue<>();

  /** All that was read. */
  final List<VoiceCommand> said = new ArrayList<>();

  private final Map<String, RoomHost> servers = new HashMap<>();
  private final EndpointsToldOf endpoints;
  private @Nullable VoiceInteraction state;

  /** Where the endpoints of the call learn where to send to. */
  interface EndpointsToldOf {
    /**
     * @param there null: of nobody
     */
    void told(String dn, @Nullable AudioDescription there);
  }

  /** A call of which no party has a leg yet. */
  Conversation(int number, EndpointsToldOf endpoints) {
    this.call = ConnId.of(1, ConnId.Medium.VOICE, number);
    this.endpoints = endpoints;
  }

  void readBy(String name, RoomHost host) {
    servers.put(name, host);
    if (state != null) {
      host.changed(call.toString(), List.of(), state);
    }
  }

  void readNoMoreBy(String name) {
    servers.remove(name);
  }

  VoiceInteraction state() {
    if (state == null) {
      throw new IllegalStateException("it is over");
    }
    return state;
  }

  VoiceCall voiceCall() {
    return state().calls().get(call);
  }

  static Dn dn(String name) {
    return new Dn(name);
  }

  /** One record of the log. */
  void happens(VoiceEvent... events) {
    List<VoiceEvent> record = List.of(events);
    for (VoiceEvent event : record) {
      state = VoiceInteraction.evolve(state, event);
    }
    log.addAll(record);
    VoiceInteraction now = state;
    servers.values().forEach(host -> host.changed(call.toString(), record, now));
  }

  private static Party party(String name, PartyState is) {
    return new Party(dn(name), name, "A", DnRole.DESTINATION, is);
  }

  private static VoiceLeg leg(String name, AudioDescription far) {
    return VoiceLeg.called("leg-" + name, dn(name))
        .describedAs(far, Set.of("127.0.0.1"))
        .answered();
  }

  /** The two who talk first. */
  void begin(String one, AudioDescription first, String other, AudioDescription second) {
    var made =
        new Call(
            call,
            MediaType.VOICE,
            CallType.INTERNAL,
            LATER,
            List.of(party(one, PartyState.CONNECTED), party(other, PartyState.CONNECTED)),
            KvList.empty());
    happens(
        new VoiceEvent.Dialed(null, call, VoiceCall.of(made, null, Map.of())),
        new VoiceEvent.LegChanged(call, leg(one, first)),
        new VoiceEvent.LegChanged(call, leg(other, second)));
  }

  void joins(String name, AudioDescription far) {
    happens(
        new VoiceEvent.PartyInvited(
            null,
            call,
            voiceCall().call().parties().getFirst().dn(),
            party(name, PartyState.INITIATED),
            new VoiceCall.Ringing(LATER, true, null)),
        new VoiceEvent.LegChanged(call, leg(name, far)),
        new VoiceEvent.Established(null, call, dn(name)));
  }

  void leaves(String name) {
    happens(
        new VoiceEvent.PartyReleased(null, call, dn(name), null),
        new VoiceEvent.LegEnded(call, state().legs().get(dn(name)), 0));
    endpoints.told(name, null);
  }

  void isPutApart(String name, String music) {
    happens(new VoiceEvent.ListenDisconnectAsked(CLIENT, call, dn("x"), dn(name), music, LATER));
  }

  void comesBack(String name) {
    happens(new VoiceEvent.ListenReconnected(CLIENT, call, dn("x"), dn(name)));
  }

  void isMuted(String name, boolean muted) {
    happens(new VoiceEvent.MuteChanged(CLIENT, call, dn("x"), dn(name), muted));
  }

  void holds(String name) {
    Map<Dn, String> music = new HashMap<>();
    voiceCall().call().others(dn(name)).forEach(other -> music.put(other.dn(), "music/on_hold"));
    happens(new VoiceEvent.Held(CLIENT, call, dn(name), music));
  }

  void retrieves(String name) {
    happens(new VoiceEvent.Retrieved(CLIENT, call, dn(name)));
  }

  void sendsKeys(String name, String digits) {
    happens(new VoiceEvent.KeysSent(CLIENT, call, dn(name), digits));
  }

  void ends() {
    List<VoiceLeg> legs = List.copyOf(state().legs().values());
    happens(new VoiceEvent.CallReleased(null, call, null, CallState.OK));
    legs.forEach(leg -> happens(new VoiceEvent.LegEnded(call, leg, 0)));
    happens(new VoiceEvent.Forgotten(call));
  }

  /** Reads what media-servers said, and tells the endpoints of it, until there is nothing more. */
  void settle() {
    do {
      for (VoiceCommand next = commands.poll(); next != null; next = commands.poll()) {
        said.add(next);
        decide(next);
      }
    } while (tellEndpoints() || !commands.isEmpty());
  }

  private void decide(VoiceCommand command) {
    if (state == null) {
      return;
    }
    switch (command) {
      case VoiceCommand.TakeRoom take -> {
        if (Objects.equals(take.insteadOf(), voiceCall().mixer())) {
          happens(new VoiceEvent.RoomTaken(call, take.instance()));
        }
      }
      case VoiceCommand.OfferSeat offer ->
          state()
              .leg(offer.leg())
              .filter(_ -> offer.instance().equals(voiceCall().mixer()))
              .ifPresent(
                  leg -> happens(new VoiceEvent.LegChanged(call, leg.seated(call, offer.here()))));
      case VoiceCommand.ConfirmApart confirm ->
          state().leg(confirm.leg()).map(VoiceLeg::dn).ifPresent(this::confirmed);
      default -> {}
    }
  }

  private void confirmed(Dn dn) {
    VoiceCall.Apart apart = voiceCall().apart().get(dn);
    if (apart != null && apart.request() != null) {
      happens(new VoiceEvent.ListenDisconnected(CLIENT, call, dn("x"), dn));
    }
  }

  private boolean tellEndpoints() {
    boolean any = false;
    if (state == null) {
      return false;
    }
    for (VoiceLeg leg : List.copyOf(state().legs().values())) {
      VoiceLeg after =
          switch (state().targetOf(leg.dn())) {
            case Target.Nothing _ -> leg.told(null);
            case Target.Towards towards -> leg.told(towards.there());
            case Target.NotYet _ -> leg;
          };
      if (!after.equals(leg)) {
        any = true;
        happens(new VoiceEvent.LegChanged(call, after));
      }
      endpoints.told(leg.dn().toString(), after.told());
    }
    return any;
  }
}
