package org.parley.conference.call;

import java.util.Optional;
import java.util.function.Predicate;
import org.parley.callmodel.Party;
import org.parley.contracts.Refusal;
import org.parley.contracts.voice.VoiceCall;
import org.parley.contracts.voice.VoiceCall.Apart;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.contracts.voice.VoiceLeg;
import org.parley.tlib.CallState;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.TlibError;

/**
 * What follows by itself when a command has been carried out: nobody stays apart or muted without
 * others to talk, nobody stays alone in a call, no leg stays without a call, no seat without a
 * room.
 */
final class Aftermath {
  private final Holding holding;

  Aftermath(Holding holding) {
    this.holding = holding;
  }

  void settle(Story story) {
    if (story.events().stream().noneMatch(VoiceEvent.Change.class::isInstance)) {
      return;
    }
    story.before().ifPresent(before -> withoutTarget(story, before));
    story.calls().forEach(call -> apartWithoutOthers(story, call.connId()));
    story.calls().forEach(call -> mutedWithoutConference(story, call));
    for (VoiceCall call : story.calls()) {
      if (call.call().parties().size() < 2) {
        story.tell(new VoiceEvent.CallReleased(null, call.connId(), null, CallState.OK));
      }
    }
    holding.heldWhileApart(story);
    story
        .now()
        .ifPresent(interaction -> {
          withoutCalls(story, interaction);
          withoutRooms(story);
        });
    if (story.now().isPresent() && story.calls().isEmpty()) {
      story.tell(new VoiceEvent.Forgotten(story.events().getFirst().connId()));
    }
  }

  /** Who waits for a party to be listen disconnected that has left is told so. */
  private static void withoutTarget(Story story, VoiceInteraction before) {
    for (VoiceCall call : before.calls().values()) {
      call.apart()
          .forEach((dn, apart) -> {
            Apart.Request request = apart.request();
            if (request != null && story.stateOf(call.connId(), dn).isEmpty()) {
              story.tell(
                  new VoiceEvent.Refused(
                      request.origin(),
                      call.connId(),
                      request.by(),
                      new Refusal(TlibError.INV_CALL_STATE, dn + " has left")));
            }
          });
    }
  }

  /** Seed 002: until only one active participant is left; then nobody is kept apart any more. */
  private static void apartWithoutOthers(Story story, ConnId connId) {
    // Who is still to be listen disconnected is active until then.
    bringBack(story, connId, apart -> apart.request() != null);
    bringBack(story, connId, apart -> apart.request() == null);
  }

  private static void bringBack(Story story, ConnId connId, Predicate<Apart> which) {
    story
        .call(connId)
        .filter(call -> call.answered().size() - call.apart().size() < 2)
        .ifPresent(call ->
            call.apart()
                .forEach((dn, apart) -> {
                  if (which.test(apart)) {
                    reconnect(story, connId, dn, apart);
                  }
                }));
  }

  private static void mutedWithoutConference(Story story, VoiceCall call) {
    if (call.answered().size() < 3) {
      for (Party party : call.answered()) {
        if (party.state().isMuted()) {
          story.tell(new VoiceEvent.MuteChanged(null, call.connId(), null, party.dn(), false));
        }
      }
    }
  }

  private static void reconnect(Story story, ConnId connId, Dn dn, Apart apart) {
    Apart.Request request = apart.request();
    story.tell(
        request == null
            ? new VoiceEvent.ListenReconnected(null, connId, null, dn)
            : new VoiceEvent.ListenDisconnectFailed(
                request.origin(),
                connId,
                request.by(),
                dn,
                new Refusal(TlibError.INV_CALL_STATE, "the conference is over")));
  }

  private static void withoutCalls(Story story, VoiceInteraction interaction) {
    for (VoiceLeg leg : interaction.legs().values()) {
      if (interaction.callsOf(leg.dn()).isEmpty()) {
        int status = leg.stage() == VoiceLeg.Stage.CALLING ? status(story) : 0;
        story.tell(new VoiceEvent.LegEnded(story.events().getFirst().connId(), leg, status));
      }
    }
  }

  private static int status(Story story) {
    return story.refusal() == 0 ? Endings.status(lastCause(story)) : story.refusal();
  }

  private static CallState lastCause(Story story) {
    Optional<ConnId> ended =
        story.events().stream()
            .filter(VoiceEvent.CallReleased.class::isInstance)
            .map(VoiceEvent::connId)
            .findFirst();
    return ended.map(connId -> Endings.causeOf(story, connId)).orElse(CallState.OK);
  }

  /** Its port is closed: a later room of the call gives it another one. */
  private static void withoutRooms(Story story) {
    VoiceInteraction interaction = story.now().orElseThrow();
    for (VoiceLeg leg : interaction.legs().values()) {
      VoiceLeg changed = leg;
      for (ConnId room : leg.seats().keySet()) {
        VoiceCall call = interaction.calls().get(room);
        if (call == null || !interaction.room(call).containsKey(leg.dn())) {
          changed = changed.unseated(room);
        }
      }
      if (!changed.equals(leg)) {
        story.tell(new VoiceEvent.LegChanged(story.events().getFirst().connId(), changed));
      }
    }
  }
}
