package org.parley.sip.leg;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.im.ImCommand.Accept;
import org.parley.contracts.im.ImCommand.ReachFailure;
import org.parley.contracts.im.ImCommand.Release;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImSession;
import org.parley.contracts.sip.SipLeg;
import org.parley.sip.dialog.SessionTimer;
import org.parley.sip.leg.Asks.Outcome;
import org.parley.sip.line.DialogId;
import org.parley.sip.line.Line;
import org.parley.sip.line.Refresher;
import org.parley.sip.line.Refusals;
import org.parley.sip.message.Answer;
import org.parley.sip.message.Body;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.message.SipRequest;
import org.parley.sip.sdp.ImSdp;
import org.parley.sip.signalling.Received;
import org.parley.sip.signalling.Signalling;

/**
 * There is a dialog with the endpoint. Text goes both ways in it. Ends when the session does, by
 * BYE of either side, or when the far end turns out to be gone.
 */
final class Talking implements Leg, Delivery.Owner, Refresher.Owner {

  private enum Stage {
    RUNNING,
    /** The session is over; what is left is delivered before the BYE. */
    CLOSING,
    /** The dialog is over; the session will be when our Release is read. */
    LEAVING,
    OVER
  }

  /**
   * What was agreed when the dialog was made.
   *
   * @param takesComposing whether the endpoint says that it understands typing notices
   */
  record Terms(
      OwnSdp sdp, Optional<SessionTimer> timer, boolean allowsUpdate, boolean takesComposing) {}

  private final Workspace work;
  private final LegHead head;
  private final Line line;
  private final OwnSdp sdp;
  private final Delivery delivery;
  private final Refresher refresher;
  private final Handshake handshake;
  private final Hearing hearing;

  /** Whether the party takes part by this leg. */
  private enum Membership {
    IN,
    /** The endpoint said yes, which a restart would not know yet. */
    KEEPING,
    /** Our Accept is under way: a desktop may have been quicker. */
    ASKING
  }

  private Membership membership = Membership.IN;
  private boolean hangUpWhenAcknowledged;
  private Stage stage = Stage.RUNNING;
  private int leftCode;
  private String leftReason = "";

  Talking(Workspace work, LegHead head, Line line, Terms terms, int deliveredSeq) {
    this.work = work;
    this.head = head;
    this.line = line;
    this.sdp = terms.sdp();
    this.hearing = new Hearing(work);
    this.delivery =
        new Delivery(
            work,
            head,
            deliveredSeq,
            (headers, body, answer) ->
                line.send(
                    "MESSAGE",
                    headers,
                    body,
                    response -> {
                      if (!response.isProvisional()) {
                        answer.accept(response);
                      }
                    }),
            this);
    this.refresher =
        new Refresher(work.ports().timers(), line, Line.ALLOW, terms.allowsUpdate(), this);
    this.handshake = new Handshake(work, line, refresher, terms);
    refresher.start(terms.timer());
  }

  @Override
  public LegHead head() {
    return head;
  }

  @Override
  public Optional<DialogId> dialogId() {
    return Optional.of(line.id());
  }

  /**
   * The endpoint took the invitation up: so does the party, as soon as a restart would find the
   * dialog. A session that runs has a leg that is kept, or it would not be told what it loses.
   */
  void accept() {
    membership = Membership.KEEPING;
    work.legs().put(this);
    work.keeper().keep(head.key().text(), asKept(), this::ask);
  }

  private void ask() {
    if (membership == Membership.KEEPING && stage == Stage.RUNNING) {
      membership = Membership.ASKING;
      work.asks()
          .ask(
              head.number(),
              origin -> new Accept(origin, head.connId(), head.dn(), head.dn().number()),
              this::accepted);
    }
  }

  private void accepted(Outcome outcome) {
    switch (outcome) {
      case Outcome.Done _ -> {
        membership = Membership.IN;
        if (stage == Stage.LEAVING) {
          release(null);
        } else {
          delivery.begin();
        }
      }
      case Outcome.Refused _ -> abandon();
      case Outcome.NotSent() -> {
        if (stage != Stage.OVER) {
          abandon();
          release(ReachFailure.FAILED);
        }
      }
      case Outcome.NoAnswerYet() -> {}
    }
  }

