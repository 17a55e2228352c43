package org.parley.sip.voice;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.voice.Target;
import org.parley.contracts.voice.VoiceCommand.Describe;
import org.parley.contracts.voice.VoiceCommand.Fail;
import org.parley.contracts.voice.VoiceCommand.RefuseAnswer;
import org.parley.contracts.voice.VoiceCommand.Ring;
import org.parley.contracts.voice.VoiceEvent.AnswerAsked;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.contracts.voice.VoiceLeg;
import org.parley.sip.dialog.SessionTimer;
import org.parley.sip.line.Addresses;
import org.parley.sip.line.Attempts;
import org.parley.sip.line.Candidates;
import org.parley.sip.line.Candidates.Candidate;
import org.parley.sip.line.DialogId;
import org.parley.sip.line.Line;
import org.parley.sip.line.Refusals;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.message.NameAddr;
import org.parley.sip.message.OutgoingRequest;
import org.parley.sip.message.SipRequest;
import org.parley.sip.message.SipResponse;
import org.parley.sip.signalling.Received;

/** Our INVITE to the endpoint of a leg is under way. Goes on as {@link Established}, or ends. */
final class Outgoing implements Connection, Attempts.Owner {
  private final VoiceWorkspace work;
  private final VoiceHead head;
  private final NameAddr from;
  private final NameAddr to;
  private final DialogId id;
  private final AudioSession audio;
  private final @Nullable AudioDescription offered;
  private final Attempts attempts;
  private final EarlyDialog early;
  private VoiceInteraction now;
  private VoiceLeg leg;
  private AudioSession.Read.@Nullable Far far;
  private boolean rang;
  private boolean over;

  private Outgoing(VoiceWorkspace work, VoiceHead head, VoiceInteraction now, VoiceLeg leg) {
    VoicePorts ports = work.ports();
    this.work = work;
    this.head = head;
    this.now = now;
    this.leg = leg;
    NameAddr other =
        now.callsOf(head.dn()).stream()
            .flatMap(call -> call.call().others(head.dn()).stream())
            .findFirst()
            .map(party -> Addresses.of(party, ports.host()))
            .orElseGet(() -> NameAddr.of("sip:" + ports.host()));
    this.id = new DialogId(ports.tokens().get(), ports.tokens().get());
    this.from = other.withTag(id.localTag());
    this.to = NameAddr.of(Addresses.uri(head.dn(), ports.host()));
    this.audio = AudioSession.begun(ports);
    this.offered =
        now.targetOf(head.dn()) instanceof Target.Towards(AudioDescription there) ? there : null;
    this.early = new EarlyDialog(ports.signalling());
    this.attempts =
        new Attempts(
            ports.signalling(),
            ports.timers(),
            Candidates.of(ports.reach(), head.dn()),
            (int) ports.sessionExpires().toSeconds(),
            this);
  }

  /** Calls the endpoint of a leg, as soon as a restart would know that somebody did. */
  static void call(VoiceWorkspace work, VoiceHead head, VoiceInteraction now, VoiceLeg leg) {
    new Outgoing(work, head, now, leg).start();
  }

  private void start() {
    if (attempts.isHopeless()) {
      fail(480);
      return;
    }
    work.connections().put(this);
    work.keeper()
        .keep(
            head.key(),
            work.unanswered(head),
            () -> {
              if (!over) {
                attempts.next();
              }
            });
  }

  @Override
  public OutgoingRequest invite(Candidate target, long cseq, int interval) {
    return new OutgoingRequest(
        "INVITE",
        target.uri().toString(),
        from,
        to,
        id.callId(),
        cseq,
        List.of(),
        SessionTimer.offered(interval).with("Allow", VoiceWorkspace.ALLOW),
        audio.saying(offered),
        target.flow());
  }

  @Override
  public VoiceHead head() {
    return head;
  }

  @Override
  public DialogId dialogId() {
    return id;
  }

  @Override
  public void provisional(OutgoingRequest invite, SipResponse response) {
    if (response.code() == 100) {
      return;
    }
    early.heard(invite, response);
    if (!response.body().isEmpty()
        && read(response) instanceof AudioSession.Read.Far said
        && !said.equals(far)) {
      far = said;
      work.tell(
          head,
          new Describe(
              head.connId(), head.leg(), said.description(), said.hosts(), offered, false));
    }
    if (!rang) {
      rang = true;
      work.tell(head, new Ring(head.connId(), head.leg()));
    }
  }

  private AudioSession.Read read(SipResponse response) {
    return audio.answer(response.body(), response.source(), null);
  }

  @Override
  public void success(OutgoingRequest invite, SipResponse response) {
    Line line = line(invite, response);
    line.acknowledge(invite.cseq());
    AudioSession.Read said = response.body().isEmpty() && far != null ? far : read(response);
    switch (said) {
      case AudioSession.Read.Refused _ -> {
        line.bye(HeaderFields.none());
        end();
        fail(488);
      }
      case AudioSession.Read.Far answered -> {
        over = true;
        var terms =
            new Terms(
                line,
                audio,
                SessionTimer.agreed(response.headers()),
                SessionTimer.lists(response.headers(), "Allow", "UPDATE"),
                true);
        new Established(work, head, terms, now, leg).taken(answered, offered);
      }
    }
  }

  private Line line(OutgoingRequest invite, SipResponse response) {
    return work.line(head, early.confirmed(invite, response));
  }

  @Override
  public void unwanted(OutgoingRequest invite, SipResponse response) {
    Line line = line(invite, response);
    line.acknowledge(invite.cseq());
    line.bye(HeaderFields.none());
  }

  @Override
  public void failed(int code) {
    end();
    fail(code);
  }

  private void fail(int code) {
    work.tell(head, new Fail(head.connId(), head.leg(), code));
  }

  @Override
  public void cancelled() {
    end();
  }

  private void end() {
    over = true;
    work.connections().remove(this);
    work.keeper().forget(head.key());
  }

  @Override
  public void look(VoiceInteraction interaction, VoiceLeg itsLeg) {
    now = interaction;
    leg = itsLeg;
  }

  @Override
  public void ended(int status) {
    attempts.cancel(null);
    end();
  }

  @Override
  public void missing() {
    ended(0);
  }

  @Override
  public void handOver() {
    attempts.cancel(null);
    over = true;
    work.connections().remove(this);
  }

  /** The client that asked is told when the endpoint cannot be told to answer. */
  void answer(AnswerAsked asked) {
    early.tellToAnswer(() -> {
      if (!over) {
        work.tell(head, new RefuseAnswer(head.connId(), head.leg(), asked.origin()));
      }
    });
  }

  /** There is no dialog that it could belong to yet; its 2xx may be a moment behind. */
  @Override
  public void onRequest(Received received) {
    received.answer(Refusals.notYet(1));
  }

  @Override
  public void onAck(SipRequest ack) {}

  @Override
  public void onNoAck(Received invite) {}

  @Override
  public void onCancel(Received invite) {}
}
