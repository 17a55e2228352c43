package org.parley.conference.call;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Party;
import org.parley.contracts.Origin;
import org.parley.contracts.voice.VoiceCall;
import org.parley.contracts.voice.VoiceCall.Ringing;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.DnRole;
import org.parley.tlib.TlibError;

/** Two calls of one DN become one. */
final class Completion {

  /** The other party of {@code consult} joins the held call. */
  void conference(Story story, VoiceCommand.CompleteConference command, VoiceCall consult) {
    List<Party> others = consult.call().others(command.by());
    if (others.size() != 1 || !others.getFirst().state().isConnected()) {
      story.refuse(
          command,
          TlibError.CANT_COMPLETE_CONF,
          "the consult call has not been answered by one party");
      return;
    }
    Party joined = as(others.getFirst(), DnRole.CONFERENCE_MEMBER);
    story.tell(
        new VoiceEvent.Conferenced(
            command.origin(), command.connId(), consult.connId(), command.by(), joined));
  }

  /** The same, and who consulted leaves; the other party may ring still. */
  void transfer(Story story, VoiceCommand.CompleteTransfer command, VoiceCall consult) {
    List<Party> others = consult.call().others(command.by());
    if (others.size() != 1
        || !others.getFirst().state().isConnected() && !others.getFirst().state().isAlerting()) {
      story.refuse(
          command, TlibError.CANT_CMPL_TRN, "the consult call does not ring at one party yet");
      return;
    }
    transfer(story, command.origin(), command.connId(), consult, command.by());
  }

  /** A mute transfer is completed as soon as it rings. */
  void byItself(Story story, VoiceCall consult) {
    VoiceCall.Consult purpose = consult.consult();
    consult.call().parties().stream()
        .filter(party -> party.role() == DnRole.ORIGINATION)
        .findFirst()
        .ifPresent(by -> {
          if (purpose != null && story.call(purpose.previous()).isPresent()) {
            transfer(story, null, purpose.previous(), consult, by.dn());
          }
        });
  }

  private static void transfer(
      Story story, @Nullable Origin origin, ConnId held, VoiceCall consult, Dn by) {
    Party other = consult.call().others(by).getFirst();
    Ringing ringing = consult.ringing().get(other.dn());
    boolean conference =
        story.call(held).filter(call -> call.call().parties().size() > 2).isPresent();
    story.tell(
        new VoiceEvent.Transferred(
            origin,
            held,
            consult.connId(),
            by,
            as(other, conference ? DnRole.CONFERENCE_MEMBER : DnRole.DESTINATION),
            ringing == null
                ? null
                : new Ringing(ringing.until(), conference, by, ringing.answerAsked())));
  }

  private static Party as(Party party, DnRole role) {
    return new Party(party.dn(), party.name(), party.location(), role, party.state());
  }
}