  private void release(@Nullable ReachFailure failure) {
    work.asks()
        .tell(head.number(), origin -> new Release(origin, head.connId(), head.dn(), failure));
  }

  /** The session is ours, or goes on: the dialog is there to talk in it. */
  void resume() {
    begin();
    delivery.begin();
  }

  /** The endpoint invited, and has got its 2xx. */
  void await(Received invite, boolean delayed) {
    handshake.await(invite, delayed, this);
    begin();
  }

  private void begin() {
    work.legs().put(this);
    progressed();
  }

  @Override
  public void look(@Nullable ImSession session, List<ImEvent> events) {
    switch (session) {
      case null -> sessionOver(true);
      case ImSession.Ended ended -> {
        delivery.follow(ended.transcript());
        sessionOver(ended.call().party(head.dn()).filter(p -> p.state().isConnected()).isPresent());
      }
      case ImSession.Establishing _ -> {}
      case ImSession.Connected _ when membership == Membership.KEEPING -> abandon();
      case ImSession.Connected connected -> {
        delivery.follow(connected.transcript());
        events.forEach(this::told);
      }
    }
  }

  private void told(ImEvent event) {
    if (event instanceof ImEvent.Typed typed
        && handshake.takesComposing()
        && !typed.by().equals(head.dn())) {
      delivery.composing(typed.active());
    }
  }

  /**
   * @param wasConnected whether the party took part: then what was said was for it too
   */
  private void sessionOver(boolean wasConnected) {
    if (stage == Stage.LEAVING) {
      stage = Stage.OVER;
      if (wasConnected && membership == Membership.IN) {
        delivery.giveUp(leftCode, leftReason);
      }
      forget();
    } else if (membership != Membership.IN) {
      abandon();
    } else if (stage == Stage.RUNNING) {
      stage = Stage.CLOSING;
      refresher.stop();
      delivery.close(this::abandon);
    }
  }

  @Override
  public void onRequest(Received received) {
    SipRequest request = received.request();
    boolean over = stage == Stage.LEAVING || stage == Stage.OVER;
    if (!line.isFrom(request) || over && !request.method().equals("BYE")) {
      received.answer(line.in(Refusals.noDialog()));
      return;
    }
    if (line.isTooLate(request.cseq())) {
      received.answer(line.in(Answer.of(500, "CSeq Out of Order")));
      return;
    }
    switch (request.method()) {
      case "MESSAGE" -> hearing.message(received, head, line::in, handshake::composes);
      case "BYE" -> bye(received);
      case "INVITE", "UPDATE" -> {
        if (handshake.answer(received, this)) {
          progressed();
        }
      }
      default -> received.answer(line.in(Hearing.other(request)));
    }
  }

  /** The endpoint ends the session. */
  private void bye(Received received) {
    received.answer(line.in(Hearing.ok()));
    leave(480, "The endpoint hung up");
  }

  @Override
  public void onAck(SipRequest ack) {
    switch (line.isFrom(ack) ? handshake.onAck(ack) : Handshake.Acknowledged.NOTHING) {
      case NOTHING -> {}
      case YES -> {
        if (!hangUpAtLast()) {
          delivery.begin();
        }
      }
      case WITHOUT_IM -> {
        if (!hangUpAtLast()) {
          breakOff(488, "The endpoint takes no IM session");
        }
      }
    }
  }

  @Override
  public void onNoAck(Received invite) {
    if (handshake.isMissed(invite) && !hangUpAtLast()) {
      breakOff(408, "The endpoint is gone");
    }
  }

  @Override
  public void onCancel(Received invite) {
    // It has been answered: the CANCEL comes too late (RFC 3261 section 9.2).
  }

  @Override
  public void progressed() {
    if (stage != Stage.OVER) {
      work.keeper().keep(head.key().text(), asKept());
    }
  }

  private SipLeg asKept() {
    return new SipLeg(
        head.connId(),
        head.dn(),
        work.ports().name(),
        line.dialog()
            .state(refresher.timer(), refresher.allowsUpdate(), sdp.session(), sdp.version()),
        line.dialog().local().uri(),
        line.dialog().remote().uri(),
        delivery.deliveredSeq(),
        head.trunk());
  }

