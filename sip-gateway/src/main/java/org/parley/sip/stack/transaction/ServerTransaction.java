package org.parley.sip.stack.transaction;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.sip.message.Answer;
import org.parley.sip.message.Flow;
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
class ServerTransaction {
  private final ServerTransactions all;
  private final String key;
  private final @Nullable String mergeKey;
  private final String tag;
  private final Flow answerTo;
  private @Nullable Pending pending;
  private byte @Nullable [] last;
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
    this.tag = tag;
    this.answerTo = inbound.via().answerTo(inbound.request().source());
    this.pending = new Pending(inbound);
  }

  /** The request while it waits for its answer; let go with it, since it may be long. */
  private final class Pending implements Received {
    private final Inbound.Request inbound;

    private Pending(Inbound.Request inbound) {
      this.inbound = inbound;
    }

    @Override
    public SipRequest request() {
      return inbound.request();
    }

    @Override
    public void answer(Answer answer) {
      if (pending == this) {
        answerNow(inbound, answer);
      }
    }
  }

  /** What the rules get to see; null once it is answered. */
  final @Nullable Received received() {
    return pending;
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
    return pending == null;
  }

  final boolean isReliable() {
    return answerTo.transport().isReliable();
  }

  final void answer(Answer answer) {
    if (pending != null) {
      pending.answer(answer);
    }
  }

  private void answerNow(Inbound.Request inbound, Answer answer) {
    SipRequest request = inbound.request();
    byte[] bytes =
        AnswerText.of(
            inbound.echo(),
            answer,
            toTag(request, answer),
            contact(request, answer),
            isDialogMaking(request, answer) ? request.recordRoutes() : List.of());
    last = bytes;
    around().meters().answered(answer.code());
    around().trace().message(Way.OUT, answerTo, request.from(), request.to(), bytes);
    boolean isFinal = answer.code() >= 200;
    if (isFinal) {
      pending = null;
      if (patience != null) {
        patience.cancel();
      }
    }
    transmit();
    if (answer.code() >= 300) {
      all.forgetMerge(this);
    }
    if (isFinal) {
      onFinal(request, answer);
    }
  }

  /** What becomes of it after its final answer. */
  void onFinal(SipRequest request, Answer answer) {
    if (isReliable()) {
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
    if (pending != null) {
      SipRequest request = pending.request();
      last = AnswerText.trying(pending.inbound.echo());
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
    pending = null;
    last = null;
    all.forget(this);
  }

  private @Nullable String toTag(SipRequest request, Answer answer) {
    if (request.isInDialog()) {
      return null;
    }
    return answer.toTag() == null ? tag : answer.toTag();
  }

  private static boolean isDialogMaking(SipRequest request, Answer answer) {
    return request.method().equals("INVITE") && answer.code() > 100 && answer.code() < 300;
  }

  private @Nullable String contact(SipRequest request, Answer answer) {
    boolean target = request.method().equals("UPDATE") && answer.code() / 100 == 2;
    if (!target && !isDialogMaking(request, answer)) {
      return null;
    }
    @Nullable String user = SipUri.parse(request.requestUri()).map(SipUri::user).orElse(null);
    return around().local().contact(request.source().transport(), user);
  }
}
