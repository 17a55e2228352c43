package org.parley.sip.voice;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
import org.parley.sip.message.SipRequest;
import org.parley.sip.signalling.Received;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;

/**
 * The endpoint's INVITE waits for its answer, which the state says. Goes on as {@link Established},
 * or ends.
 */
final class Incoming implements Connection {

  /**
   * As long as nothing is read of the call, or of its seat, the caller waits; then it gives way.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration MEMORY = Duration.ofSeconds(60);

  private static final int MAX_DRAWS = 3;

  /**
   * What it asks for.
   *
   * @param far what it says of itself; null: it will in its ACK
   */
  record Wish(Dn to, String byName, AudioSession.Read.@Nullable Far far, Timing.Agreed timing) {}

  private final VoiceWorkspace work;
  private VoiceHead head;
  private final Received invite;
  private final Line line;
  private final AudioSession audio;
  private final Wish wish;
  private final Progress progress;
  private int draws;
  private boolean asked;
  private boolean seen;
  private boolean awaitsSeat;
  private boolean gaveUp;
  private boolean over;

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
    this.progress = new Progress(head.dn(), audio, wish.far());
  }

  void begin() {
    work.ports().timers().after(PATIENCE, this::outOfPatience);
    keep();
  }

  /** Asks when it is kept: after a restart nobody would know whose the leg was. */
  private void keep() {
    draws++;
    work.connections().put(this);
    work.connections().await(invite, this);
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

  /** Another call has this ConnID. */
  void taken(ConnId connId) {
    if (!connId.equals(head.connId()) || over) {
      return;
    }
    if (gaveUp || draws == MAX_DRAWS) {
      end(Refusals.unavailable());
      return;
    }
    work.connections().remove(this);
    work.keeper().forget(head.key());
    asked = false;
    head = head.in(work.ports().connIds().get());
    keep();
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
    switch (leg.stage()) {
      case CALLING, CALLED -> progress.news(now).ifPresent(this::answer);
      case ANSWERED -> {
        switch (now.targetOf(head.dn())) {
          case Target.Towards(AudioDescription there) -> accept(there, now, leg);
          case Target.Nothing() -> accept(null, now, leg);
          case Target.NotYet() -> awaitSeat();
        }
      }
    }
  }

  /** The callee has answered with none of our caller's codecs, and no mixer offers a seat yet. */
  private void awaitSeat() {
    if (!awaitsSeat) {
      awaitsSeat = true;
      work.ports()
          .timers()
          .after(
              PATIENCE,
              () -> {
                if (!over && !gaveUp) {
                  answer(Refusals.unavailable());
                  giveUp();
                }
              });
    }
  }

  private void accept(@Nullable AudioDescription there, VoiceInteraction now, VoiceLeg leg) {
    over = true;
    work.connections().settled(invite);
    AudioSession.Read.Far far = wish.far();
    AudioDescription said = far == null ? there : audio.answering(there, far);
    AudioDescription told = there == null || said == null ? null : said.bothWays();
    answer(
        new Answer(
            200,
            "OK",
            null,
            wish.timing().headers().with("Supported", "timer").with("Allow", VoiceWorkspace.ALLOW),
            audio.saying(said)));
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