  @Override
  public void reinvite(HeaderFields headers, Signalling.Answers answers) {
    String offer = sdp.offer(work.ports().signalling().host());
    line.send("INVITE", headers, Body.of(ImSdp.MEDIA_TYPE, offer), answers);
  }

  @Override
  public void changed() {
    progressed();
  }

  @Override
  public void expired() {
    breakOff(408, "The endpoint is gone");
  }

  @Override
  public void dialogGone(int code) {
    if (code == 408) {
      breakOff(code, "The endpoint is gone");
    } else {
      leave(code, "The endpoint has ended the session");
    }
  }

  /** The far end does not go on as it should: the session ends. */
  private void breakOff(int code, String reason) {
    if (stage == Stage.RUNNING || stage == Stage.CLOSING) {
      hangUp(HeaderFields.none());
      leave(code, reason);
    }
  }

  /**
   * There is no dialog any more, so the session has to end if it is ours. What is said until it
   * does, the endpoint does not get: it is reported then.
   */
  private void leave(int code, String reason) {
    switch (stage) {
      case RUNNING -> {
        stage = Stage.LEAVING;
        leftCode = code;
        leftReason = reason;
        delivery.halt();
        refresher.stop();
        switch (membership) {
          case IN -> release(null);
          case KEEPING -> {
            abandon();
            release(Codes.reachFailure(code, true));
          }
          case ASKING -> {} // the outcome says whether the session is ours to end
        }
      }
      case CLOSING -> {
        stage = Stage.OVER;
        delivery.giveUp(code, reason);
        forget();
      }
      case LEAVING, OVER -> {}
    }
  }

  /** The dialog ends; what becomes of the session is not for us to say. */
  private void abandon() {
    if (stage == Stage.RUNNING || stage == Stage.CLOSING) {
      hangUp(HeaderFields.none());
    }
    if (stage != Stage.OVER) {
      stage = Stage.OVER;
      forget();
    }
  }

  @Override
  public void silence() {
    if (stage == Stage.RUNNING || stage == Stage.CLOSING) {
      hangUp(HeaderFields.of("Reason", "SIP;cause=200;text=\"IM goes on at the desktop\""));
    }
    if (stage != Stage.OVER) {
      if (membership != Membership.IN) {
        work.ringDesktop(head);
      }
      stage = Stage.OVER;
      delivery.silence();
      forget();
    }
  }

  @Override
  public void handOver(SipLeg theirs) {
    boolean same =
        theirs.dialog() != null
            && line.id().equals(new DialogId(theirs.dialog().callId(), theirs.dialog().localTag()));
    if (!same && (stage == Stage.RUNNING || stage == Stage.CLOSING)) {
      hangUp(HeaderFields.none());
    }
    stage = Stage.OVER;
    delivery.silence();
    leaveRegistry();
  }

  /** Not before the ACK (RFC 3261 section 15). */
  private void hangUp(HeaderFields headers) {
    if (handshake.isOpen()) {
      hangUpWhenAcknowledged = true;
    } else {
      line.bye(headers);
    }
  }

  private boolean hangUpAtLast() {
    if (hangUpWhenAcknowledged) {
      line.bye(HeaderFields.none());
      work.legs().remove(this);
    }
    return hangUpWhenAcknowledged;
  }

  private void forget() {
    leaveRegistry();
    work.keeper().forget(head.key().text());
  }

  private void leaveRegistry() {
    refresher.stop();
    if (hangUpWhenAcknowledged) {
      work.legs().retire(this);
    } else {
      handshake.settle();
      work.legs().remove(this);
    }
  }

  @Override
  public int reachedSeq() {
    return delivery.reachedSeq();
  }

  /** A repeated 2xx to our INVITE; true if it is the one of this dialog. */
  boolean acknowledgeAgain(String remoteTag, long inviteCseq) {
    if (stage != Stage.OVER && line.dialog().remoteTag().equals(remoteTag)) {
      line.acknowledge(inviteCseq);
      return true;
    }
    return false;
  }
}
