package org.parley.sip.leg;

import java.time.Duration;
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
import org.parley.sip.leg.Candidates.Candidate;
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
import org.parley.sip.signalling.Signalling;

/**
 * Our INVITE to an endpoint is under way: to one contact after the other, the best first, until one
 * answers. Goes on as {@link Talking}, or ends.
 */
final class Calling implements Leg {

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

  /** A contact that says nothing at all for so long is not waited for if there is another one. */
  static final Duration SILENCE = Duration.ofSeconds(4);

  /** One that says nothing at all for so long is not there. */
  static final Duration ABSENCE = Duration.ofSeconds(8);

  private final Workspace work;
  private final LegHead head;
  private final Purpose purpose;
  private final int deliveredSeq;
  private final NameAddr from;
  private final NameAddr to;
  private final String callId;
  private final long sdpSession;
  private final Candidates candidates;
  private int interval;
  private long cseq;
  private boolean heard;
  private boolean rang;
  private boolean cancelled;

  /** A 422 has been followed. */
  private boolean raised;

  private boolean over;

  /** A party of ours that is gone, until the session is over: why. */
  private int lostCode;

  private Signalling.@Nullable Sent sent;

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
    this.candidates = Candidates.of(ports, head.dn());
    this.sdpSession = ports.clock().instant().toEpochMilli();
    this.interval = (int) ports.policies().sessionExpires().toSeconds();
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
    if (candidates.isEmpty()) {
      fail(480, ReachFailure.OUT_OF_SERVICE);
    } else {
      work.legs().put(this);
      next();
    }
  }

  private void next() {
    attempt(candidates.next());
  }

  private void attempt(Candidate target) {
    Signalling signalling = work.ports().signalling();
    cseq++;

    OutgoingRequest invite =
        new OutgoingRequest(
            "INVITE",
            target.uri().toString(),
            from,
            to,
            callId,
            cseq,
            List.of(),
            SessionTimer.offered(interval).with("Allow", Line.ALLOW),
            Body.of(ImSdp.MEDIA_TYPE, ImSdp.offer(sdpSession, 1, signalling.host())),
            target.flow());
    heard = false;
    sent = signalling.send(invite, response -> answered(invite, target, response));
    work.ports().timers().after(SILENCE, () -> passOver(invite.cseq()));
    work.ports().timers().after(ABSENCE, () -> giveUp(invite.cseq()));
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

  private void answered(OutgoingRequest invite, Candidate target, SipResponse response) {
    if (over || invite.cseq() != cseq) {
      late(invite, response);
    } else if (response.isProvisional()) {
      heard = true;
      ringing(response.code());
    } else if (response.isSuccess()) {
      success(invite, response);
    } else if (cancelled) {
      end();
    } else {
      refused(target, response);
    }
  }

  /** One that was passed over says yes after all, to nobody. */
  private void late(OutgoingRequest invite, SipResponse response) {
    if (response.isSuccess()) {
      Line line = new Line(work.ports(), head.dn(), Dialog.asClient(invite, response));
      line.acknowledge(invite.cseq());
      line.bye(HeaderFields.none());
    }
  }

  private void passOver(long attempt) {
    if (isSilent(attempt) && !candidates.isEmpty()) {
      giveBack();
      next();
    }
  }

  private void giveUp(long attempt) {
    if (isSilent(attempt)) {
      giveBack();
      end();
      fail(408, ReachFailure.NO_ANSWER);
    }
  }

  private boolean isSilent(long attempt) {
    return attempt == cseq && !heard && !cancelled && !over;
  }

  private void giveBack() {
    if (sent != null) {
      sent.cancel(null);
    }
  }

  private void ringing(int code) {
    if (code > 100 && !rang && !cancelled) {
      rang = true;
      work.ringDesktop(head);
    }
  }

  private void success(OutgoingRequest invite, SipResponse response) {
    Line line = new Line(work.ports(), head.dn(), Dialog.asClient(invite, response));
    line.acknowledge(invite.cseq());
    if (cancelled) {
      line.bye(HeaderFields.none()); // the 2xx crossed the CANCEL
      end();
      return;
    }
    switch (ImSdp.read(response.body().bytes())) {
      case Description.Im im -> talk(line, im, response);
      case Description.NotIm _, Description.Malformed _ -> {
        line.bye(HeaderFields.none());
        end();
        fail(488, ReachFailure.NOT_ACCEPTABLE);
      }
    }
  }

  private void talk(Line line, Description.Im im, SipResponse response) {
    over = true;
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

  private void refused(Candidate target, SipResponse response) {
    int code = response.code();
    if (code == 422 && !raised) {
      raised = true;
      Optional<Integer> wanted = SessionTimer.wanted(response.headers(), interval);
      if (wanted.isPresent()) {
        interval = wanted.get();
        attempt(target);
        return;
      }
    }
    if (code >= 300 && code < 400) {
      candidates.redirect(response.contacts());
    }
    boolean another = code < 400 || code == 408 || code == 503;
    if (another && !candidates.isEmpty()) {
      next();
    } else {
      end();
      fail(code, Codes.reachFailure(code, rang));
    }
  }

  private void end() {
    over = true;
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
    work.keeper().forget(head.key());
  }

  @Override
  public void look(@Nullable ImSession session, List<ImEvent> events) {
    if (purpose == Purpose.TAKEOVER && Sessions.isOver(session)) {
      cancel(null);
      over = true;
      lostCode = lostCode == 0 ? 487 : lostCode;
      lost(session);
    } else if (Sessions.isOver(session)) {
      cancel(null);
    } else if (session instanceof ImSession.Connected && isInvitation()) {
      cancel(ELSEWHERE);
    }
  }

  private void cancel(@Nullable String reason) {
    if (!cancelled && !over) {
      cancelled = true;
      candidates.clear();
      if (sent != null) {
        sent.cancel(reason);
      }
    }
  }

  @Override
  public void silence() {
    work.ringDesktop(head);
    cancel(null);
    if (purpose == Purpose.TAKEOVER) {
      work.legs().remove(this);
      work.keeper().forget(head.key());
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
