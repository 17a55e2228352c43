package org.parley.sip.leg;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.im.ImMessage;
import org.parley.contracts.im.Transcript;
import org.parley.sip.content.Outgoing;
import org.parley.sip.leg.Codes.Delivered;
import org.parley.sip.line.Timers.Cancellable;
import org.parley.sip.message.Body;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.message.SipResponse;

/**
 * Brings the messages of a session to one endpoint, in order, one at a time. The transcript is the
 * queue; what is kept is the number of the last message that the endpoint took or that was reported
 * as undelivered. A message is sent again only when it is certain that it did not arrive.
 */
final class Delivery {
  static final int MAX_TRIES = 4;
  static final Duration LAST_CHANCE = Duration.ofSeconds(5);
  private static final Duration MAX_DELAY = Duration.ofSeconds(30);

  /** How a MESSAGE is sent. */
  @FunctionalInterface
  interface Carrier {
    void send(HeaderFields headers, Body body, Consumer<SipResponse> finalAnswer);
  }

  /** Is told how it goes. */
  interface Owner {
    /** {@link #deliveredSeq} has grown. */
    void progressed();

    /** There is no such dialog at the far end. */
    void dialogGone(int code);
  }

  private enum State {
    /** The session runs. */
    OPEN,
    /** It is over; what is left has a last chance. */
    CLOSING,
    /** Nothing can be sent any more, but the session runs: more may be said. */
    HALTED,
    /** Nothing is sent any more; only the answer to the last MESSAGE may be missing. */
    OVER,
    /** As before, and nobody is to know. */
    SILENT
  }

  private final Workspace work;
  private final Undelivered undelivered;
  private final Carrier carrier;
  private final Owner owner;
  private Transcript transcript = Transcript.empty();
  private State state = State.OPEN;
  private int delivered;
  private boolean held = true;
  private boolean pending;
  private int pendingSeq;
  private int tries;
  private @Nullable Cancellable retry;
  private @Nullable Cancellable lastChance;
  private Runnable afterwards = () -> {};

  Delivery(Workspace work, LegHead head, int deliveredSeq, Carrier carrier, Owner owner) {
    this.work = work;
    this.undelivered = new Undelivered(work, head);
    this.delivered = deliveredSeq;
    this.carrier = carrier;
    this.owner = owner;
  }

  int deliveredSeq() {
    return delivered;
  }

  /** The last message that the endpoint has, or may have. */
  int reachedSeq() {
    return pending ? Math.max(delivered, pendingSeq) : delivered;
  }

  /** What there is to be delivered. */
  void follow(Transcript now) {
    transcript = now;
    pump();
  }

  /** From now on it may send; before it must not. */
  void begin() {
    held = false;
    pump();
  }

  /** A typing notice; dropped while something else is under way, for it would come too late. */
  void composing(boolean active) {
    if (!held && !pending && retry == null && state == State.OPEN) {
      pending = true;
      pendingSeq = 0;
      carrier.send(
          HeaderFields.none(),
          Outgoing.composing(active, work.ports().clock().instant()),
          answer -> composingAnswered(answer.code()));
    }
  }

  private void composingAnswered(int code) {
    pending = false;
    if (sends() && Codes.delivered(code, false, false) == Delivered.DIALOG_GONE) {
      owner.dialogGone(code);
    }
    pump();
  }

  private boolean sends() {
    return state == State.OPEN || state == State.CLOSING;
  }

  private boolean isDone() {
    return state == State.OVER || state == State.SILENT;
  }

  private void pump() {
    if (held || pending || retry != null || !sends()) {
      return;
    }
    Optional<ImMessage> next = next();
    if (next.isPresent()) {
      send(next.get());
    } else if (state == State.CLOSING) {
      over(State.OVER);
    }
  }

  /** The next one for this endpoint; passes over its own, and over what it may not read. */
  private Optional<ImMessage> next() {
    for (ImMessage message : transcript.after(delivered)) {
      if (undelivered.isFor(message)) {
        return Optional.of(message);
      }
      delivered = message.seq();
    }
    return Optional.empty();
  }

  private void send(ImMessage message) {
    pending = true;
    pendingSeq = message.seq();
    carrier.send(
        Outgoing.headers(message),
        Outgoing.body(message),
        answer -> answered(message.seq(), answer));
  }

  private void answered(int seq, SipResponse answer) {
    pending = false;
    Delivered outcome =
        Codes.delivered(
            answer.code(), answer.isNotSent(), answer.headers().first("Retry-After").isPresent());
    if (!sends()) {
      delivered = Math.max(delivered, seq);
      if (outcome != Delivered.YES && state != State.SILENT) {
        undelivered.report(seq, answer.code(), answer.reason());
      }
      owner.progressed();
      return;
    }
    switch (outcome) {
      case YES -> done(seq);
      case LATER -> {
        tries++;
        if (tries < MAX_TRIES) {
          retry = work.ports().timers().after(delay(answer), this::tryAgain);
        } else {
          refused(seq, answer);
        }
      }
      case NO -> refused(seq, answer);
      case DIALOG_GONE -> {
        undelivered.report(seq, answer.code(), answer.reason());
        delivered = seq;
        owner.dialogGone(answer.code());
        done(seq);
      }
    }
  }

  private void tryAgain() {
    retry = null;
    pump();
  }

  private void refused(int seq, SipResponse answer) {
    undelivered.report(seq, answer.code(), answer.reason());
    done(seq);
  }

  private void done(int seq) {
    tries = 0;
    delivered = Math.max(delivered, seq);
    if (sends()) {
      owner.progressed();
      pump();
    }
  }

  private Duration delay(SipResponse answer) {
    Duration asked =
        answer
            .headers()
            .first("Retry-After")
            .filter(value -> value.matches("\\d{1,9}.*"))
            .map(value -> Duration.ofSeconds(Long.parseLong(value.split("\\D", 2)[0])))
            .orElse(Duration.ofSeconds(1));
    Duration atLeast = asked.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : asked;
    return atLeast.compareTo(MAX_DELAY) > 0 ? MAX_DELAY : atLeast;
  }

  /**
   * The session is over: what is left is delivered if that takes no more than a moment, and
   * reported if not.
   *
   * @param then run once, when nothing more is going to be sent
   */
  void close(Runnable then) {
    if (state != State.OPEN) {
      return;
    }
    state = State.CLOSING;
    afterwards = then;
    lastChance =
        work.ports().timers().after(LAST_CHANCE, () -> giveUp(408, "The session ended before"));
    pump();
  }

  /** Nothing can be sent any more; {@link #giveUp} follows when nothing more can be said. */
  void halt() {
    if (sends()) {
      state = State.HALTED;
      cancelTimers();
    }
  }

  /** Nothing can be sent any more: what is left is reported. */
  void giveUp(int code, String reason) {
    if (isDone()) {
      return;
    }
    undelivered.reportAfter(delivered, pending ? pendingSeq : 0, transcript, code, reason);
    over(State.OVER);
  }

  /** Nothing is sent any more, and nothing is reported. */
  void silence() {
    afterwards = () -> {};
    over(State.SILENT);
  }

  private void over(State last) {
    state = last;
    cancelTimers();
    afterwards.run();
  }

  private void cancelTimers() {
    if (retry != null) {
      retry.cancel();
    }
    if (lastChance != null) {
      lastChance.cancel();
    }
  }
}
