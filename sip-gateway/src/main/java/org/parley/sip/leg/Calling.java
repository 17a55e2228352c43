package org.parley.sip.leg;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Call;
import org.parley.contracts.im.ImCommand.ReachFailure;
import org.parley.contracts.im.ImCommand.Release;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImSession;
import org.parley.contracts.sip.SipLeg;
import org.parley.sip.content.Contents;
import org.parley.sip.dialog.Dialog;
import org.parley.sip.dialog.SessionTimer;
import org.parley.sip.line.Addresses;
import org.parley.sip.line.Attempts;
import org.parley.sip.line.Candidates;
import org.parley.sip.line.Candidates.Candidate;
import org.parley.sip.line.DialogId;
import org.parley.sip.line.Line;
import org.parley.sip.message.Answer;
import org.parley.sip.message.Body;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.message.NameAddr;
import org.parley.sip.message.OutgoingRequest;
import org.parley.sip.message.SipRequest;
import org.parley.sip.message.SipResponse;
import org.parley.sip.sdp.Description;
import org.parley.sip.sdp.ImSdp;
import org.parley.sip.signalling.Received;

/**
 * Our INVITE to an endpoint is under way: to one contact after the other, the best first, until one
 * answers. Goes on as {@link Talking}, or ends.
 */
final class Calling implements Leg, Attempts.Owner {

  /** Why it is called. */
  enum Purpose {
    /** The party is invited; what the endpoint says is its answer. */
    INVITATION,
    /** It rang before a restart, and may ring still: then it is busy, and refuses nothing. */
    INVITATION_AGAIN,
    /** The session runs; if the endpoint does not take part, nobody is harmed. */
    REOPENING,
    /**
     * The session runs, and its dialog died with another instance: if the endpoint does not take
     * part any more, that is the end.
     */
    TAKEOVER
  }

  static final String ELSEWHERE = "SIP;cause=200;text=\"Call completed elsewhere\"";

  private final Workspace work;
  private final LegHead head;
  private final Purpose purpose;
  private final int deliveredSeq;
  private final NameAddr from;
  private final NameAddr to;
  private final String callId;
  private final long sdpSession;
  private final Attempts attempts;
  private boolean rang;

  /** A party of ours that is gone, until the session is over: why. */
  private int lostCode;

  private Calling(Workspace work, LegHead head, Purpose purpose, Call call, int deliveredSeq) {
    Ports ports = work.ports();
    this.work = work;
    this.head = head;
    this.purpose = purpose;
    this.deliveredSeq = deliveredSeq;
    String host = ports.signalling().host();
    NameAddr other =
        call.others(head.dn()).stream()
            .findFirst()
            .map(party -> Addresses.of(party, host))
            .orElseGet(() -> NameAddr.of("sip:" + host));
    this.from = other.withTag(ports.tokens().get());
    this.to = NameAddr.of(Addresses.uri(head.dn(), host));
    this.callId = ports.tokens().get();
    this.sdpSession = ports.clock().instant().toEpochMilli();
    this.attempts =
        new Attempts(
            ports.signalling(),
            ports.timers(),
            Candidates.of(ports.reach(), head.dn()),
            (int) ports.policies().sessionExpires().toSeconds(),
            this);
  }

  /** Calls the endpoint of a party that is invited. */
  static void invite(Workspace work, LegHead head, Call call) {
    new Calling(work, head, Purpose.INVITATION, call, 0).start();
  }

  /** Calls the endpoint of a party whose endpoint rang before, by a call that is lost. */
  static void inviteAgain(Workspace work, LegHead head, Call call) {
    new Calling(work, head, Purpose.INVITATION_AGAIN, call, 0).start();
  }

  /**
   * Opens a dialog for a session that runs.
   *
   * @param deliveredSeq text after that message is for the endpoint
   */
  static void reopen(Workspace work, LegHead head, Call call, int deliveredSeq) {
    new Calling(work, head, Purpose.REOPENING, call, deliveredSeq).start();
  }

  /**
   * Opens another dialog for a party that had one at an instance which is dead.
   *
   * @param deliveredSeq text after that message is for the endpoint, or is reported
   */
  static void takeOver(Workspace work, LegHead head, Call call, int deliveredSeq) {
    new Calling(work, head, Purpose.TAKEOVER, call, deliveredSeq).start();
  }

  private boolean isInvitation() {
    return purpose == Purpose.INVITATION || purpose == Purpose.INVITATION_AGAIN;
  }

  private void start() {
    if (attempts.isHopeless()) {
      fail(480, ReachFailure.OUT_OF_SERVICE);
    } else {
      work.legs().put(this);
      attempts.next();
    }
  }

