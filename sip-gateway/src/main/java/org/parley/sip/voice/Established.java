package org.parley.sip.voice;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.sip.SipLeg;
import org.parley.contracts.sip.SipLeg.Voice;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceCommand.PressKeys;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.contracts.voice.VoiceLeg;
import org.parley.sip.dialog.SessionTimer;
import org.parley.sip.line.DialogId;
import org.parley.sip.line.Line;
import org.parley.sip.line.Refresher;
import org.parley.sip.line.Refusals;
import org.parley.sip.message.Answer;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.message.SipRequest;
import org.parley.sip.message.SipResponse;
import org.parley.sip.registrar.Capabilities;
import org.parley.sip.signalling.Received;
import org.parley.sip.signalling.Signalling;

/**
 * There is a dialog with the endpoint. Ends when the leg does, by BYE of either side, or when the
 * far end turns out to be gone.
 */
final class Established
    implements Connection, Refresher.Owner, Reconciler.Owner, TheirOffers.Owner {

  private enum Stage {
    RUNNING,
    /** The dialog is over; the leg will be when our HangUp is read. */
    LEAVING,
    OVER
  }

  /**
   * What was agreed when the dialog was made.
   *
   * @param ownsCallId whether we made it
   */
  record Terms(
      Line line,
      AudioSession audio,
      Optional<SessionTimer> timer,
      boolean allowsUpdate,
      boolean ownsCallId) {}

  private final VoiceWorkspace work;
  private final VoiceHead head;
  private final Terms terms;
  private final Line line;
  private final Refresher refresher;
  private final Descriptions descriptions;
  private final Reconciler reconciler;
  private final TheirOffers offers;
  private final Probe probe;
  private final Keys keys;
  private Stage stage = Stage.RUNNING;
  private boolean hangUpWhenAcknowledged;

  /** The last CSeq that may have been used before a restart. */
  private long sentBefore;

  /** What its answer said waits to be told: of what it was told the state knows nothing yet. */
  private boolean withheld;

  Established(
      VoiceWorkspace work, VoiceHead head, Terms terms, VoiceInteraction now, VoiceLeg leg) {
    this.work = work;
    this.head = head;
    this.terms = terms;
    this.line = terms.line();
    this.refresher = new Refresher(work.ports().timers(), line, terms.allowsUpdate(), this);
    this.descriptions = new Descriptions(work, head, leg, this::settled);
    this.reconciler = new Reconciler(work, terms, now, leg, descriptions, this::headers, this);
    this.offers = new TheirOffers(work, terms, leg, refresher, descriptions, reconciler, this);
    this.probe = new Probe(work, line, refresher, reconciler, this::headers, this);
    this.keys = new Keys(line);
    refresher.start(terms.timer());
  }

  private HeaderFields headers() {
    return refresher
        .timer()
        .map(SessionTimer::refreshing)
        .orElseGet(HeaderFields::none)
        .with("Allow", VoiceWorkspace.ALLOW);
  }

  private void settled() {
    reconciler.run();
  }

  /**
   * The endpoint took our call, which is said as soon as a restart would find the dialog.
   *
   * @param told what it was offered; null: nobody
   */
  void taken(AudioSession.Read.Far far, @Nullable AudioDescription told) {
    withheld = true;
    work.connections().put(this);
    work.keeper()
        .keep(
            head.key(),
            asKept(),
            () -> {
              withheld = false;
              if (stage == Stage.RUNNING) {
                descriptions.tell(far.description(), far.hosts(), told);
                work.tell(head, new VoiceCommand.Answer(head.connId(), head.leg()));
                reconciler.run();
              }
            });
  }

  /**
   * The endpoint's call is being taken: it gets its 2xx.
   *
   * @param far what it offered; null: what it says comes with its ACK
   * @param told what it is told by the 2xx; null: nobody
   */
  void await(
      Received invite, AudioSession.Read.@Nullable Far far, @Nullable AudioDescription told) {
    offers.await(invite, far, told, this);
    begin();
  }

  private void begin() {
    work.connections().put(this);
    changed();
  }

  /** It goes on as it was kept. */
  void resume() {
    sentBefore = line.dialog().localCseq();
    begin();
  }

  /** That the endpoint took our call may not have been said before a restart. */
  void answeredBefore() {
    work.tell(head, new VoiceCommand.Answer(head.connId(), head.leg()));
  }

  /** It was another instance's: the endpoint is told where we are. */
  void takeOver() {
    resume();
    reconciler.refresh();
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
    if (stage == Stage.RUNNING) {
      descriptions.look(leg);
      reconciler.look(now, leg);
      offers.look(leg, this);
    }
  }

  /** Others have pressed keys that it does not hear. */
  void press(String pressed) {
    if (stage == Stage.RUNNING) {
      keys.send(pressed);
    }
  }

  /** Nothing is heard of it: it may be gone. */
  void silent() {
    if (stage == Stage.RUNNING) {
      probe.send();
    }
  }

  @Override
  public void onRequest(Received received) {
    SipRequest request = received.request();
    boolean over = stage != Stage.RUNNING;
    if (!line.isFrom(request) || over && !request.method().equals("BYE")) {
      received.answer(line.in(Refusals.noDialog()));
      return;
    }
    if (line.isTooLate(request.cseq())) {
      received.answer(line.in(Refusals.outOfOrder()));
      return;
    }
    switch (request.method()) {
      case "BYE" -> {
        received.answer(line.in(ok()));
        leave();
      }
      case "INVITE", "UPDATE" -> offers.take(received, this);
      case "INFO" -> received.answer(line.in(info(request)));
      case "OPTIONS" -> received.answer(line.in(Capabilities.answer()));
      case "NOTIFY" -> received.answer(line.in(Refusals.noDialog()));
      default -> received.answer(line.in(notAllowed()));
    }
  }

  private Answer info(SipRequest request) {
    if (Keys.carries(request.body())) {
      Optional<String> key = Keys.read(request.body());
      key.ifPresent(k -> work.tell(head, new PressKeys(head.connId(), head.leg(), k)));
      return key.isPresent() ? ok() : Answer.of(400, "Not a Key");
    }
    return request.body().isEmpty() ? ok() : Answer.of(415, "Unsupported Media Type");
  }

  private static Answer ok() {
    return Answer.of(200, "OK");
  }

  static Answer notAllowed() {
    return Answer.of(405, "Method Not Allowed").with("Allow", VoiceWorkspace.ALLOW);
  }

  @Override
  public void onAck(SipRequest ack) {
    if (line.isFrom(ack) && offers.onAck(ack) && !hangUpAtLast() && stage == Stage.RUNNING) {
      reconciler.run();
    }
  }

  @Override
  public void onNoAck(Received invite) {
    if (offers.isMissed(invite) && !hangUpAtLast()) {
      breakOff();
    }
  }

  @Override
  public void onCancel(Received invite) {
    offers.cancelled(invite); // what has been answered is not undone (RFC 3261 section 9.2)
  }

  @Override
  public void notAnswered() {
    if (!hangUpWhenAcknowledged) {
      breakOff();
    }
  }

  @Override
  public boolean isNegotiating() {
    return withheld || offers.isNegotiating();
  }

  @Override
  public void accepted(SipResponse answer) {
    refresher.start(SessionTimer.agreed(answer.headers()));
    changed();
  }

  /** It may want to be refreshed less often (422). */
  @Override
  public void answered(SipResponse answer) {
    probe.answered(answer);
    int now = refresher.timer().map(SessionTimer::seconds).orElse(0);
    if (answer.code() == 422) {
      SessionTimer.wanted(answer.headers(), now)
          .ifPresent(seconds -> refresher.start(Optional.of(new SessionTimer(seconds, true))));
    }
  }

  @Override
  public void reinvite(HeaderFields headers, Signalling.Answers answers) {
    reconciler.refresh();
  }

  @Override
  public void changed() {
    if (stage != Stage.OVER) {
      work.keeper().keep(head.key(), asKept());
    }
  }

  private SipLeg asKept() {
    AudioSession audio = terms.audio();
    return work.record(
        head,
        line.dialog(),
        line.dialog()
            .state(refresher.timer(), refresher.allowsUpdate(), audio.session(), audio.version()),
        new Voice(head.leg(), true, audio.media()));
  }

  @Override
  public void expired() {
    breakOff();
  }

  @Override
  public void dialogGone(int code) {
    if (code == 481) {
      leave();
    } else {
      breakOff();
    }
  }

  /** The far end does not go on as it should: the leg ends. */
  private void breakOff() {
    if (stage == Stage.RUNNING) {
      hangUp();
      leave();
    }
  }

  /** There is no dialog any more, so the leg has to end. */
  private void leave() {
    if (stage == Stage.RUNNING) {
      stage = Stage.LEAVING;
      stop();
      work.hangUp(head);
      if (!work.interactions().has(head)) {
        ended(0);
      }
    }
  }

  private void stop() {
    refresher.stop();
    reconciler.stop();
    probe.stop();
    offers.close();
  }

  @Override
  public void ended(int status) {
    if (stage == Stage.RUNNING) {
      hangUp();
    }
    if (stage != Stage.OVER) {
      stage = Stage.OVER;
      stop();
      leaveRegistry();
      work.keeper().forget(head.key());
    }
  }

  @Override
  public void missing() {
    ended(0);
  }

  @Override
  public void handOver() {
    stage = Stage.OVER;
    stop();
    leaveRegistry();
  }

  private void leaveRegistry() {
    if (hangUpWhenAcknowledged) {
      work.connections().retire(this);
    } else {
      offers.settle();
      work.connections().remove(this);
    }
  }

  /** Not before the ACK (RFC 3261 section 15). */
  private void hangUp() {
    if (offers.isOpen()) {
      hangUpWhenAcknowledged = true;
    } else {
      line.bye(HeaderFields.none());
    }
  }

  private boolean hangUpAtLast() {
    boolean atLast = hangUpWhenAcknowledged;
    if (atLast) {
      hangUpWhenAcknowledged = false;
      line.bye(HeaderFields.none());
      if (stage == Stage.OVER) {
        work.connections().remove(this);
      }
    }
    return atLast;
  }

  /**
   * A repeated 2xx to an INVITE of ours. If it was sent before a restart the endpoint has been told
   * what nobody remembers.
   */
  void acknowledgeAgain(SipResponse response) {
    boolean same = line.dialog().remoteTag().equals(response.to().tag());
    if (stage != Stage.OVER && same) {
      line.acknowledge(response.cseq());
      if (response.cseq() <= sentBefore) {
        sentBefore = response.cseq() - 1;
        reconciler.refresh();
      }
    } else if (!same) {
      work.endStray(response);
    }
  }
}
