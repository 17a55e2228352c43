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
 * Asks an endpoint that is not heard any more whether it is there, by what refreshes a session (RFC
 * 4028): UPDATE where it takes that, else re-INVITE. Whatever it answers it is, unless it does not
 * know the dialog. One that cannot be reached has half a minute to connect again.
 */
final class Probe {
  private static final Duration RETRY = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final VoiceWorkspace work;
  private final Line line;
  private final Refresher refresher;
  private final Reconciler reconciler;
  private final Reconciler.Owner owner;
  private @Nullable Instant unreachedSince;
  private @Nullable Cancellable retry;
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
      asking = false;
      unreachedSince = null;
    } else if (asking && answer.code() != 408) {
      unreached(work.ports().clock().instant());
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
