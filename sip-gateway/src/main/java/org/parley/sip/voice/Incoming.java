package org.parley.sip.voice;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Party;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.voice.Target;
import org.parley.contracts.voice.VoiceCommand.Arrive;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.contracts.voice.VoiceLeg;
import org.parley.sip.dialog.SessionTimer;
import org.parley.sip.line.DialogId;
import org.parley.sip.line.Line;
import org.parley.sip.line.Refusals;
import org.parley.sip.line.Timing;
import org.parley.sip.message.Answer;
import org.parley.sip.message.Body;
import org.parley.sip.message.SipRequest;
import org.parley.sip.sdp.AudioSdp;
import org.parley.sip.signalling.Received;
import org.parley.tlib.Dn;

/**
 * The endpoint's INVITE waits for its answer, which the state says. Goes on as {@link Established},
 * or ends.
 */
final class Incoming implements Connection {

  /** As long as nothing is read of the call, the caller waits, and then gives way. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration MEMORY = Duration.ofSeconds(60);

  /**
   * What it asks for.
   *
   * @param far what it says of itself; null: it will in its ACK
   */
  record Wish(Dn to, String byName, AudioSession.Read.@Nullable Far far, Timing.Agreed timing) {}

  private final VoiceWorkspace work;
  private final VoiceHead head;
  private final Received invite;
  private final Line line;
  private final AudioSession audio;
  private final Wish wish;
  private boolean asked;
  private boolean seen;
  private boolean gaveUp;
  private boolean rang;
  private boolean over;

  /** What was said early. */
  private @Nullable AudioDescription early;

  Incoming(
      VoiceWorkspace work,
      VoiceHead head,
      Received invite,
      Line line,
      AudioSession audio,
      Wish wish) {
    this.work = work;
    this.head = head;
    this.invite = invite;
    this.line = line;
    this.audio = audio;
    this.wish = wish;
  }

  /** Not before it is kept: after a restart nobody would know whose the leg was. */
  void begin() {
    work.connections().put(this);
    work.connections().await(invite, this);
    work.ports().timers().after(PATIENCE, this::outOfPatience);
    work.keeper()
        .keep(
            head.key(),
            work.unanswered(head),
            () -> {
              if (!over && !asked) {
                asked = true;
                arrive();
              }
            });
  }

  private void arrive() {
    AudioDescription said = wish.far() == null ? audio.nobody() : wish.far().description();
    work.teller()
        .ask(
            new Arrive(
                head.connId(),
                head.leg(),
                head.dn(),
                wish.byName(),
                head.trunk(),
                wish.to(),
                said,
                wish.far() == null ? Set.of() : wish.far().hosts()),
            () -> {
              if (!seen) {
                work.hangUp(head); // it may have got through all the same
                end(Refusals.unavailable());
              }
            });
  }

  private void outOfPatience() {
    if (!seen && !over) {
      answer(asked ? Refusals.noAnswer() : Refusals.unavailable());
      giveUp();
      work.ports()
          .timers()
          .after(
              MEMORY,
              () -> {
                if (!seen) {
                  end(Refusals.noAnswer());
                }
              });
    }
  }

  @Override
  public VoiceHead head() {
    return head;
  }

  @Override
  public DialogId dialogId() {
    return line.id();
  }

  @Override
  public void look(VoiceInteraction now, VoiceLeg leg) {
    boolean first = !seen;
    seen = true;
    if (gaveUp) {
      if (first) {
        work.hangUp(head);
      }
      return;
    }
    Target target = now.targetOf(head.dn());
    switch (leg.stage()) {
      case CALLING, CALLED -> waiting(now, target);
      case ANSWERED -> {
        switch (target) {
          case Target.Towards(AudioDescription there) -> accept(there, now, leg);
          case Target.Nothing() -> accept(null, now, leg);
          case Target.NotYet() -> {}
        }
      }
    }
  }

