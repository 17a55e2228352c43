package org.parley.media.host;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.voice.VoiceCall;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.contracts.voice.VoiceInteraction.Place;
import org.parley.contracts.voice.VoiceLeg;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;

/** The rooms of one interaction, those that are mixed here above all. Used by one thread. */
final class Rooms {
  private final Instances instances;
  private final Equipment equipment;
  private final Map<ConnId, LiveRoom> live = new HashMap<>();
  private final Map<ConnId, Repeats<String>> takes = new HashMap<>();
  private VoiceInteraction state;

  Rooms(VoiceInteraction state, Instances instances, Equipment equipment) {
    this.state = state;
    this.instances = instances;
    this.equipment = equipment;
  }

  void now(VoiceInteraction next) {
    state = next;
  }

  /** Makes true what is not; where nothing is missing nothing happens. */
  void settle(long nanos) {
    for (ConnId call : List.copyOf(live.keySet())) {
      if (!state.calls().containsKey(call)) {
        end(call);
      }
    }
    takes.keySet().retainAll(state.calls().keySet());
    state.calls().values().forEach(call -> settle(call, nanos));
  }

  private void settle(VoiceCall call, long nanos) {
    Map<Dn, Place> places = state.room(call);
    boolean ours = instances.own().equals(call.mixer());
    if (ours && !places.isEmpty()) {
      live.computeIfAbsent(call.connId(), connId -> new LiveRoom(connId, equipment))
          .become(call, places, nanos);
    } else {
      end(call.connId());
    }
    if (!ours && !places.isEmpty() && state.needsRoom(call)) {
      takeIfOurs(call, nanos);
    }
  }

  private void takeIfOurs(VoiceCall call, long nanos) {
    String mixer = call.mixer();
    boolean orphaned = mixer == null || !instances.alive().contains(mixer);
    if (orphaned && instances.isOurs(call.connId().toString())) {
      Repeats<String> take = takes.computeIfAbsent(call.connId(), _ -> new Repeats<>());
      if (take.isDue(mixer == null ? "" : mixer, nanos)) {
        equipment
            .commands()
            .accept(new VoiceCommand.TakeRoom(call.connId(), instances.own(), mixer));
      }
    }
  }

  void act(VoiceEvent event) {
    LiveRoom room = live.get(event.connId());
    if (room != null && event instanceof VoiceEvent.KeysSent keys) {
      @Nullable VoiceLeg leg = state.legs().get(keys.by());
      if (leg != null) {
        room.press(leg.id(), keys.digits());
      }
    }
  }

  /**
   * Whether something is to be done here without news of the interaction: to be looked at often.
   */
  boolean isOfConcern() {
    return !live.isEmpty()
        || state.calls().values().stream()
            .anyMatch(call -> state.needsRoom(call) || !state.room(call).isEmpty());
  }

  Optional<LiveRoom> room(ConnId call) {
    return Optional.ofNullable(live.get(call));
  }

  int rooms() {
    return live.size();
  }

  int seats() {
    return live.values().stream().mapToInt(LiveRoom::seats).sum();
  }

  private void end(ConnId call) {
    LiveRoom room = live.remove(call);
    if (room != null) {
      room.close();
    }
  }

  void close() {
    List.copyOf(live.keySet()).forEach(this::end);
  }
}
