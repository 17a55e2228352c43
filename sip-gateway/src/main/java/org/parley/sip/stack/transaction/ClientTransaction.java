package org.parley.sip.stack.transaction;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.sip.message.Body;
import org.parley.sip.message.Flow;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.message.NameAddr;
import org.parley.sip.message.OutgoingRequest;
import org.parley.sip.message.SipResponse;
import org.parley.sip.message.SipUri;
import org.parley.sip.message.Transport;
import org.parley.sip.signalling.Signalling;
import org.parley.sip.stack.health.Meters;
import org.parley.sip.stack.health.Trace.Way;
import org.parley.sip.stack.wire.RequestText;

/**
 * A request other than INVITE (RFC 3261 section 17.1.2):
 *
 * <pre>
 * trying --1xx--> proceeding     over UDP repeated T1..T2, then every T2
 * trying, proceeding --final--> completed --Timer K--> gone
 * trying, proceeding --64*T1--> 408 made up, gone
 * trying, proceeding --not sent, or connection lost--> 503 made up, gone
 * </pre>
 */
class ClientTransaction implements Signalling.Sent {
  private final ClientTransactions all;
  private final OutgoingRequest request;
  private final RequestText text;
  private final Signalling.Answers answers;
  private final String branch;
  private @Nullable Flow to;
  private byte @Nullable [] sent;
  private boolean tooLongForUdp;
  private boolean proceeding;
  private boolean done;
  private Timers.@Nullable Timer repeat;
  private Timers.@Nullable Timer patience;

  ClientTransaction(
      ClientTransactions all,
      OutgoingRequest request,
      RequestText text,
      Signalling.Answers answers) {
    this.all = all;
    this.request = request;
    this.text = text;
    this.answers = answers;
    this.branch = Tags.branch();
  }

  final Surroundings around() {
    return all.around();
  }

  final ClientTransactions all() {
    return all;
  }

  final OutgoingRequest request() {
    return request;
  }

  final String branch() {
    return branch;
  }

  final boolean isDone() {
    return done;
  }

  final boolean isProceeding() {
    return proceeding;
  }

  String key() {
    return ClientTransactions.key(branch, request.method());
  }

  /** Sends it there; over TCP to the same place if it is too long for UDP. */
  final void start(Flow target, boolean connect) {
    if (done) {
      return;
    }
    byte[] bytes = write(target.transport());
    Flow actual = target;
    boolean open = connect;
    if (target.transport() == Transport.UDP && bytes.length > ClientTransactions.LONGEST_DATAGRAM) {
      tooLongForUdp = true;
      actual = new Flow(Transport.TCP, target.host(), target.port());
      open = true;
      bytes = write(Transport.TCP);
    }
    to = actual;
    sent = bytes;
    all.waitsOn(actual, this);
    patience = around().timers().after(around().values().limit(), this::onLimit);
    if (!actual.transport().isReliable()) {
      repeatAfter(around().values().t1());
    }
    around().trace().message(Way.OUT, actual, request.from(), request.to(), bytes);
    around().carrier().send(actual, bytes, open, this::onNotSent);
  }

  private byte[] write(Transport transport) {
    Local local = around().local();
    @Nullable String contact =
        RequestText.wantsContact(request.method())
            ? local.contact(transport, request.from().sipUri().map(SipUri::user).orElse(null))
            : null;
    return text.write(transport, local.host(), local.port(transport), branch, contact);
  }

  final byte[] hopByHop(String method, NameAddr peer, HeaderFields headers) {
    Transport transport = to == null ? Transport.UDP : to.transport();
    Local local = around().local();
    return text.hopByHop(
        method, transport, local.host(), local.port(transport), branch, peer, headers);
  }

  /** Sends something else of this transaction the way the request went. */
  final void sendAlong(byte[] bytes) {
    Flow way = to;
    if (way != null) {
      around().trace().message(Way.OUT, way, request.from(), request.to(), bytes);
      around().carrier().send(way, bytes, false, () -> {});
    }
  }

  private void repeatAfter(Duration pause) {
    repeat =
        around()
            .timers()
            .after(
                pause,
                () -> {
                  around().meters().repeated(Meters.Direction.OUT);
                  if (to != null && sent != null) {
                    // What went out once may have arrived: only silence tells that it did not.
                    around().carrier().send(to, sent, false, () -> {});
                  }
                  repeatAfter(nextPause(pause));
                });
  }

  Duration nextPause(Duration pause) {
    return proceeding ? around().values().t2() : around().values().doubled(pause);
  }

  final void stopRepeats() {
    if (repeat != null) {
      repeat.cancel();
      repeat = null;
    }
  }

  final void stopPatience() {
    if (patience != null) {
      patience.cancel();
      patience = null;
    }
  }

  /** An answer that belongs to it. */
  void on(SipResponse response) {
    if (done) {
      around().meters().repeated(Meters.Direction.IN);
      return;
    }
    around().meters().answerReceived(response.code());
    if (response.isProvisional()) {
      proceeding = true;
      onProvisional();
    } else {
      finish();
      onFinal(response);
    }
    answers.on(response);
  }

  void onProvisional() {}

  /** After the final answer, before it is told. */
  void onFinal(SipResponse response) {
    lingerFor(isReliable() ? Duration.ZERO : around().values().t4());
  }

  final boolean isReliable() {
    return to != null && to.transport().isReliable();
  }

  final void lingerFor(Duration time) {
    if (time.isZero()) {
      all.forget(this);
    } else {
      around().timers().after(time, () -> all.forget(this));
    }
  }

  private void finish() {
    done = true;
    stopRepeats();
    stopPatience();
    all.waitsNoMore(to, this);
    sent = null;
  }

  private void onLimit() {
    fail(408, "Request Timeout");
  }

  private void onNotSent() {
    if (tooLongForUdp) {
      fail(513, "Message Too Large");
    } else {
      fail(503, "Service Unavailable");
    }
  }

  /** Ends it with an answer that nobody sent. */
  final void fail(int code, String reason) {
    if (done) {
      return;
    }
    finish();
    all.forget(this);
    around().meters().answerReceived(code);
    answers.on(
        new SipResponse(
            code,
            reason,
            request.from(),
            request.to(),
            request.callId(),
            request.cseq(),
            request.method(),
            List.of(),
            List.of(),
            HeaderFields.none(),
            Body.none(),
            to == null ? new Flow(Transport.UDP, "0.0.0.0", 0) : to,
            true));
  }

  @Override
  public void cancel(@Nullable String reason) {}
}
