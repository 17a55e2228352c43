package org.parley.sip.voice;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.voice.Target;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.contracts.voice.VoiceLeg;
import org.parley.sip.dialog.SessionTimer;
import org.parley.sip.line.Line;
import org.parley.sip.line.Refresher;
import org.parley.sip.line.Timers.Cancellable;
import org.parley.sip.message.SipResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the endpoint of a dialog by re-INVITE what it is to be connected to, wherever that is not
 * what it was told: one at a time, and none while the state does not show yet what came of the
 * last.
 */
final class Reconciler {
  private static final Logger log = LoggerFactory.getLogger(Reconciler.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration MAX_PAUSE = Duration.ofMinutes(1);

  /** Within {@link #PAUSE}; more would be an endpoint that describes itself anew in each answer. */
  private static final int MOST_AT_ONCE = 5;

  /** Told what came of it. */
  interface Owner {
    /** Whether an offer of the endpoint, or an ACK, is still to be dealt with: ours waits. */
    boolean isNegotiating();

    /** The final answer, before anything follows from it. */
    void answered(SipResponse answer);

    /** What is known of the dialog has changed. */
    void changed();

    /** The endpoint does not know the dialog (481), or is gone (408), or makes no sense (488). */
    void dialogGone(int code);
  }

  /**
   * What the endpoint is to be told.
   *
   * @param there null: that there is nobody
   */
  private record Wish(@Nullable AudioDescription there) {}

  private final VoiceWorkspace work;
  private final Line line;
  private final AudioSession audio;
  private final Descriptions descriptions;
  private final Refresher refresher;
  private final Owner owner;
  private final boolean ownsCallId;
  private VoiceInteraction now;
  private VoiceLeg leg;
  private @Nullable Wish refused;
  private @Nullable Cancellable retry;
  private Duration pause = PAUSE;
  private Instant since = Instant.EPOCH;
  private int atOnce;
  private boolean inviting;
  private boolean refresh;
  private boolean stopped;

  /**
   * @param ownsCallId whether we made the dialog: who did waits longer after a 491
   * @param refresher is told of what each re-INVITE comes to
   */
  Reconciler(
      VoiceWorkspace work,
      Terms terms,
      VoiceInteraction now,
      VoiceLeg leg,
      Descriptions descriptions,
      Refresher refresher,
      Owner owner) {
    this.work = work;
    this.line = terms.line();
    this.audio = terms.audio();
    this.ownsCallId = terms.ownsCallId();
    this.now = now;
    this.leg = leg;
    this.descriptions = descriptions;
    this.refresher = refresher;
    this.owner = owner;
  }

  /** Whether a re-INVITE of ours is under way: theirs has to wait (RFC 3261 section 14.2). */
  boolean isInviting() {
    return inviting;
  }

  void look(VoiceInteraction interaction, VoiceLeg itsLeg) {
    now = interaction;
    leg = itsLeg;
    run();
  }

  /** Sends one even if there is nothing new to tell. */
  void refresh() {
    refresh = true;
    run();
  }

  void stop() {
    stopped = true;
    if (retry != null) {
      retry.cancel();
    }
  }

  /** Does what is to be done, if it can be done now. */
  void run() {
    boolean busy = inviting || retry != null || owner.isNegotiating() || !descriptions.isSettled();
    if (stopped || busy) {
      return;
    }
    Optional<Wish> wish = wish();
    if (refused != null && !wish.equals(Optional.of(refused))) {
      refused = null;
    }
    if (wish.isPresent() && refused == null) {
      invite(wish.get());
    } else if (refresh) {
      invite(new Wish(leg.told()));
    }
  }

  private Optional<Wish> wish() {
    return switch (now.targetOf(leg.dn())) {
      case Target.Towards(AudioDescription there) when !there.equals(leg.told()) ->
          Optional.of(new Wish(there));
      case Target.Nothing() when leg.told() != null -> Optional.of(new Wish(null));
      case Target.Towards _, Target.Nothing _, Target.NotYet _ -> Optional.empty();
    };
  }

  private void invite(Wish wish) {
    if (isTooMuch()) {
      again(PAUSE);
      return;
    }
    inviting = true;
    refresh = false;
    line.send(
        "INVITE",
        refresher.headers(),
        audio.saying(wish.there()),
        answer -> answered(wish, answer));
  }

  private boolean isTooMuch() {
    Instant at = work.ports().clock().instant();
    if (at.isAfter(since.plus(PAUSE))) {
      since = at;
      atOnce = 0;
    }
    return ++atOnce > MOST_AT_ONCE;
  }

  private void answered(Wish wish, SipResponse answer) {
    if (answer.isProvisional()) {
      return;
    }
    inviting = false;
    if (answer.isSuccess()) {
      line.refreshed(answer.contacts());
      line.acknowledge(answer.cseq());
    }
    if (stopped) {
      return;
    }
    owner.answered(answer);
    switch (answer.code()) {
      case 491 -> again(glare());
      case 488, 606, 415 -> {
        refused = wish;
        log.warn("DN {} stays as it is: it refused a re-INVITE with {}", leg.dn(), answer.code());
      }
      case 408, 481 -> owner.dialogGone(answer.code());
      default -> {
        if (answer.isSuccess()) {
          pause = PAUSE;
          taken(wish, answer);
        } else {
          refresher.refused(answer);
          again(pause);
          pause = shorter(pause.multipliedBy(2), MAX_PAUSE);
        }
      }
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private void taken(Wish wish, SipResponse answer) {
    switch (audio.answer(answer.body(), answer.source(), leg.far())) {
      case AudioSession.Read.Refused _ -> owner.dialogGone(488);
      case AudioSession.Read.Far far -> {
        descriptions.tell(far.description(), far.hosts(), wish.there());
        refresher.start(SessionTimer.agreed(answer.headers()));
        owner.changed();
        run();
      }
    }
  }

  /** RFC 3261 section 14.1, in units of 10 ms. */
  private Duration glare() {
    int units =
        ownsCallId ? 210 + work.ports().random().nextInt(191) : work.ports().random().nextInt(201);
    return Duration.ofMillis(10L * units);
  }

  private void again(Duration delay) {
    retry =
        work.ports()
            .timers()
            .after(
                delay,
                () -> {
                  retry = null;
                  run();
                });
  }

  /** What the endpoint is to be told now; what it was told where that is not known yet. */
  @Nullable AudioDescription there() {
    return switch (now.targetOf(leg.dn())) {
      case Target.Towards(AudioDescription there) -> there;
      case Target.Nothing() -> null;
      case Target.NotYet() -> leg.told();
    };
  }

  /** Whether a hold is still to be decided: a party that is listen disconnected does not hold. */
  boolean mayHold() {
    return now.heardBy(leg.dn()).filter(call -> !call.apart().containsKey(leg.dn())).isPresent();
  }

  /** Whether the endpoint is to be told of a place that is not known yet. */
  boolean isWaiting() {
    return Objects.equals(now.targetOf(leg.dn()), new Target.NotYet());
  }
}
