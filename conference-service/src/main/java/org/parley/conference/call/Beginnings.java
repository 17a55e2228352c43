package org.parley.conference.call;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Call;
import org.parley.callmodel.Party;
import org.parley.callmodel.PartyState;
import org.parley.conference.call.VoicePolicies.Destination;
import org.parley.contracts.Refusal;
import org.parley.contracts.voice.VoiceCall;
import org.parley.contracts.voice.VoiceCall.Ringing;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceCommand.Arrive;
import org.parley.contracts.voice.VoiceCommand.FromClient;
import org.parley.contracts.voice.VoiceCommand.MakeCall;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceLeg;
import org.parley.tlib.CallType;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.DnRole;
import org.parley.tlib.KvList;
import org.parley.tlib.MediaType;
import org.parley.tlib.TlibError;

/** Whom may be called, and how a call to somebody begins. */
final class Beginnings {
  private final VoicePolicies policies;

  Beginnings(VoicePolicies policies) {
    this.policies = policies;
  }

  /** The endpoint of the caller is called first; when it answers, that of the other one is. */
  void make(Story story, MakeCall command) {
    if (story.now().isPresent()) {
      story.refuse(command, TlibError.REQ_IN_PROGRESS, "the ConnID is in use");
      return;
    }
    Optional<Refusal> objection =
        objection(story, command.by(), command.to())
            .or(() -> CaseData.objection(command.userData()));
    if (objection.isPresent()) {
      story.refuse(command, objection.get());
      return;
    }
    dial(
        story,
        command,
        new Dialling(
            command.connId(),
            CallType.INTERNAL,
            command.by(),
            command.byName(),
            command.to(),
            command.userData(),
            null));
    story.callEndpoint(command.connId(), command.by());
  }

  void arrive(Story story, Arrive command) {
    if (story.now().isPresent()) {
      // A repeated command, or a ConnID drawn twice.
      if (story.leg(command.leg()).isEmpty()) {
        story.tell(new VoiceEvent.ConnIdTaken(command.connId(), command.leg()));
      }
      return;
    }
    Optional<Refusal> objection = objection(story, command.by(), command.to());
    if (objection.isPresent()) {
      refused(story, command, status(objection.get().error()), objection.get().detail());
      return;
    }
    dial(
        story,
        null,
        new Dialling(
            command.connId(),
            command.trunk() == null ? CallType.INTERNAL : CallType.INBOUND,
            command.by(),
            command.byName(),
            command.to(),
            KvList.empty(),
            null));
    story.tell(
        new VoiceEvent.LegChanged(
            command.connId(),
            VoiceLeg.calling(command.leg(), command.by(), command.far(), command.hosts())));
    story.callEndpoint(command.connId(), command.to());
  }

  private static void refused(Story story, Arrive command, int status, String reason) {
    story.tell(new VoiceEvent.ArrivalRefused(command.connId(), command.leg(), status, reason));
  }

  private static int status(TlibError error) {
    return switch (error) {
      case INV_CALD_DN -> 404;
      case UNSUP_OPER -> 501;
      case DEST_INV_STATE -> 480;
      default -> 403;
    };
  }

  /**
   * A call to be.
   *
   * @param consult null: it is none
   */
  record Dialling(
      ConnId connId,
      CallType type,
      Dn by,
      String byName,
      Dn to,
      KvList userData,
      VoiceCall.@Nullable Consult consult) {}

  void dial(Story story, @Nullable FromClient asked, Dialling what) {
    Party caller = party(what.by(), what.byName(), DnRole.ORIGINATION, PartyState.DIALING);
    Party called = called(what.to(), DnRole.DESTINATION);
    var call =
        new Call(
            what.connId(),
            MediaType.VOICE,
            what.type(),
            story.time(),
            List.of(caller, called),
            what.userData());
    Ringing ringing = ringing(story, false, null);
    story.tell(
        new VoiceEvent.Dialed(
            asked == null ? null : asked.origin(),
            what.connId(),
            VoiceCall.of(call, what.consult(), Map.of(what.to(), ringing))));
  }

  /** A ringing call goes elsewhere. */
  void redirect(Story story, VoiceCall call, VoiceCommand.RedirectCall command) {
    Ringing own = call.ringing().get(command.by());
    if (own == null) {
      story.refuse(command, TlibError.INV_CALL_STATE, "only a ringing call can be redirected");
      return;
    }
    Optional<Refusal> objection = objection(story, command.by(), command.to());
    if (objection.isPresent()) {
      story.refuse(command, objection.get());
      return;
    }
    story.tell(
        new VoiceEvent.Redirected(
            command.origin(),
            command.connId(),
            command.by(),
            called(command.to(), DnRole.DESTINATION),
            ringing(story, own.joins(), command.by())));
    story.callEndpoint(command.connId(), command.to());
  }

  void singleStep(Story story, VoiceCall call, VoiceCommand.SingleStepConference command) {
    if (mayInvite(story, call, command, command.to())) {
      story.tell(
          new VoiceEvent.PartyInvited(
              command.origin(),
              command.connId(),
              command.by(),
              called(command.to(), DnRole.CONFERENCE_MEMBER),
              ringing(story, true, command.by())));
      story.callEndpoint(command.connId(), command.to());
    }
  }

  void singleStep(Story story, VoiceCall call, VoiceCommand.SingleStepTransfer command) {
    if (mayInvite(story, call, command, command.to())) {
      story.tell(
          new VoiceEvent.Transferred(
              command.origin(),
              command.connId(),
              null,
              command.by(),
              called(command.to(), DnRole.DESTINATION),
              ringing(story, call.call().parties().size() > 2, command.by())));
      story.callEndpoint(command.connId(), command.to());
    }
  }

  private boolean mayInvite(Story story, VoiceCall call, FromClient command, Dn to) {
    if (!Holding.talks(call, command.by())) {
      story.refuse(command, TlibError.INV_CALL_STATE, "DN " + command.by() + " is not connected");
      return false;
    }
    Optional<Refusal> objection = objection(story, command.by(), to);
    objection.ifPresent(refusal -> story.refuse(command, refusal));
    return objection.isEmpty();
  }

  /** Why {@code by} cannot call {@code to}. */
  Optional<Refusal> objection(Story story, Dn by, Dn to) {
    if (to.equals(by)) {
      return no(TlibError.INV_CALD_DN, "DN " + to + " cannot call itself");
    }
    if (!story.callsOf(to).isEmpty()) {
      return no(TlibError.INV_CALD_DN, "DN " + to + " takes part already");
    }
    Optional<Destination> found = policies.destination(to);
    if (found.isEmpty()) {
      return no(TlibError.INV_CALD_DN, "there is no DN " + to);
    }
    if (!found.get().type().takesAgents()) {
      return no(
          TlibError.UNSUP_OPER,
          "voice calls to a DN of type " + found.get().type() + " are not available yet");
    }
    return found.get().voice()
        ? Optional.empty()
        : no(TlibError.DEST_INV_STATE, "voice is false at DN " + to);
  }

  private Ringing ringing(Story story, boolean joins, @Nullable Dn invitedBy) {
    return new Ringing(story.time().plus(policies.noAnswerTimeout()), joins, invitedBy);
  }

  private Party called(Dn dn, DnRole role) {
    return party(dn, dn.number(), role, PartyState.INITIATED);
  }

  private Party party(Dn dn, String name, DnRole role, PartyState state) {
    return new Party(dn, name, policies.location(), role, state);
  }

  private static Optional<Refusal> no(TlibError error, String detail) {
    return Optional.of(new Refusal(error, detail));
  }
}
