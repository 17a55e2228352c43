package org.parley.sip.leg;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Call;
import org.parley.callmodel.Party;
import org.parley.callmodel.PartyState;
import org.parley.contracts.im.ImCommand.Invite;
import org.parley.contracts.im.ImCommand.Release;
import org.parley.contracts.im.ImCommand.SipEntry;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImSession;
import org.parley.contracts.sip.SipLeg;
import org.parley.sip.leg.Asks.Outcome;
import org.parley.sip.line.DialogId;
import org.parley.sip.line.Line;
import org.parley.sip.line.Refusals;
import org.parley.sip.message.Answer;
import org.parley.sip.message.SipRequest;
import org.parley.sip.signalling.Received;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.TlibError;

/**
 * An endpoint or a customer invites somebody and waits for the answer. Goes on as {@link Talking}
 * when the invited party accepts.
 */
final class Offered implements Leg {
  private static final int MAX_DRAWS = 5;

  /**
   * What was asked.
   *
   * @param byName who the inviter is to the others
   */
  record Wish(Dn to, String byName, Negotiation.Fine negotiated, long sdpSession) {}

  private final Workspace work;
  private final Received invite;
  private final Line line;
  private final Wish wish;
  private LegHead head;
  private int draws;

  /** Our Invite is sent. */
  private boolean asked;

  /** There is a session. */
  private boolean invited;

  private boolean rang;

  /** The caller has its final answer, or does not want one any more. */
  private boolean gaveUp;

  private boolean over;

  Offered(Workspace work, LegHead head, Received invite, Line line, Wish wish) {
    this.work = work;
    this.head = head;
    this.invite = invite;
    this.line = line;
    this.wish = wish;
  }

  @Override
  public LegHead head() {
    return head;
  }

  @Override
  public Optional<DialogId> dialogId() {
    return Optional.of(line.id());
  }

  @Override
  public int reachedSeq() {
    return 0;
  }

  /**
   * Asks for a session under a ConnID that may turn out to be taken. Not before the leg is kept: a
   * session that nobody remembers would be spoken in to nobody.
   */
  void begin() {
    draws++;
    work.legs().put(this);
    work.legs().await(invite, this);
    work.ports().timers().after(Asks.PATIENCE, this::keptTooLate);
    ConnId drawn = head.connId();
    work.keeper()
        .keep(
            head.key().text(),
            asKept(),
            () -> {
              if (!over && !asked) {
                asked = true;
                ask(drawn);
              }
            });
  }

  private void keptTooLate() {
    if (!asked) {
      end(Refusals.unavailable());
    }
  }

  private void ask(ConnId drawn) {
    work.asks()
        .ask(
            head.number(),
            origin ->
                new Invite(
                    origin,
                    drawn,
                    head.dn(),
                    wish.byName(),
                    wish.to(),
                    KvList.empty(),
                    null,
                    new SipEntry(false, head.trunk())),
            this::asked);
  }

  private void asked(Outcome outcome) {
    switch (outcome) {
      case Outcome.Done _ -> {} // seen as a session
      case Outcome.Refused(var refusal) -> {
        boolean again =
            refusal.error() == TlibError.REQ_IN_PROGRESS && draws < MAX_DRAWS && !gaveUp;
        if (again) {
          work.legs().remove(this);
          work.keeper().forget(head.key().text());
          asked = false;
          head = head.in(work.ports().connIds().get());
          begin();
        } else {
          end(Codes.refused(refusal));
        }
      }
      case Outcome.NotSent() -> end(Refusals.unavailable());
      case Outcome.NoAnswerYet() -> {
        gaveUp = true;
        answer(Refusals.noAnswer());
      }
    }
  }

  @Override
  public void look(@Nullable ImSession session, List<ImEvent> events) {
    switch (session) {
      case null -> end(Refusals.noDialog());
      case ImSession.Ended ended -> {
        reportUnheard(ended);
        end(Codes.ended(causeIn(events)));
      }
      case ImSession.Establishing establishing -> waiting(establishing.call());
      case ImSession.Connected connected -> accepted(connected);
    }
  }

