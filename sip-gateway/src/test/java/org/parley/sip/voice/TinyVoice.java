package org.parley.sip.voice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Call;
import org.parley.callmodel.Party;
import org.parley.callmodel.PartyState;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.media.AudioDescription.Direction;
import org.parley.contracts.voice.VoiceCall;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.contracts.voice.VoiceLeg;
import org.parley.contracts.voice.VoiceLeg.Stage;
import org.parley.tlib.CallState;
import org.parley.tlib.CallType;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.DnRole;
import org.parley.tlib.KvList;
import org.parley.tlib.MediaType;

/** conference-service in small: enough of its rules for calls of two, and what endpoints tell. */
final class TinyVoice {
  final Map<String, VoiceInteraction> interactions = new HashMap<>();
  final Map<Dn, Integer> refusals = new HashMap<>();
  private int legs;

  private List<VoiceEvent> told = new ArrayList<>();
  private @Nullable VoiceInteraction now;

  List<VoiceEvent> decide(VoiceCommand command, Instant at) {
    String key = command.connId().interaction().toString();
    now = interactions.get(key);
    told = new ArrayList<>();
    switch (command) {
      case VoiceCommand.Arrive c -> arrive(c, at);
      case VoiceCommand.MakeCall c -> {
        dial(c.connId(), c.by(), c.to(), at);
        callEndpoint(c.connId(), c.by());
      }
      case VoiceCommand.FromEndpoint c -> {
        if (now != null) {
          now.leg(c.leg()).ifPresent(leg -> endpoint(c, leg));
        }
      }
      default -> throw new IllegalArgumentException(command.toString());
    }
    remember(key);
    return told;
  }

  /** What the rules would make of something that is not told by an endpoint. */
  List<VoiceEvent> happens(ConnId connId, List<VoiceEvent> events) {
    String key = connId.interaction().toString();
    now = interactions.get(key);
    told = new ArrayList<>();
    events.forEach(this::tell);
    endLegs();
    remember(key);
    return told;
  }

  private void remember(String key) {
    if (now == null) {
      interactions.remove(key);
    } else {
      interactions.put(key, now);
    }
  }

  private void tell(VoiceEvent event) {
    told.add(event);
    now = VoiceInteraction.evolve(now, event);
  }

  private void arrive(VoiceCommand.Arrive c, Instant at) {
    if (now != null) {
      tell(new VoiceEvent.ConnIdTaken(c.connId(), c.leg()));
      return;
    }
    Integer refusal = refusals.get(c.to());
    if (refusal != null) {
      tell(new VoiceEvent.ArrivalRefused(c.connId(), c.leg(), refusal, "because"));
      return;
    }
    dial(c.connId(), c.by(), c.to(), at);
    tell(
        new VoiceEvent.LegChanged(
            c.connId(), VoiceLeg.calling(c.leg(), c.by(), c.far(), c.hosts())));
    callEndpoint(c.connId(), c.to());
  }

  private void dial(ConnId connId, Dn by, Dn to, Instant at) {
    var call =
        new Call(
            connId,
            MediaType.VOICE,
            CallType.INTERNAL,
            at,
            List.of(
                new Party(by, "anna", "A", DnRole.ORIGINATION, PartyState.DIALING),
                new Party(to, to.number(), "A", DnRole.DESTINATION, PartyState.INITIATED)),
            KvList.empty());
    var ringing = new VoiceCall.Ringing(at.plus(Duration.ofSeconds(30)), false, null);
    tell(new VoiceEvent.Dialed(null, connId, VoiceCall.of(call, null, Map.of(to, ringing))));
  }

  private void callEndpoint(ConnId connId, Dn dn) {
    tell(new VoiceEvent.LegChanged(connId, VoiceLeg.called("leg-" + ++legs, dn)));
  }

  private VoiceCall callOf(VoiceLeg leg) {
    return state().callsOf(leg.dn()).getFirst();
  }

