package org.parley.sip.voice;

import org.jspecify.annotations.Nullable;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceCommand.PressKeys;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.contracts.voice.VoiceLeg;
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
final class Established implements Connection, Refresher.Owner, Reconciler.Owner {

  private final VoiceWorkspace work;
  private final VoiceHead head;
  private final Line line;
  private final Refresher refresher;
  private final DialogRecord record;
  private final Descriptions descriptions;
  private final Reconciler reconciler;
  private final AwaitedAck ack;
  private final TheirOffers offers;
  private final Probe probe;
  private final Keys keys;
  private final Leaving leaving;

  /** The last CSeq that may have been used before a restart. */
  private long sentBefore;

  /** What its answer said waits to be told: of what it was told the state knows nothing yet. */
  private boolean withheld;

  Established(
      VoiceWorkspace work, VoiceHead head, Terms terms, VoiceInteraction now, VoiceLeg leg) {
    this.work = work;
    this.head = head;
    this.line = terms.line();
    this.refresher =
        new Refresher(
            work.ports().timers(), line, VoiceWorkspace.ALLOW, terms.allowsUpdate(), this);
    this.record = new DialogRecord(work, head, terms, refresher);
    this.descriptions = new Descriptions(work, head, leg, this::settled);
    this.reconciler = new Reconciler(work, terms, now, leg, descriptions, refresher, this);
    this.ack = new AwaitedAck(work, terms.audio(), descriptions, leg);
    this.offers =
        new TheirOffers(work, terms, leg, refresher, descriptions, reconciler, ack, record::keep);
    this.probe = new Probe(work, line, refresher, reconciler, this);
    this.keys = new Keys(line, this::pressed);
    this.leaving = new Leaving(work, this, line, ack, record, this::stop);
    refresher.start(terms.timer());
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
    record.keep(() -> {
      withheld = false;
      if (leaving.isRunning()) {
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
    ack.begin(invite, far, told, this);
    begin();
  }

  private void begin() {
    work.connections().put(this);
    record.keep();
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
    if (leaving.isRunning()) {
      descriptions.look(leg);
      ack.look(leg);
      reconciler.look(now, leg);
      offers.look(leg, this);
    }
  }

  /** Others have pressed keys that it does not hear. */
  void press(String pressed) {
    if (leaving.isRunning()) {
      keys.send(pressed);
    }
  }

  /** Nothing is heard of it: it may be gone. */
  void silent() {
    if (leaving.isRunning()) {
      probe.send();
    }
  }

  @Override
  public void onRequest(Received received) {
    SipRequest request = received.request();
    boolean over = !leaving.isRunning();
    if (!line.isFrom(request) || over && !request.method().equals("BYE")) {
      received.answer(line.in(Refusals.noDialog()));
      return;
    }
    if (line.isTooLate(request.cseq())) {
      received.answer(line.in(Refusals.outOfOrder()));
      return;
    }
    probe.heard();
    switch (request.method()) {
      case "BYE" -> {
        received.answer(line.in(Answer.of(200, "OK")));
        leaving.dialogOver();
      }
      case "INVITE", "UPDATE" -> offers.take(received, this);
      case "INFO" -> received.answer(line.in(keys.take(request.body())));
      case "OPTIONS" -> received.answer(line.in(Capabilities.answer()));
      case "NOTIFY" -> received.answer(line.in(Refusals.noDialog()));
      default -> received.answer(line.in(notAllowed()));
    }
  }

  private void pressed(String key) {
    work.tell(head, new PressKeys(head.connId(), head.leg(), key));
  }

  static Answer notAllowed() {
    return Answer.of(405, "Method Not Allowed").with("Allow", VoiceWorkspace.ALLOW);
  }

  @Override
  public void onAck(SipRequest request) {
    if (!line.isFrom(request) || !ack.isFor(request)) {
      return;
    }
    if (!ack.take(request)) {
      leaving.breakOff();
    }
    if (!leaving.acknowledged() && leaving.isRunning()) {
      reconciler.run();
    }
  }

  @Override
  public void onNoAck(Received invite) {
    if (ack.isMissed(invite) && !leaving.acknowledged()) {
      leaving.breakOff();
    }
  }

  @Override
  public void onCancel(Received invite) {
    offers.cancelled(invite); // what has been answered is not undone (RFC 3261 section 9.2)
  }

  @Override
  public boolean isNegotiating() {
    return withheld || offers.isOpen() || ack.isOpen();
  }

  @Override
  public void answered(SipResponse answer) {
    probe.answered(answer);
  }

  @Override
  public void reinvite(HeaderFields headers, Signalling.Answers answers) {
    reconciler.refresh();
  }

  @Override
  public void changed() {
    record.keep();
  }

  @Override
  public void expired() {
    leaving.breakOff();
  }

  @Override
  public void dialogGone(int code) {
    if (code == 481) {
      leaving.dialogOver();
    } else {
      leaving.breakOff();
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
    leaving.legOver();
  }

  @Override
  public void missing() {
    leaving.legOver();
  }

  @Override
  public void handOver() {
    leaving.handOver();
  }

  /**
   * A repeated 2xx to an INVITE of ours. If it was sent before a restart the endpoint has been told
   * what nobody remembers.
   */
  void acknowledgeAgain(SipResponse response) {
    boolean same = line.dialog().remoteTag().equals(response.to().tag());
    if (!leaving.isOver() && same) {
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
