package org.parley.sip.leg;

import org.jspecify.annotations.Nullable;
import org.parley.sip.line.Line;
import org.parley.sip.line.Refresher;
import org.parley.sip.message.Answer;
import org.parley.sip.message.SipRequest;
import org.parley.sip.sdp.Description;
import org.parley.sip.sdp.ImSdp;
import org.parley.sip.signalling.Received;

/**
 * What the far end asks of a dialog by INVITE and UPDATE, and the ACK that its INVITE still owes
 * us.
 */
final class Handshake {

  /** What an ACK turned out to be. */
  enum Acknowledged {
    /** Of nothing that waits for one. */
    NOTHING,
    YES,
    /** With an answer to our offer that is no IM session. */
    WITHOUT_IM
  }

  private final Workspace work;
  private final Line line;
  private final Refresher refresher;
  private final OwnSdp sdp;
  private boolean takesComposing;

  /** An INVITE of theirs that we said yes to, until its ACK. */
  private @Nullable Received unacknowledged;

  private boolean answerDelayed;

  Handshake(Workspace work, Line line, Refresher refresher, Talking.Terms terms) {
    this.work = work;
    this.line = line;
    this.refresher = refresher;
    this.sdp = terms.sdp();
    this.takesComposing = terms.takesComposing();
  }

  /** Whether the far end understands typing notices. */
  boolean takesComposing() {
    return takesComposing;
  }

  /** It has sent one itself. */
  void composes() {
    takesComposing = true;
  }

  /**
   * Answers an INVITE or UPDATE.
   *
   * @return whether something has changed
   */
  boolean answer(Received received, Leg leg) {
    SipRequest request = received.request();
    boolean isInvite = request.method().equals("INVITE");
    if (refresher.isInviting() && (isInvite || !request.body().isEmpty())) {
      received.answer(line.in(Answer.of(491, "Request Pending")));
      return false;
    }
    long version = request.body().isEmpty() ? sdp.version() : sdp.version() + 1;
    return switch (Negotiation.of(request, work.ports(), sdp.session(), version)) {
      case Negotiation.Refuse(Answer answer) -> {
        received.answer(line.in(answer));
        yield false;
      }
      case Negotiation.Fine fine -> {
        sdp.sent(version);
        takesComposing |= fine.takesComposing();
        line.refreshed(request.contacts());
        refresher.start(fine.timer());
        if (isInvite) {
          await(received, fine.delayed(), leg);
        }
        received.answer(line.in(fine.answer()));
        yield true;
      }
    };
  }

  /**
   * @param delayed whether the 2xx has our offer, and the ACK its answer
   */
  void await(Received invite, boolean delayed, Leg leg) {
    settle();
    unacknowledged = invite;
    answerDelayed = delayed;
    work.legs().await(invite, leg);
  }

  /** Whether an ACK is still to come: until then there is no BYE (RFC 3261 section 15). */
  boolean isOpen() {
    return unacknowledged != null;
  }

  Acknowledged onAck(SipRequest ack) {
    if (unacknowledged == null || unacknowledged.request().cseq() != ack.cseq()) {
      return Acknowledged.NOTHING;
    }
    settle();
    return answerDelayed && !(ImSdp.read(ack.body().bytes()) instanceof Description.Im)
        ? Acknowledged.WITHOUT_IM
        : Acknowledged.YES;
  }

  /** Whether it was that ACK that will not come any more. */
  boolean isMissed(Received invite) {
    boolean missed = invite == unacknowledged;
    if (missed) {
      settle();
    }
    return missed;
  }

  /** Nothing is waited for any more. */
  void settle() {
    if (unacknowledged != null) {
      work.legs().settled(unacknowledged);
      unacknowledged = null;
    }
  }
}
