package org.parley.conference.call;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.voice.VoiceCall;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceCommand.FromClient;
import org.parley.contracts.voice.VoiceCommand.FromEndpoint;
import org.parley.contracts.voice.VoiceCommand.FromMediaServer;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.contracts.voice.VoiceLeg;
import org.parley.eventlog.CommandPosition;
import org.parley.eventlog.Deadline;
import org.parley.eventlog.Decider;
import org.parley.tlib.TlibError;

/**
 * The rules of voice calls and conferences (t-library.md sections 3 and 7, seed 002). Reads time
 * from the command's position and options from {@link VoicePolicies}, and keeps nothing.
 */
public final class VoiceDecider implements Decider<VoiceCommand, VoiceEvent, VoiceInteraction> {
  private final Beginnings beginnings;
  private final Endings endings;
  private final Answering answering;
  private final Holding holding;
  private final Consulting consulting;
  private final Privacy privacy;
  private final Aftermath aftermath;

  public VoiceDecider(VoicePolicies policies) {
    this.beginnings = new Beginnings(policies);
    this.endings = new Endings();
    this.answering = new Answering(endings, new Completion());
    this.holding = new Holding(policies);
    this.consulting = new Consulting(beginnings, holding, endings, new Completion());
    this.privacy = new Privacy(policies);
    this.aftermath = new Aftermath(holding);
  }

  @Override
  public List<VoiceEvent> decide(
      @Nullable VoiceInteraction interaction, VoiceCommand command, CommandPosition at) {
    var story = new Story(interaction, at);
    switch (command) {
      case VoiceCommand.MakeCall c -> beginnings.make(story, c);
      case VoiceCommand.Arrive c -> beginnings.arrive(story, c);
      case FromClient c -> asked(story, c);
      case FromEndpoint c -> story.leg(c.leg()).ifPresent(leg -> told(story, c, leg));
      case FromMediaServer c -> Rooms.heed(story, c);
      case VoiceCommand.ExpireRinging c -> endings.expire(story, c);
      case VoiceCommand.ExpireApart c -> privacy.expire(story, c);
    }
    aftermath.settle(story);
    return story.events();
  }

  private void asked(Story story, FromClient command) {
    VoiceCall call = story.call(command.connId()).orElse(null);
    if (call == null || !call.call().has(command.by())) {
      story.unknownCall(command);
      return;
    }
    switch (command) {
      case VoiceCommand.MakeCall _ -> throw new IllegalStateException("decided before");
      case VoiceCommand.AnswerCall c -> answering.ask(story, call, c);
      case VoiceCommand.ReleaseCall c -> endings.release(story, call, c);
      case VoiceCommand.ClearCall c -> endings.clear(story, call, c);
      case VoiceCommand.HoldCall c -> holding.hold(story, call, c);
      case VoiceCommand.RetrieveCall c -> Holding.retrieve(story, call, c);
      case VoiceCommand.RedirectCall c -> beginnings.redirect(story, call, c);
      case VoiceCommand.Consult c -> consulting.begin(story, call, c);
      case VoiceCommand.CompleteConference c -> consulting.conference(story, call, c);
      case VoiceCommand.CompleteTransfer c -> consulting.transfer(story, call, c);
      case VoiceCommand.AlternateCall c -> consulting.alternate(story, call, c);
      case VoiceCommand.ReconnectCall c -> consulting.reconnect(story, call, c);
      case VoiceCommand.SingleStepConference c -> beginnings.singleStep(story, call, c);
      case VoiceCommand.SingleStepTransfer c -> beginnings.singleStep(story, call, c);
      case VoiceCommand.DeleteFromConference c -> endings.delete(story, call, c);
      case VoiceCommand.ListenDisconnect c -> privacy.disconnect(story, call, c);
      case VoiceCommand.ListenReconnect c -> privacy.reconnect(story, call, c);
      case VoiceCommand.MuteParty c -> privacy.mute(story, call, c);
      case VoiceCommand.PutUserData c -> CaseData.put(story, call, c);
      case VoiceCommand.RemoveUserData c -> CaseData.remove(story, call, c);
      case VoiceCommand.SendDtmf c -> keys(story, call, c);
    }
  }

  private void told(Story story, FromEndpoint command, VoiceLeg leg) {
    switch (command) {
      case VoiceCommand.Arrive _ -> throw new IllegalStateException("decided before");
      case VoiceCommand.Ring _ -> answering.ring(story, leg);
      case VoiceCommand.Answer _ -> answering.answer(story, leg);
      case VoiceCommand.Describe c -> holding.describe(story, c, leg);
      case VoiceCommand.Fail c -> endings.fail(story, leg, c.status());
      case VoiceCommand.HangUp _ -> endings.hangUp(story, leg);
      case VoiceCommand.PressKeys c ->
          story
              .now()
              .flatMap(interaction -> interaction.heardBy(leg.dn()))
              .filter(_ -> areKeys(c.digits()))
              .ifPresent(call ->
                  story.tell(new VoiceEvent.KeysSent(null, call.connId(), leg.dn(), c.digits())));
      case VoiceCommand.RefuseAnswer c -> answering.refuse(story, c, leg);
    }
  }

  private static void keys(Story story, VoiceCall call, VoiceCommand.SendDtmf command) {
    if (!areKeys(command.digits())) {
      story.refuse(command, TlibError.INVALID_ATTR, "digits are 1 to 32 of 0123456789*#ABCD");
    } else if (!Holding.talks(call, command.by())) {
      story.refuse(command, TlibError.INV_CALL_STATE, "DN " + command.by() + " is not connected");
    } else {
      story.tell(
          new VoiceEvent.KeysSent(
              command.origin(), command.connId(), command.by(), command.digits()));
    }
  }

  private static boolean areKeys(String digits) {
    return digits.matches("[0-9*#A-D]{1,32}");
  }

  @Override
  public @Nullable VoiceInteraction evolve(
      @Nullable VoiceInteraction interaction, VoiceEvent event) {
    return VoiceInteraction.evolve(interaction, event);
  }

  @Override
  public List<Deadline<VoiceCommand>> deadlines(VoiceInteraction interaction) {
    return interaction.calls().values().stream().flatMap(VoiceDecider::deadlines).toList();
  }

  private static Stream<Deadline<VoiceCommand>> deadlines(VoiceCall call) {
    Stream<Deadline<VoiceCommand>> ringing =
        call.ringing().entrySet().stream()
            .map(entry ->
                new Deadline<>(
                    entry.getValue().until(),
                    new VoiceCommand.ExpireRinging(call.connId(), entry.getKey())));
    Stream<Deadline<VoiceCommand>> apart =
        call.apart().entrySet().stream()
            .flatMap(entry ->
                Stream.ofNullable(entry.getValue().request())
                    .map(request ->
                        new Deadline<>(
                            request.until(),
                            new VoiceCommand.ExpireApart(call.connId(), entry.getKey()))));
    return Stream.concat(ringing, apart);
  }
}
