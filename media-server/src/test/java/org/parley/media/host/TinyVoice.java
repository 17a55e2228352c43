package org.parley.media.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Call;
import org.parley.callmodel.Party;
import org.parley.callmodel.PartyState;
import org.parley.contracts.voice.VoiceCall;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.contracts.voice.VoiceLeg;
import org.parley.eventlog.CommandPosition;
import org.parley.eventlog.Decider;
import org.parley.tlib.CallState;
import org.parley.tlib.CallType;
import org.parley.tlib.Dn;
import org.parley.tlib.DnRole;
import org.parley.tlib.KvList;
import org.parley.tlib.MediaType;

/** conference-service in small: who arrives takes part, and endpoints go to their seats at once. */
final class TinyVoice implements Decider<VoiceCommand, VoiceEvent, VoiceInteraction> {

  @Override
  public @Nullable VoiceInteraction evolve(@Nullable VoiceInteraction state, VoiceEvent event) {
    return VoiceInteraction.evolve(state, event);
  }

  @Override
  public List<VoiceEvent> decide(
      @Nullable VoiceInteraction state, VoiceCommand command, CommandPosition at) {
    if (command instanceof VoiceCommand.Arrive arrive) {
      return arrived(state, arrive, at);
    }
    if (state == null) {
      return List.of();
    }
    VoiceCall call = state.calls().get(command.connId());
    return switch (command) {
      case VoiceCommand.TakeRoom take ->
          Objects.equals(take.insteadOf(), call.mixer())
              ? List.of(new VoiceEvent.RoomTaken(take.connId(), take.instance()))
              : List.of();
      case VoiceCommand.OfferSeat offer ->
          offer.instance().equals(call.mixer()) ? seated(state, offer) : List.of();
      case VoiceCommand.ListenDisconnect c ->
          List.of(
              new VoiceEvent.ListenDisconnectAsked(
                  c.origin(), c.connId(), c.by(), new Dn(c.party()), c.music(), at.time()));
      case VoiceCommand.ConfirmApart c -> confirmed(state, call, c);
      case VoiceCommand.ClearCall c -> over(state, c);
      default -> List.of();
    };
  }

  private static List<VoiceEvent> arrived(
      @Nullable VoiceInteraction state, VoiceCommand.Arrive c, CommandPosition at) {
    VoiceLeg leg = VoiceLeg.called(c.leg(), c.by()).describedAs(c.far(), c.hosts()).answered();
    var changed = new VoiceEvent.LegChanged(c.connId(), leg);
    if (state == null) {
      Party first = party(c.by(), PartyState.CONNECTED);
      var call =
          new Call(
              c.connId(),
              MediaType.VOICE,
              CallType.INTERNAL,
              at.time(),
              List.of(first),
              KvList.empty());
      return List.of(
          new VoiceEvent.Dialed(null, c.connId(), VoiceCall.of(call, null, Map.of())), changed);
    }
    return List.of(
        new VoiceEvent.PartyInvited(
            null,
            c.connId(),
            c.by(),
            party(c.by(), PartyState.INITIATED),
            new VoiceCall.Ringing(at.time(), true, null)),
        changed,
        new VoiceEvent.Established(null, c.connId(), c.by()));
  }

  private static Party party(Dn dn, PartyState state) {
    return new Party(dn, dn.toString(), "A", DnRole.DESTINATION, state);
  }

  private static List<VoiceEvent> seated(VoiceInteraction state, VoiceCommand.OfferSeat c) {
    return state
        .leg(c.leg())
        .map(leg -> leg.seated(c.connId(), c.here()).told(c.here()))
        .<List<VoiceEvent>>map(leg -> List.of(new VoiceEvent.LegChanged(c.connId(), leg)))
        .orElse(List.of());
  }

  private static List<VoiceEvent> confirmed(
      VoiceInteraction state, VoiceCall call, VoiceCommand.ConfirmApart c) {
    Dn dn = state.leg(c.leg()).orElseThrow().dn();
    VoiceCall.Apart apart = call.apart().get(dn);
    return apart == null || apart.request() == null
        ? List.of()
        : List.of(
            new VoiceEvent.ListenDisconnected(
                apart.request().origin(), c.connId(), apart.request().by(), dn));
  }

  private static List<VoiceEvent> over(VoiceInteraction state, VoiceCommand.ClearCall c) {
    List<VoiceEvent> events = new ArrayList<>();
    events.add(new VoiceEvent.CallReleased(c.origin(), c.connId(), c.by(), CallState.OK));
    state.legs().values().forEach(leg -> events.add(new VoiceEvent.LegEnded(c.connId(), leg, 0)));
    events.add(new VoiceEvent.Forgotten(c.connId()));
    return events;
  }
}
