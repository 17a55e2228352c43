package org.parley.conference.call;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Party;
import org.parley.callmodel.PartyState;
import org.parley.contracts.Origin;
import org.parley.contracts.Refusal;
import org.parley.contracts.voice.VoiceCall;
import org.parley.contracts.voice.VoiceCall.Ringing;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceLeg;
import org.parley.tlib.CallState;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.TlibError;

/** Parties that leave, are left, or are not reached. */
final class Endings {
  /** What says something of the callee; the others speak of the way there. */
  private static final Set<Integer> PASSED_ON =
      Set.of(404, 410, 415, 480, 484, 486, 488, 600, 603, 604, 606);

  void release(Story story, VoiceCall call, VoiceCommand.ReleaseCall command) {
    leave(story, call, command.by(), command.origin());
  }

  void clear(Story story, VoiceCall call, VoiceCommand.ClearCall command) {
    if (call.ringing().containsKey(command.by())) {
      story.refuse(command, notAnswered(command.by()));
      return;
    }
    story.tell(
        new VoiceEvent.CallReleased(
            command.origin(), command.connId(), command.by(), CallState.CLEARED));
  }

  /** The endpoint is gone: from all its calls. */
  void hangUp(Story story, VoiceLeg leg) {
    for (VoiceCall call : story.callsOf(leg.dn())) {
      story
          .call(call.connId())
          .filter(running -> running.call().has(leg.dn()))
          .ifPresent(running -> leave(story, running, leg.dn(), null));
    }
  }

  /** By its own choice; a client's, or the endpoint's. */
  void leave(Story story, VoiceCall call, Dn dn, @Nullable Origin origin) {
    Ringing ringing = call.ringing().get(dn);
    if (ringing != null) {
      notReached(story, call, dn, ringing, CallState.BUSY, dn, origin);
    } else if (call.stateOf(dn).filter(PartyState.DIALING::equals).isPresent()) {
      story.tell(new VoiceEvent.CallReleased(origin, call.connId(), dn, CallState.ABANDONED));
    } else if (call.call().others(dn).size() < 2) {
      story.tell(new VoiceEvent.CallReleased(origin, call.connId(), dn, CallState.OK));
    } else {
      story.tell(new VoiceEvent.PartyReleased(origin, call.connId(), dn, null));
    }
  }

  private static void notReached(
      Story story,
      VoiceCall call,
      Dn dn,
      Ringing ringing,
      CallState cause,
      @Nullable Dn by,
      @Nullable Origin origin) {
    if (ringing.joins()) {
      story.tell(new VoiceEvent.InvitationFailed(call.connId(), dn, cause));
      story.acknowledge(origin, call.connId(), dn);
    } else {
      story.tell(new VoiceEvent.CallReleased(origin, call.connId(), by, cause));
    }
  }

  /** Its endpoint refuses, or cannot be reached; one that had answered has left. */
  void fail(Story story, VoiceLeg leg, int status) {
    if (leg.stage() == VoiceLeg.Stage.ANSWERED) {
      hangUp(story, leg);
      return;
    }
    if (PASSED_ON.contains(status)) {
      story.refusedWith(status);
    }
    for (VoiceCall call : story.callsOf(leg.dn())) {
      Ringing ringing = call.ringing().get(leg.dn());
      boolean rang = call.stateOf(leg.dn()).filter(PartyState::isAlerting).isPresent();
      CallState cause = cause(status, rang);
      if (ringing != null) {
        notReached(story, call, leg.dn(), ringing, cause, null, null);
      } else {
        story.tell(new VoiceEvent.CallReleased(null, call.connId(), null, cause));
      }
    }
  }

  void expire(Story story, VoiceCommand.ExpireRinging command) {
    Optional<VoiceCall> call = story.call(command.connId());
    Ringing ringing = call.map(c -> c.ringing().get(command.party())).orElse(null);
    if (ringing != null && !story.time().isBefore(ringing.until())) {
      notReached(
          story, call.orElseThrow(), command.party(), ringing, CallState.NO_ANSWER, null, null);
    }
  }

  void delete(Story story, VoiceCall call, VoiceCommand.DeleteFromConference command) {
    Optional<Party> party = call.partyOf(command.party());
    if (party.isEmpty()) {
      story.refuse(
          command, TlibError.INV_CALD_DN, "nobody in the call is called " + command.party());
    } else if (party.get().dn().equals(command.by())) {
      story.refuse(command, TlibError.INVALID_ATTR, "a party leaves by TReleaseCall");
    } else if (call.ringing().containsKey(command.by())) {
      story.refuse(command, notAnswered(command.by()));
    } else if (!mayBeDeleted(call, party.get().dn())) {
      story.refuse(command, TlibError.INV_CALL_STATE, "the call is no conference");
    } else {
      story.tell(
          new VoiceEvent.PartyReleased(
              command.origin(), command.connId(), party.get().dn(), command.by()));
    }
  }

  /** One that was invited may be sent away as long as it has not answered. */
  private static boolean mayBeDeleted(VoiceCall call, Dn party) {
    Ringing invited = call.ringing().get(party);
    return invited == null
        ? call.answered().size() > 2
        : invited.joins() && call.call().parties().size() > 2;
  }

  /** Who rings has no say yet in who takes part. */
  static Refusal notAnswered(Dn by) {
    return new Refusal(TlibError.INV_CALL_STATE, "DN " + by + " has not answered");
  }

  /** RFC 3261 section 21, in T-Library's words. */
  private static CallState cause(int status, boolean rang) {
    return switch (status) {
      case 404, 410, 484, 604 -> CallState.SIT_INVALIDNUM;
      case 486, 600, 603 -> CallState.BUSY;
      case 408, 487 -> CallState.NO_ANSWER;
      case 480 -> rang ? CallState.NO_ANSWER : CallState.SIT_VACANT;
      default -> CallState.GENERAL_ERROR;
    };
  }

  /** What an endpoint is answered whose call came to that end. */
  static int status(CallState cause) {
    return switch (cause) {
      case SIT_INVALIDNUM -> 404;
      case BUSY -> 486;
      case ABANDONED -> 487;
      case GENERAL_ERROR -> 500;
      default -> 480;
    };
  }

  /** How a call ended that the story tells of. */
  static CallState causeOf(Story story, ConnId connId) {
    return story.events().stream()
        .filter(VoiceEvent.CallReleased.class::isInstance)
        .map(VoiceEvent.CallReleased.class::cast)
        .filter(released -> released.connId().equals(connId))
        .map(VoiceEvent.CallReleased::cause)
        .findFirst()
        .orElse(CallState.OK);
  }
}