  private VoiceInteraction state() {
    return java.util.Objects.requireNonNull(now);
  }

  private void endpoint(VoiceCommand.FromEndpoint command, VoiceLeg leg) {
    ConnId connId = command.connId();
    switch (command) {
      case VoiceCommand.Arrive _ -> {}
      case VoiceCommand.Ring _ -> {
        if (callOf(leg).stateOf(leg.dn()).filter(PartyState::isInitiated).isPresent()) {
          tell(new VoiceEvent.Alerted(connId, leg.dn()));
        }
      }
      case VoiceCommand.Answer _ -> answer(connId, leg);
      case VoiceCommand.Describe c -> describe(c, leg);
      case VoiceCommand.Fail c -> {
        tell(new VoiceEvent.CallReleased(null, connId, null, CallState.BUSY));
        endLegs(c.status());
      }
      case VoiceCommand.HangUp _ -> {
        tell(new VoiceEvent.CallReleased(null, connId, leg.dn(), CallState.OK));
        endLegs();
      }
      case VoiceCommand.PressKeys c ->
          tell(new VoiceEvent.KeysSent(null, connId, leg.dn(), c.digits()));
      case VoiceCommand.RefuseAnswer _ -> {}
    }
  }

  private void answer(ConnId connId, VoiceLeg leg) {
    if (leg.stage() != Stage.CALLED) {
      return;
    }
    tell(new VoiceEvent.LegChanged(connId, leg.answered()));
    VoiceCall call = callOf(leg);
    if (call.ringing().containsKey(leg.dn())) {
      tell(new VoiceEvent.Established(null, connId, leg.dn()));
      for (Party other : call.call().others(leg.dn())) {
        VoiceLeg calling = state().legs().get(other.dn());
        if (calling != null && calling.stage() == Stage.CALLING) {
          tell(new VoiceEvent.LegChanged(connId, calling.answered()));
        }
      }
    } else {
      call.call().others(leg.dn()).forEach(other -> callEndpoint(connId, other.dn()));
    }
  }

  private void describe(VoiceCommand.Describe c, VoiceLeg leg) {
    boolean heard = state().heardBy(leg.dn()).isPresent();
    boolean wasHold = leg.far() != null && isHold(leg.far());
    AudioDescription far = c.offer() || wasHold && !heard ? c.far() : c.far().bothWays();
    if (!c.offer() && wasHold && !heard && leg.far() != null) {
      far = new AudioDescription(far.host(), far.port(), far.formats(), leg.far().direction());
    }
    VoiceLeg described = leg.describedAs(far, c.hosts());
    VoiceLeg after = c.offer() ? described : described.told(c.told());
    if (!after.equals(leg)) {
      tell(new VoiceEvent.LegChanged(c.connId(), after));
    }
    VoiceCall call = callOf(leg);
    if (c.offer() && isHold(far) && heard && !call.apart().containsKey(leg.dn())) {
      tell(new VoiceEvent.Held(null, call.connId(), leg.dn(), Map.of()));
    } else if (c.offer() && !isHold(far) && wasHold && !heard) {
      tell(new VoiceEvent.Retrieved(null, call.connId(), leg.dn()));
    }
  }

  private static boolean isHold(AudioDescription far) {
    return far.direction() == Direction.SEND_ONLY || far.direction() == Direction.INACTIVE;
  }

  private void endLegs() {
    endLegs(480);
  }

  private void endLegs(int status) {
    if (now == null) {
      return;
    }
    ConnId connId = told.getFirst().connId();
    for (VoiceLeg leg : List.copyOf(now.legs().values())) {
      if (state().callsOf(leg.dn()).isEmpty()) {
        tell(new VoiceEvent.LegEnded(connId, leg, leg.stage() == Stage.CALLING ? status : 0));
      }
    }
    if (state().calls().isEmpty()) {
      tell(new VoiceEvent.Forgotten(connId));
    }
  }
}
