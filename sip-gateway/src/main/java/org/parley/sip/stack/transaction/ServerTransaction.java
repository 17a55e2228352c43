package org.parley.sip.stack.transaction;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.sip.message.Answer;
import org.parley.sip.message.Flow;
import org.parley.sip.message.NameAddr;
import org.parley.sip.message.SipRequest;
import org.parley.sip.message.SipUri;
import org.parley.sip.signalling.Received;
import org.parley.sip.stack.health.Meters;
import org.parley.sip.stack.health.Trace.Way;
import org.parley.sip.stack.wire.AnswerText;
import org.parley.sip.stack.wire.Inbound;

/**
 * A request other than INVITE (RFC 3261 section 17.2.2):
 *
 * <pre>
 * waiting --answer(1xx)--> waiting      a repeat gets the last answer
 * waiting --answer(final)--> answered   a repeat gets it again
 * waiting --64*T1--> gone               RFC 4320: too late for any answer
 * answered --Timer J--> gone
 * </pre>
 */
class ServerTransaction implements Received {
  private final ServerTransactions all;
  private final String key;
  private final @Nullable String mergeKey;
  private final String tag;
  private final Flow answerTo;
  private Inbound.@Nullable Request inbound;
  private final SipRequest request;
  private byte @Nullable [] last;
  private boolean answered;
  private Timers.@Nullable Timer patience;

  ServerTransaction(
      ServerTransactions all,
      String key,
      @Nullable String mergeKey,
      Inbound.Request inbound,
      String tag) {
    this.all = all;
    this.key = key;
    this.mergeKey = mergeKey;
    this.inbound = inbound;
    this.request = inbound.request();
    this.tag = tag;
    this.answerTo = inbound.via().answerTo(inbound.request().source());
  }

  void begin() {
    patience = around().timers().after(around().values().limit(), this::end);
  }

  final Surroundings around() {
    return all.around();
  }

  final ServerTransactions all() {
    return all;
  }

  final String key() {
    return key;
  }

  final @Nullable String mergeKey() {
    return mergeKey;
  }

  /** Of To in answers that bring none. */
  final String tag() {
    return tag;
  }

  final boolean isAnswered() {
    return answered;
  }

  @Override
  public final SipRequest request() {
    return request;
  }

  @Override
  public final void answer(Answer answer) {
    Inbound.@Nullable Request now = inbound;
    if (answered || now == null) {
      return;
    }
    byte[] bytes =
        AnswerText.of(now.echo(), answer, toTag(answer), contact(answer), recordRoutes(answer));
    last = bytes;
    around().meters().answered(answer.code());
    around().trace().message(Way.OUT, answerTo, request.from(), request.to(), bytes);
    if (answer.code() >= 200) {
      answered = true;
      inbound = null;
      if (patience != null) {
        patience.cancel();
      }
    }
    transmit();
    if (answered) {
      onFinal(answer);
    }
  }

  /** What becomes of it after its final answer. */
  void onFinal(Answer answer) {
    if (request.source().transport().isReliable()) {
      end();
    } else {
      around().timers().after(around().values().limit(), this::end);
    }
  }

  /** The request came again. */
  void onRepeat() {
    repeatLast();
  }

  void onAck(SipRequest ack) {}

  final void repeatLast() {
    if (last != null) {
      around().meters().repeated(Meters.Direction.OUT);
      transmit();
    }
  }

  final void sendTrying() {
    Inbound.@Nullable Request now = inbound;
    if (now != null) {
      last = AnswerText.trying(now.echo());
      around().trace().message(Way.OUT, answerTo, request.from(), request.to(), last);
      transmit();
    }
  }

  private void transmit() {
    if (last != null) {
      around().carrier().send(answerTo, last, false, () -> {});
    }
  }

  void end() {
    answered = true;
    inbound = null;
    last = null;
    all.forget(this);
  }

  private @Nullable String toTag(Answer answer) {
    if (request.isInDialog()) {
      return null;
    }
    return answer.toTag() == null ? tag : answer.toTag();
  }

  private boolean isDialogMaking(Answer answer) {
    return request.method().equals("INVITE") && answer.code() > 100 && answer.code() < 300;
  }

  private @Nullable String contact(Answer answer) {
    boolean target = request.method().equals("UPDATE") && answer.code() / 100 == 2;
    if (!target && !isDialogMaking(answer)) {
      return null;
    }
    @Nullable String user = SipUri.parse(request.requestUri()).map(SipUri::user).orElse(null);
    return around().local().contact(request.source().transport(), user);
  }

  private List<NameAddr> recordRoutes(Answer answer) {
    return isDialogMaking(answer) ? request.recordRoutes() : List.of();
  }
}
