package org.parley.sip.stack.transaction;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parley.sip.message.Answer;
import org.parley.sip.message.SipRequest;
import org.parley.sip.signalling.Received;
import org.parley.sip.stack.wire.Inbound;

/**
 * An INVITE (RFC 3261 section 17.2.1, with the state that RFC 6026 adds):
 *
 * <pre>
 * proceeding --answer(2xx)--> accepted     2xx repeated T1..T2 (section 13.3.1.4)
 * proceeding --answer(3xx-6xx)--> refused  over UDP repeated T1..T2
 * accepted --ACK--> onAck, repeats end     stays to take up late repeats of the INVITE
 * accepted --64*T1 without ACK--> onNoAck, gone
 * refused --ACK--> confirmed --T4--> gone
 * refused --64*T1--> gone
 * </pre>
 */
final class InviteServerTransaction extends ServerTransaction {
  private final Received received;
  private String localTag;
  private boolean accepted;
  private boolean acknowledged;
  private Timers.@Nullable Timer repeat;

  InviteServerTransaction(
      ServerTransactions all,
      String key,
      @Nullable String mergeKey,
      Inbound.Request inbound,
      String tag) {
    super(all, key, mergeKey, inbound, tag);
    this.received = Objects.requireNonNull(received());
    this.localTag = tag;
  }

  /** How long it takes to be answered is not limited here. */
  @Override
  void begin() {
    sendTrying();
  }

  @Override
  void onFinal(SipRequest request, Answer answer) {
    accepted = answer.code() < 300;
    if (request.isInDialog()) {
      localTag = Objects.requireNonNull(request.to().tag());
    } else if (answer.toTag() != null) {
      localTag = answer.toTag();
    }
    if (accepted) {
      all().awaitAck(this, request, localTag);
    }
    if (accepted || !isReliable()) {
      repeatAfter(around().values().t1());
    }
    around().timers().after(around().values().limit(), this::onLimit);
  }

  private void repeatAfter(Duration pause) {
    repeat =
        around()
            .timers()
            .after(
                pause,
                () -> {
                  repeatLast();
                  repeatAfter(around().values().doubled(pause));
                });
  }

  private void stopRepeats() {
    if (repeat != null) {
      repeat.cancel();
      repeat = null;
    }
  }

  /** A final answer is repeated by the clock, not by what comes in, once it is a 2xx. */
  @Override
  void onRepeat() {
    if (!accepted && !acknowledged) {
      repeatLast();
    }
  }

  @Override
  void onAck(SipRequest ack) {
    if (!isAnswered() || acknowledged) {
      return;
    }
    acknowledged = true;
    stopRepeats();
    if (accepted) {
      around().requests().onAck(ack);
    } else {
      around().timers().after(around().values().t4(), this::end);
    }
  }

  /** The CANCEL for it has been answered. */
  void onCancel() {
    if (!isAnswered()) {
      answer(Answer.of(487, "Request Terminated"));
      around().requests().onCancel(received);
    }
  }

  private void onLimit() {
    boolean missed = accepted && !acknowledged;
    end();
    if (missed) {
      around().requests().onNoAck(received);
    }
  }

  @Override
  void end() {
    stopRepeats();
    if (accepted) {
      all().forgetAck(received.request(), localTag);
    }
    super.end();
  }
}
