package org.parley.conference.call;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Party;
import org.parley.callmodel.PartyState;
import org.parley.contracts.Origin;
import org.parley.contracts.Refusal;
import org.parley.contracts.voice.VoiceCall;
import org.parley.contracts.voice.VoiceCall.Ringing;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceCommand.Purpose;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceLeg;
import org.parley.contracts.voice.VoiceLeg.Stage;
import org.parley.tlib.TlibError;

/** Endpoints that ring and answer. */
final class Answering {
  private final Endings endings;
  private final Completion completion;

  Answering(Endings endings, Completion completion) {
    this.endings = endings;
    this.completion = completion;
  }

  void ring(Story story, VoiceLeg leg) {
    awaiting(story, leg)
        .filter(call -> isInitiated(call, leg))
        .ifPresent(call -> alerted(story, call, leg));
  }

  private void alerted(Story story, VoiceCall call, VoiceLeg leg) {
    story.tell(new VoiceEvent.Alerted(call.connId(), leg.dn()));
    VoiceCall.Consult consult = call.consult();
    if (consult != null && consult.purpose() == Purpose.MUTE_TRANSFER) {
      story.call(call.connId()).ifPresent(ringing -> completion.byItself(story, ringing));
    }
  }

  /** Who called is answered with it; a caller who was called first has the other one called now. */
  void answer(Story story, VoiceLeg leg) {
    if (leg.stage() != Stage.CALLED) {
      return;
    }
    story.tell(new VoiceEvent.LegChanged(firstCall(story, leg).connId(), leg.answered()));
    Optional<VoiceCall> awaited = awaiting(story, leg);
    if (awaited.isPresent()) {
      established(story, awaited.get(), leg);
    } else {
      callOthers(story, firstCall(story, leg), leg);
    }
  }

  private static VoiceCall firstCall(Story story, VoiceLeg leg) {
    return story.callsOf(leg.dn()).getFirst();
  }

  private void established(Story story, VoiceCall call, VoiceLeg leg) {
    if (isInitiated(call, leg)) {
      alerted(story, call, leg);
    }
    // A mute transfer has put it into another call meanwhile.
    VoiceCall answered = awaiting(story, leg).orElse(call);
    story.tell(new VoiceEvent.Established(null, answered.connId(), leg.dn()));
    for (Party other : answered.call().others(leg.dn())) {
      story
          .legOf(other.dn())
          .filter(calling -> calling.stage() == Stage.CALLING)
          .ifPresent(calling ->
              story.tell(new VoiceEvent.LegChanged(answered.connId(), calling.answered())));
    }
  }

  private static void callOthers(Story story, VoiceCall call, VoiceLeg leg) {
    for (Party other : call.call().others(leg.dn())) {
      if (other.state().isInitiated() && story.legOf(other.dn()).isEmpty()) {
        story.callEndpoint(call.connId(), other.dn());
      }
    }
  }

  /** The endpoint is told to answer; it does, or cannot. */
  void ask(Story story, VoiceCall call, VoiceCommand.AnswerCall command) {
    Ringing ringing = call.ringing().get(command.by());
    if (ringing != null && ringing.answerAsked() != null) {
      story.refuse(
          command, TlibError.REQ_IN_PROGRESS, "the endpoint of DN " + command.by() + " is asked");
    } else if (ringing != null) {
      story.tell(new VoiceEvent.AnswerAsked(command.origin(), command.connId(), command.by()));
    } else {
      story.refuse(command, TlibError.INV_CALL_STATE, "DN " + command.by() + " does not ring");
    }
  }

  /** Its endpoint cannot be told to; whoever asked, and has not been answered since, is told so. */
  void refuse(Story story, VoiceCommand.RefuseAnswer command, VoiceLeg leg) {
    awaiting(story, leg)
        .filter(call -> command.origin().equals(asker(call, leg)))
        .ifPresent(call ->
            story.tell(
                new VoiceEvent.AnswerFailed(
                    command.origin(),
                    call.connId(),
                    leg.dn(),
                    new Refusal(
                        TlibError.UNSUP_OPER,
                        "the endpoint of DN " + leg.dn() + " cannot be told to answer"))));
  }

  private static @Nullable Origin asker(VoiceCall call, VoiceLeg leg) {
    Ringing ringing = call.ringing().get(leg.dn());
    return ringing == null ? null : ringing.answerAsked();
  }

  private static Optional<VoiceCall> awaiting(Story story, VoiceLeg leg) {
    return story.callsOf(leg.dn()).stream()
        .filter(call -> call.ringing().containsKey(leg.dn()))
        .findFirst();
  }

  private static boolean isInitiated(VoiceCall call, VoiceLeg leg) {
    return call.stateOf(leg.dn()).filter(PartyState::isInitiated).isPresent();
  }
}
