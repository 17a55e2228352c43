package org.parley.conference.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.PartyState;
import org.parley.contracts.Origin;
import org.parley.contracts.Refusal;
import org.parley.contracts.voice.VoiceCall;
import org.parley.contracts.voice.VoiceCommand.FromClient;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.contracts.voice.VoiceLeg;
import org.parley.eventlog.CommandPosition;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.TlibError;

/**
 * What comes of one command, as it is being told: each event is heeded by what is told after it.
 */
final class Story {
  private final CommandPosition at;
  private final List<VoiceEvent> events = new ArrayList<>();
  private final @Nullable VoiceInteraction before;
  private @Nullable VoiceInteraction now;
  private int legs;
  private int refusal;

  Story(@Nullable VoiceInteraction before, CommandPosition at) {
    this.before = before;
    this.now = before;
    this.at = at;
  }

  void tell(VoiceEvent event) {
    events.add(event);
    now = VoiceInteraction.evolve(now, event);
  }

  List<VoiceEvent> events() {
    return List.copyOf(events);
  }

  Instant time() {
    return at.time();
  }

  /** As it was when the command came. */
  Optional<VoiceInteraction> before() {
    return Optional.ofNullable(before);
  }

  Optional<VoiceInteraction> now() {
    return Optional.ofNullable(now);
  }

  Optional<VoiceCall> call(ConnId connId) {
    return now().map(interaction -> interaction.calls().get(connId));
  }

  List<VoiceCall> calls() {
    return now().map(interaction -> List.copyOf(interaction.calls().values())).orElse(List.of());
  }

  List<VoiceCall> callsOf(Dn dn) {
    return now().map(interaction -> interaction.callsOf(dn)).orElse(List.of());
  }

  Optional<VoiceLeg> leg(String id) {
    return now().flatMap(interaction -> interaction.leg(id));
  }

  Optional<VoiceLeg> legOf(Dn dn) {
    return now().map(interaction -> interaction.legs().get(dn));
  }

  Optional<PartyState> stateOf(ConnId connId, Dn dn) {
    return call(connId).flatMap(call -> call.stateOf(dn));
  }

  /** Has the endpoint of a DN called, from now on. */
  void callEndpoint(ConnId connId, Dn dn) {
    String id = connId.interaction() + "." + at.partition() + "." + at.offset() + "." + legs++;
    tell(new VoiceEvent.LegChanged(connId, VoiceLeg.called(id, dn)));
  }

  /** What an endpoint refused with; who called it is to get the same. */
  void refusedWith(int status) {
    refusal = status;
  }

  /** 0: no endpoint refused. */
  int refusal() {
    return refusal;
  }

  void refuse(FromClient command, TlibError error, String detail) {
    refuse(command, new Refusal(error, detail));
  }

  void refuse(FromClient command, Refusal refusal) {
    tell(new VoiceEvent.Refused(command.origin(), command.connId(), command.by(), refusal));
  }

  void acknowledge(@Nullable Origin origin, ConnId connId, Dn by) {
    if (origin != null) {
      tell(new VoiceEvent.Acknowledged(origin, connId, by));
    }
  }

  /** The same words for a call that never was, one that is over and one of others. */
  void unknownCall(FromClient command) {
    refuse(command, TlibError.INV_CONNID, "DN " + command.by() + " has no such call");
  }
}