  private void waiting(VoiceInteraction now, Target target) {
    if (wish.far() != null && target instanceof Target.Towards(AudioDescription there)) {
      if (!there.equals(early)) {
        early = there;
        rang = true;
        answer(
            Answer.of(183, "Session Progress")
                .with("Allow", VoiceWorkspace.ALLOW)
                .with(answering(there, wish.far())));
      }
    } else if (!rang && someoneRings(now)) {
      rang = true;
      answer(Answer.of(180, "Ringing").with("Allow", VoiceWorkspace.ALLOW));
    }
  }

  private boolean someoneRings(VoiceInteraction now) {
    return now.callsOf(head.dn()).stream()
        .flatMap(call -> call.call().others(head.dn()).stream())
        .map(Party::state)
        .anyMatch(state -> state.isAlerting());
  }

  private Body answering(@Nullable AudioDescription there, AudioSession.Read.Far offer) {
    return audio.saying(
        AudioSdp.answer(Objects.requireNonNullElseGet(there, audio::nobody), offer.description()));
  }

  private void accept(@Nullable AudioDescription there, VoiceInteraction now, VoiceLeg leg) {
    over = true;
    work.connections().settled(invite);
    AudioSession.Read.Far far = wish.far();
    Body body = far == null ? audio.saying(there) : answering(there, far);
    AudioDescription told =
        there == null || far == null ? there : AudioSdp.answer(there, far.description()).bothWays();
    answer(
        new Answer(
            200,
            "OK",
            null,
            wish.timing().headers().with("Supported", "timer").with("Allow", VoiceWorkspace.ALLOW),
            body));
    var terms =
        new Terms(
            line,
            audio,
            wish.timing().timer(),
            SessionTimer.lists(invite.request().headers(), "Allow", "UPDATE"),
            false);
    new Established(work, head, terms, now, leg).await(invite, far, told);
  }

  private void answer(Answer answer) {
    invite.answer(line.in(answer));
  }

  /** It is refused before there is a leg. */
  void refused(int status, String reason) {
    end(Statuses.of(status).because(reason));
  }

  @Override
  public void ended(int status) {
    end(Statuses.of(status));
  }

  @Override
  public void missing() {
    if (seen) {
      ended(0);
    }
  }

  /** The last answer; one that comes after another final one is not sent. */
  private void end(Answer answer) {
    if (!over) {
      over = true;
      answer(answer);
      work.connections().settled(invite);
      work.connections().remove(this);
      work.keeper().forget(head.key());
    }
  }

  @Override
  public void handOver() {
    over = true;
    answer(Refusals.unavailable());
    work.connections().settled(invite);
    work.connections().remove(this);
  }

  @Override
  public void onCancel(Received received) {
    giveUp();
  }

  private void giveUp() {
    if (!gaveUp && !over) {
      gaveUp = true;
      if (!asked) {
        end(Answer.of(487, "Request Terminated"));
      } else if (seen) {
        work.hangUp(head);
      }
    }
  }

  /** The caller may leave, or press keys, before it is answered. */
  @Override
  public void onRequest(Received received) {
    SipRequest request = received.request();
    if (!line.isFrom(request)) {
      received.answer(line.in(Refusals.noDialog()));
      return;
    }
    if (line.isTooLate(request.cseq())) {
      received.answer(line.in(Refusals.outOfOrder()));
      return;
    }
    switch (request.method()) {
      case "BYE" -> {
        received.answer(line.in(Answer.of(200, "OK")));
        answer(Answer.of(487, "Request Terminated"));
        giveUp();
      }
      case "INVITE", "UPDATE" -> received.answer(line.in(Refusals.notYet(5)));
      case "INFO" -> received.answer(line.in(Answer.of(200, "OK")));
      default -> received.answer(line.in(Established.notAllowed()));
    }
  }

  @Override
  public void onAck(SipRequest ack) {}

  @Override
  public void onNoAck(Received received) {}
}
