package org.parley.sip.voice;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parley.sip.dialog.SessionTimer;
import org.parley.sip.line.Line;
import org.parley.sip.line.Refresher;
import org.parley.sip.line.Timers.Cancellable;
import org.parley.sip.message.Body;
import org.parley.sip.message.SipResponse;

/**
 * Asks an endpoint that is missed whether it is there, by what refreshes a session (RFC 4028):
 * UPDATE where it takes that, else re-INVITE. Whatever it answers it is, unless it does not know
 * the dialog. One that cannot be reached has half a minute to connect again.
 *
 * <p>Its mixer misses it, or nothing came from it in the dialog for long: where two talk directly
 * nobody else would, and many know no session timers.
 */
final class Probe {
  private static final Duration RETRY = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final VoiceWorkspace work;
  private final Line line;
  private final Refresher refresher;
  private final Reconciler reconciler;
  private final Reconciler.Owner owner;
  private Instant heard;
  private @Nullable Instant unreachedSince;
  private @Nullable Cancellable retry;
  private @Nullable Cancellable watch;
  private boolean asking;
  private boolean stopped;

  Probe(
      VoiceWorkspace work,
      Line line,
      Refresher refresher,
      Reconciler reconciler,
      Reconciler.Owner owner) {
    this.work = work;
    this.line = line;
    this.refresher = refresher;
    this.reconciler = reconciler;
    this.owner = owner;
    this.heard = now();
    watch(work.ports().missedAfter());
  }

  private Instant now() {
    return work.ports().clock().instant();
  }

  private void watch(Duration delay) {
    watch = work.ports().timers().after(delay, this::miss);
  }

  private void miss() {
    Duration missedAfter = work.ports().missedAfter();
    Duration left = Duration.between(now(), heard.plus(missedAfter));
    if (left.isPositive()) {
      watch(left);
    } else {
      send();
      watch(missedAfter);
    }
  }

  /** Something came from it. */
  void heard() {
    heard = now();
  }

  /** Asks, unless it is being asked already. */
  void send() {
    if (!stopped && !asking) {
      asking = true;
      ask();
    }
  }

  void stop() {
    stopped = true;
    if (retry != null) {
      retry.cancel();
    }
    if (watch != null) {
      watch.cancel();
    }
  }

  private void ask() {
    retry = null;
    if (refresher.allowsUpdate()) {
      line.send("UPDATE", refresher.headers(), Body.none(), this::updated);
    } else if (!reconciler.isInviting()) {
      reconciler.refresh();
    }
  }

  private void updated(SipResponse answer) {
    if (answer.isProvisional() || stopped) {
      return;
    }
    answered(answer);
    switch (answer.code()) {
      case 408, 481 -> owner.dialogGone(answer.code());
      case 405, 501 -> {
        refresher.withoutUpdate();
        send();
      }
      default -> {
        if (answer.isSuccess()) {
          line.refreshed(answer.contacts());
          refresher.start(SessionTimer.agreed(answer.headers()));
          owner.changed();
        }
      }
    }
  }

  /** A final answer to a request of ours in the dialog. */
  void answered(SipResponse answer) {
    if (!answer.madeUp()) {
      heard();
      asking = false;
      unreachedSince = null;
    } else if (asking && answer.code() != 408) {
      unreached(now());
    }
  }

  private void unreached(Instant at) {
    if (unreachedSince == null) {
      unreachedSince = at;
    }
    if (!at.isBefore(unreachedSince.plus(PATIENCE))) {
      owner.dialogGone(408);
    } else if (retry == null) {
      retry = work.ports().timers().after(RETRY, this::ask);
    }
  }
}
