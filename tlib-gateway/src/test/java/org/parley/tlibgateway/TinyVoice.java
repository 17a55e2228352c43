package org.parley.tlibgateway;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Call;
import org.parley.callmodel.Party;
import org.parley.callmodel.PartyState;
import org.parley.contracts.Refusal;
import org.parley.contracts.voice.VoiceCall;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.eventlog.CommandPosition;
import org.parley.eventlog.Decider;
import org.parley.tlib.CallState;
import org.parley.tlib.CallType;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.DnRole;
import org.parley.tlib.KvList;
import org.parley.tlib.MediaType;
import org.parley.tlib.TlibError;

/** As much of conference-service as the gateway's tests need: all endpoints ring at once. */
final class TinyVoice implements Decider<VoiceCommand, VoiceEvent, VoiceInteraction> {
  @Override
  public List<VoiceEvent> decide(
      @Nullable VoiceInteraction state, VoiceCommand command, CommandPosition at) {
    return switch (command) {
      case VoiceCommand.MakeCall c ->
          List.of(
              new VoiceEvent.Dialed(
                  c.origin(),
                  c.connId(),
                  call(c.connId(), c.by(), c.to(), CallType.INTERNAL, c.userData(), null, at)),
              new VoiceEvent.Alerted(c.connId(), c.to()));
      case VoiceCommand.FromClient c
          when state == null
              || !state.calls().containsKey(c.connId())
              || !state.calls().get(c.connId()).call().has(c.by()) ->
          List.of(
              new VoiceEvent.Refused(
                  c.origin(),
                  c.connId(),
                  c.by(),
                  new Refusal(TlibError.INV_CONNID, "there is no such call")));
      case VoiceCommand.AnswerCall c ->
          List.of(
              new VoiceEvent.AnswerAsked(c.origin(), c.connId(), c.by()),
              new VoiceEvent.Established(null, c.connId(), c.by()));
      case VoiceCommand.HoldCall c ->
          List.of(new VoiceEvent.Held(c.origin(), c.connId(), c.by(), Map.of()));
      case VoiceCommand.RetrieveCall c ->
          List.of(new VoiceEvent.Retrieved(c.origin(), c.connId(), c.by()));
      case VoiceCommand.Consult c ->
          List.of(
              new VoiceEvent.Held(null, c.connId(), c.by(), Map.of()),
              new VoiceEvent.Dialed(
                  c.origin(),
                  c.consult(),
                  call(
                      c.consult(),
                      c.by(),
                      c.to(),
                      CallType.CONSULT,
                      state.calls().get(c.connId()).call().userData(),
                      new VoiceCall.Consult(c.connId(), c.purpose()),
                      at)),
              new VoiceEvent.Alerted(c.consult(), c.to()));
      case VoiceCommand.CompleteConference c -> {
        Party joined = state.calls().get(c.consult()).call().others(c.by()).getFirst();
        yield List.of(
            new VoiceEvent.Conferenced(
                c.origin(),
                c.connId(),
                c.consult(),
                c.by(),
                new Party(
                    joined.dn(),
                    joined.name(),
                    joined.location(),
                    DnRole.CONFERENCE_MEMBER,
                    joined.state())));
      }
      case VoiceCommand.ListenDisconnect c -> {
        Dn party = new Dn(c.party());
        yield List.of(
            new VoiceEvent.ListenDisconnectAsked(
                c.origin(), c.connId(), c.by(), party, "music/on_hold", at.time()),
            new VoiceEvent.ListenDisconnected(c.origin(), c.connId(), c.by(), party));
      }
      case VoiceCommand.ListenReconnect c ->
          List.of(
              new VoiceEvent.ListenReconnected(c.origin(), c.connId(), c.by(), new Dn(c.party())));
      case VoiceCommand.MuteParty c ->
          List.of(
              new VoiceEvent.MuteChanged(
                  c.origin(), c.connId(), c.by(), new Dn(c.party()), c.muted()));
      case VoiceCommand.ReleaseCall c when state.calls().get(c.connId()).answered().size() > 2 ->
          List.of(new VoiceEvent.PartyReleased(c.origin(), c.connId(), c.by(), null));
      case VoiceCommand.ReleaseCall c ->
          List.of(
              new VoiceEvent.CallReleased(c.origin(), c.connId(), c.by(), CallState.OK),
              new VoiceEvent.Forgotten(c.connId()));
      default -> List.of();
    };
  }

  private static VoiceCall call(
      ConnId connId,
      Dn from,
      Dn to,
      CallType type,
      KvList userData,
      VoiceCall.@Nullable Consult consult,
      CommandPosition at) {
    Instant until = at.time().plusSeconds(60);
    return VoiceCall.of(
        new Call(
            connId,
            MediaType.VOICE,
            type,
            at.time(),
            List.of(
                new Party(from, from.number(), "A", DnRole.ORIGINATION, PartyState.DIALING),
                new Party(to, to.number(), "A", DnRole.DESTINATION, PartyState.INITIATED)),
            userData),
        consult,
        Map.of(to, new VoiceCall.Ringing(until, false, null)));
  }

  @Override
  public @Nullable VoiceInteraction evolve(@Nullable VoiceInteraction state, VoiceEvent event) {
    return VoiceInteraction.evolve(state, event);
  }
}
