package org.parley.conference.call;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Party;
import org.parley.callmodel.PartyState;
import org.parley.contracts.Origin;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.media.AudioDescription.Direction;
import org.parley.contracts.voice.VoiceCall;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceLeg;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.TlibError;

/** Hold and retrieve, by a client or by the endpoint itself. */
final class Holding {
  private final VoicePolicies policies;

  Holding(VoicePolicies policies) {
    this.policies = policies;
  }

  /** Whether the DN takes part in a call that was answered, and is not apart nor about to be. */
  static boolean talks(VoiceCall call, Dn dn) {
    return !call.apart().containsKey(dn)
        && call.stateOf(dn).filter(PartyState::isConnected).isPresent();
  }

  void hold(Story story, VoiceCall call, VoiceCommand.HoldCall command) {
    if (call.stateOf(command.by()).filter(PartyState::isHeld).isPresent()) {
      story.refuse(command, TlibError.IN_SAME_STATE, "DN " + command.by() + " holds it already");
    } else if (!talks(call, command.by())) {
      story.refuse(command, TlibError.INV_CALL_STATE, "DN " + command.by() + " is not connected");
    } else {
      held(story, call, command.origin(), command.by(), command.music());
    }
  }

  /**
   * The others hear music, where the options let them at this moment.
   *
   * @param music null: that which the options say
   */
  void held(Story story, VoiceCall call, @Nullable Origin origin, Dn by, @Nullable String music) {
    Map<Dn, String> heard = new LinkedHashMap<>();
    for (Party other : call.call().others(by)) {
      if (policies.hearsMusic(other.dn())) {
        heard.put(other.dn(), music == null ? policies.holdMusic(by) : music);
      }
    }
    story.tell(new VoiceEvent.Held(origin, call.connId(), by, heard));
  }

  static void retrieve(Story story, VoiceCall call, VoiceCommand.RetrieveCall command) {
    if (call.stateOf(command.by()).filter(PartyState::isHeld).isEmpty()) {
      story.refuse(command, TlibError.IN_SAME_STATE, "DN " + command.by() + " does not hold it");
    } else if (heard(story, command.by()).isPresent()) {
      story.refuse(command, TlibError.INV_CALL_STATE, "DN " + command.by() + " is in another call");
    } else {
      story.tell(new VoiceEvent.Retrieved(command.origin(), command.connId(), command.by()));
    }
  }

  private static Optional<VoiceCall> heard(Story story, Dn dn) {
    return story.now().flatMap(interaction -> interaction.heardBy(dn));
  }

  /** What an endpoint says of its audio; a hold by its own key is one, and so is its end. */
  void describe(Story story, VoiceCommand.Describe command, VoiceLeg leg) {
    if (command.offer()) {
      offered(story, command, leg);
    } else {
      VoiceLeg described = leg.describedAs(answered(story, command.far(), leg), command.hosts());
      changed(story, command, leg, described.told(command.told()));
    }
  }

  private static void changed(
      Story story, VoiceCommand.Describe command, VoiceLeg before, VoiceLeg after) {
    if (!after.equals(before)) {
      story.tell(new VoiceEvent.LegChanged(command.connId(), after));
    }
  }

  /** An answer says nothing of a hold; the endpoint's own lasts until it offers to end it. */
  private static AudioDescription answered(Story story, AudioDescription far, VoiceLeg leg) {
    AudioDescription before = leg.far();
    boolean mayHold =
        heard(story, leg.dn()).filter(call -> !call.apart().containsKey(leg.dn())).isEmpty();
    return before != null && isHold(before) && mayHold
        ? new AudioDescription(far.host(), far.port(), far.formats(), before.direction())
        : far.bothWays();
  }

  /** The hold key of a party that was apart counts from when it is brought back. */
  void heldWhileApart(Story story) {
    story.before().stream()
        .flatMap(before -> before.calls().values().stream())
        .forEach(before ->
            before.apart().keySet().forEach(dn -> heldWhileApart(story, before.connId(), dn)));
  }

  private void heldWhileApart(Story story, ConnId connId, Dn dn) {
    boolean holds = story.legOf(dn).map(VoiceLeg::far).filter(Holding::isHold).isPresent();
    story
        .call(connId)
        .filter(call -> holds && talks(call, dn))
        .ifPresent(call -> held(story, call, null, dn, null));
  }

  private void offered(Story story, VoiceCommand.Describe command, VoiceLeg before) {
    Dn dn = before.dn();
    VoiceLeg described = before.describedAs(command.far(), command.hosts());
    if (isHold(command.far())) {
      Optional<VoiceCall> holds = heard(story, dn).filter(call -> talks(call, dn));
      VoiceLeg after = holds.map(call -> described.holding(call.connId())).orElse(described);
      changed(story, command, before, after);
      holds.ifPresent(call -> held(story, call, null, dn, null));
    } else {
      changed(story, command, before, described.holding(null));
      if (before.far() != null && isHold(before.far()) && heard(story, dn).isEmpty()) {
        heldBefore(story, before)
            .ifPresent(call -> story.tell(new VoiceEvent.Retrieved(null, call.connId(), dn)));
      }
    }
  }

  /** The call that it heard when it pressed its key, if it has that still. */
  private static Optional<VoiceCall> heldBefore(Story story, VoiceLeg leg) {
    List<VoiceCall> calls = story.callsOf(leg.dn());
    return calls.stream()
        .filter(call -> call.connId().equals(leg.held()))
        .findFirst()
        .or(() -> calls.stream().findFirst());
  }

  private static boolean isHold(AudioDescription far) {
    return far.direction() == Direction.SEND_ONLY || far.direction() == Direction.INACTIVE;
  }
}