  /** The caller gave up as it was answered: who spoke to it has to know. */
  private void reportUnheard(ImSession.Ended session) {
    new Undelivered(work, head).reportAfter(0, 0, session.transcript(), 487, "Cancelled");
  }

  private static ImEvent.EndCause causeIn(List<ImEvent> events) {
    for (ImEvent event : events) {
      if (event instanceof ImEvent.Ended ended) {
        return ended.cause();
      }
    }
    return ImEvent.EndCause.RELEASED;
  }

  private void waiting(Call call) {
    if (!invited) {
      invited = true;
      if (gaveUp) {
        release();
        return;
      }
    }
    boolean alerting =
        call.party(wish.to()).map(Party::state).filter(PartyState::isAlerting).isPresent();
    if (alerting && !rang && !gaveUp) {
      rang = true;
      answer(Answer.of(180, "Ringing").with("Allow", Line.ALLOW));
    }
  }

  private void accepted(ImSession.Connected session) {
    work.legs().settled(invite);
    if (gaveUp) {
      release(); // the leg is over when the session is
      return;
    }
    answer(wish.negotiated().answer());
    var terms =
        new Talking.Terms(
            new OwnSdp(wish.sdpSession(), 1),
            wish.negotiated().timer(),
            Negotiation.allows(invite.request().headers(), "UPDATE"),
            wish.negotiated().takesComposing());
    over = true;
    Talking talking = new Talking(work, head, line, terms, 0);
    talking.await(invite, wish.negotiated().delayed());
    talking.look(session, List.of());
  }

  private void answer(Answer answer) {
    invite.answer(line.in(answer));
  }

  /** The dialog as the 180 and the 200 will make it. */
  private SipLeg asKept() {
    return new SipLeg(
        head.connId(),
        head.dn(),
        work.ports().name(),
        line.dialog()
            .state(
                wish.negotiated().timer(),
                Negotiation.allows(invite.request().headers(), "UPDATE"),
                wish.sdpSession(),
                1),
        line.dialog().local().uri(),
        line.dialog().remote().uri(),
        0,
        head.trunk());
  }

  /** The last answer; one that comes after another final one is not sent. */
  private void end(Answer answer) {
    if (!over) {
      over = true;
      answer(answer);
      work.legs().settled(invite);
      work.legs().remove(this);
      work.keeper().forget(head.key().text());
    }
  }

  private void release() {
    LegHead whose = head;
    work.asks()
        .tell(whose.number(), origin -> new Release(origin, whose.connId(), whose.dn(), null));
  }

  @Override
  public void onCancel(Received received) {
    giveUp();
  }

  private void giveUp() {
    if (!gaveUp) {
      gaveUp = true;
      if (!asked) {
        end(Answer.of(487, "Request Terminated"));
      } else if (invited) {
        release();
      }
    }
  }

  /** The caller may talk before it is answered, in the early dialog. */
  @Override
  public void onRequest(Received received) {
    SipRequest request = received.request();
    if (!line.isFrom(request)) {
      received.answer(line.in(Refusals.noDialog()));
      return;
    }
    if (line.isTooLate(request.cseq())) {
      received.answer(line.in(Answer.of(500, "CSeq Out of Order")));
      return;
    }
    switch (request.method()) {
      case "MESSAGE" -> new Hearing(work).message(received, head, line::in, () -> {});
      case "BYE" -> {
        received.answer(line.in(Hearing.ok()));
        answer(Answer.of(487, "Request Terminated"));
        giveUp();
      }
      case "INVITE", "UPDATE" ->
          received.answer(line.in(Answer.of(500, "Not Yet").with("Retry-After", "5")));
      default -> received.answer(line.in(Hearing.other(request)));
    }
  }

  @Override
  public void onAck(SipRequest ack) {}

  @Override
  public void onNoAck(Received received) {}

  /** The session goes on without the endpoint: its desktop has it. */
  @Override
  public void silence() {
    end(Answer.of(403, "Forbidden"));
  }

  @Override
  public void handOver(SipLeg theirs) {
    over = true;
    answer(Refusals.unavailable());
    work.legs().settled(invite);
    work.legs().remove(this);
  }
}