  @Override
  public OutgoingRequest invite(Candidate target, long cseq, int interval) {
    String host = work.ports().signalling().host();
    return new OutgoingRequest(
        "INVITE",
        target.uri().toString(),
        from,
        to,
        callId,
        cseq,
        List.of(),
        SessionTimer.offered(interval).with("Allow", Line.ALLOW),
        Body.of(ImSdp.MEDIA_TYPE, ImSdp.offer(sdpSession, 1, host)),
        target.flow());
  }

  @Override
  public LegHead head() {
    return head;
  }

  @Override
  public Optional<DialogId> dialogId() {
    return Optional.of(new DialogId(callId, Objects.requireNonNullElse(from.tag(), "")));
  }

  @Override
  public int reachedSeq() {
    return deliveredSeq;
  }

  @Override
  public void provisional(OutgoingRequest invite, SipResponse response) {
    if (response.code() > 100 && !rang) {
      rang = true;
      work.ringDesktop(head);
    }
  }

  @Override
  public void success(OutgoingRequest invite, SipResponse response) {
    Line line = line(invite, response);
    line.acknowledge(invite.cseq());
    switch (ImSdp.read(response.body().bytes())) {
      case Description.Im im -> talk(line, im, response);
      case Description.NotIm _, Description.Malformed _ -> {
        line.bye(HeaderFields.none());
        end();
        fail(488, ReachFailure.NOT_ACCEPTABLE);
      }
    }
  }

  @Override
  public void unwanted(OutgoingRequest invite, SipResponse response) {
    Line line = line(invite, response);
    line.acknowledge(invite.cseq());
    line.bye(HeaderFields.none());
  }

  private Line line(OutgoingRequest invite, SipResponse response) {
    return new Line(work.ports().reach(), head.dn(), Dialog.asClient(invite, response));
  }

  @Override
  public void cancelled() {
    end();
  }

  private void talk(Line line, Description.Im im, SipResponse response) {
    attempts.stop();
    var terms =
        new Talking.Terms(
            new OwnSdp(sdpSession, 1),
            SessionTimer.agreed(response.headers()),
            Negotiation.allows(response.headers(), "UPDATE"),
            im.accepts(Contents.COMPOSING));
    Talking talking = new Talking(work, head, line, terms, deliveredSeq);
    switch (purpose) {
      case INVITATION, INVITATION_AGAIN -> talking.accept();
      case REOPENING, TAKEOVER -> talking.resume();
    }
    talking.look(work.sessions().get(head.connId()), List.of());
  }

  @Override
  public void failed(int code) {
    end();
    fail(code, Codes.reachFailure(code, rang));
  }

  private void end() {
    attempts.stop();
    work.legs().remove(this);
  }

  private void fail(int code, ReachFailure why) {
    switch (purpose) {
      case INVITATION -> release(why);
      case INVITATION_AGAIN -> {
        if (code != 486 || rang) {
          release(why);
        }
      }
      case REOPENING -> {}
      case TAKEOVER -> {
        lostCode = code;
        work.legs().put(this); // until the session is over: what is said until then is reported
        release(null);
      }
    }
  }

  private void release(@Nullable ReachFailure why) {
    work.asks().tell(head.number(), origin -> new Release(origin, head.connId(), head.dn(), why));
  }

  /** The session of a party that is gone is over: what it did not get is reported. */
  private void lost(@Nullable ImSession session) {
    if (session != null) {
      new Undelivered(work, head)
          .reportAfter(
              deliveredSeq,
              0,
              session.transcript(),
              lostCode,
              "The endpoint was not reached again");
    }
    work.legs().remove(this);
    work.keeper().forget(head.key().text());
  }

  @Override
  public void look(@Nullable ImSession session, List<ImEvent> events) {
    if (purpose == Purpose.TAKEOVER && Sessions.isOver(session)) {
      cancel(null);
      attempts.stop();
      lostCode = lostCode == 0 ? 487 : lostCode;
      lost(session);
    } else if (Sessions.isOver(session)) {
      cancel(null);
    } else if (session instanceof ImSession.Connected && isInvitation()) {
      cancel(ELSEWHERE);
    }
  }

  private void cancel(@Nullable String reason) {
    attempts.cancel(reason);
  }

  @Override
  public void silence() {
    work.ringDesktop(head);
    cancel(null);
    if (purpose == Purpose.TAKEOVER) {
      work.legs().remove(this);
      work.keeper().forget(head.key().text());
    }
  }

  @Override
  public void handOver(SipLeg theirs) {
    cancel(null);
    work.legs().remove(this);
  }

  /** There is no dialog that it could belong to yet; its 2xx may be a moment behind. */
  @Override
  public void onRequest(Received received) {
    received.answer(Answer.of(500, "Not Yet").with("Retry-After", "1"));
  }

  @Override
  public void onAck(SipRequest ack) {}

  @Override
  public void onNoAck(Received invite) {}

  @Override
  public void onCancel(Received invite) {}
}
