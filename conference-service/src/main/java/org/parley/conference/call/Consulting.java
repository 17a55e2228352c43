package org.parley.conference.call;

import java.util.Optional;
import org.parley.callmodel.PartyState;
import org.parley.conference.call.Beginnings.Dialling;
import org.parley.contracts.Refusal;
import org.parley.contracts.voice.VoiceCall;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceCommand.FromClient;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.tlib.CallType;
import org.parley.tlib.ConnId;
import org.parley.tlib.KvList;
import org.parley.tlib.TlibError;

/** Consult calls, and what a DN does with two calls at a time. */
final class Consulting {
  private final Beginnings beginnings;
  private final Holding holding;
  private final Endings endings;
  private final Completion completion;

  Consulting(Beginnings beginnings, Holding holding, Endings endings, Completion completion) {
    this.beginnings = beginnings;
    this.holding = holding;
    this.endings = endings;
    this.completion = completion;
  }

  void begin(Story story, VoiceCall call, VoiceCommand.Consult command) {
    if (!Holding.talks(call, command.by())) {
      story.refuse(command, TlibError.INV_CALL_STATE, "DN " + command.by() + " is not connected");
      return;
    }
    if (story.callsOf(command.by()).size() > 1) {
      story.refuse(command, TlibError.INV_CALL_STATE, "DN " + command.by() + " consults already");
      return;
    }
    if (!command.consult().interaction().equals(command.connId().interaction())
        || story.call(command.consult()).isPresent()) {
      story.refuse(command, TlibError.REQ_IN_PROGRESS, "the ConnID is in use");
      return;
    }
    KvList own = command.userData();
    KvList userData = own == null ? call.call().userData() : own;
    Optional<Refusal> objection =
        beginnings
            .objection(story, command.by(), command.to())
            .or(() -> CaseData.objection(userData));
    if (objection.isPresent()) {
      story.refuse(command, objection.get());
      return;
    }
    holding.held(story, call, null, command.by(), command.music());
    beginnings.dial(
        story,
        command,
        new Dialling(
            command.consult(),
            CallType.CONSULT,
            command.by(),
            command.byName(),
            command.to(),
            userData,
            new VoiceCall.Consult(command.connId(), command.purpose())));
    story.callEndpoint(command.consult(), command.to());
  }

  void conference(Story story, VoiceCall call, VoiceCommand.CompleteConference command) {
    both(story, call, command, command.consult())
        .ifPresent(consult -> completion.conference(story, command, consult));
  }

  void transfer(Story story, VoiceCall call, VoiceCommand.CompleteTransfer command) {
    both(story, call, command, command.consult())
        .ifPresent(consult -> completion.transfer(story, command, consult));
  }

  void alternate(Story story, VoiceCall call, VoiceCommand.AlternateCall command) {
    both(story, call, command, command.current())
        .ifPresent(current -> {
          if (Holding.talks(current, command.by())) {
            holding.held(story, current, null, command.by(), command.music());
            story.tell(new VoiceEvent.Retrieved(command.origin(), command.connId(), command.by()));
          } else {
            story.refuse(
                command, TlibError.INV_CALL_STATE, "DN " + command.by() + " is not connected");
          }
        });
  }

  void reconnect(Story story, VoiceCall call, VoiceCommand.ReconnectCall command) {
    both(story, call, command, command.current())
        .ifPresent(current -> {
          endings.leave(story, current, command.by(), null);
          story.tell(new VoiceEvent.Retrieved(command.origin(), command.connId(), command.by()));
        });
  }

  /** The call that the DN hears, if it holds the other one. */
  private static Optional<VoiceCall> both(
      Story story, VoiceCall held, FromClient command, ConnId current) {
    Optional<VoiceCall> other = story.call(current).filter(call -> call.call().has(command.by()));
    if (other.isEmpty() || current.equals(held.connId())) {
      story.refuse(command, TlibError.INV_CONNID, "DN " + command.by() + " has no call " + current);
      return Optional.empty();
    }
    boolean holds = held.stateOf(command.by()).filter(PartyState::isHeld).isPresent();
    boolean hears = other.get().stateOf(command.by()).filter(PartyState::isHeld).isEmpty();
    if (!holds || !hears) {
      story.refuse(
          command,
          TlibError.INV_CALL_STATE,
          "DN " + command.by() + " does not hold " + held.connId() + " and hear " + current);
      return Optional.empty();
    }
    return other;
  }
}
