package org.parley.sip.line;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.sip.dialog.SessionTimer;
import org.parley.sip.line.Timers.Cancellable;
import org.parley.sip.message.Body;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.message.SipResponse;
import org.parley.sip.signalling.Signalling;

/**
 * Keeps a dialog alive by session timers (RFC 4028), or notices that it is not: refreshes it by
 * UPDATE where the far end takes that, else by re-INVITE, if that is our part.
 */
public final class Refresher {
  private static final Duration RETRY = Duration.ofSeconds(10);

  /** Is told what came of it. */
  public interface Owner {
    /**
     * Sends a re-INVITE with our session description as it stands.
     *
     * @param answers told of its answers, unless the owner sees to what follows from them itself
     */
    void reinvite(HeaderFields headers, Signalling.Answers answers);

    /** What is known of the dialog has changed. */
    void changed();

    /** Nobody refreshed it in time. */
    void expired();

    /** The far end does not know it. */
    void dialogGone(int code);
  }

  private final Timers timers;
  private final Line line;
  private final String allow;
  private final Owner owner;
  private boolean allowsUpdate;
  private Optional<SessionTimer> timer = Optional.empty();
  private @Nullable Cancellable refresh;
  private @Nullable Cancellable end;
  private boolean inviting;
  private boolean stopped;

  /** A 422 has been followed since the last refresh. */
  private boolean raised;

  /**
   * @param allow which methods we take in the dialog
   * @param allowsUpdate whether the far end does
   */
  public Refresher(Timers timers, Line line, String allow, boolean allowsUpdate, Owner owner) {
    this.timers = timers;
    this.line = line;
    this.allow = allow;
    this.allowsUpdate = allowsUpdate;
    this.owner = owner;
  }

  public Optional<SessionTimer> timer() {
    return timer;
  }

  /** What a request of ours says that refreshes the session, if there is a timer. */
  public HeaderFields headers() {
    return timer.map(SessionTimer::refreshing).orElseGet(HeaderFields::none).with("Allow", allow);
  }

  public boolean allowsUpdate() {
    return allowsUpdate;
  }

  /** The far end turns out not to take it. */
  public void withoutUpdate() {
    allowsUpdate = false;
  }

  /** Whether a re-INVITE of ours is under way: theirs has to wait (RFC 3261 section 14.2). */
  public boolean isInviting() {
    return inviting;
  }

  /** From now on that interval counts, from now. */
  public void start(Optional<SessionTimer> agreed) {
    cancel();
    timer = agreed;
    if (!stopped) {
      agreed.ifPresent(t -> {
        end = timers.after(t.overAfter(), owner::expired);
        if (t.weRefresh()) {
          refresh = timers.after(t.refreshAfter(), () -> refresh(t));
        }
      });
    }
  }

  /**
   * A request with {@link #headers} was not taken: it may want to be refreshed less often (422).
   */
  public void refused(SipResponse answer) {
    if (answer.code() == 422) {
      longer(answer).ifPresent(longer -> start(Optional.of(longer)));
    }
  }

  private Optional<SessionTimer> longer(SipResponse answer) {
    int now = timer.map(SessionTimer::seconds).orElse(0);
    return SessionTimer.wanted(answer.headers(), now)
        .map(seconds -> new SessionTimer(seconds, true));
  }

  public void stop() {
    stopped = true;
    cancel();
  }

  private void cancel() {
    if (refresh != null) {
      refresh.cancel();
    }
    if (end != null) {
      end.cancel();
    }
  }

  private void refresh(SessionTimer by) {
    if (stopped) {
      return;
    }
    HeaderFields headers = by.refreshing().with("Allow", allow);
    if (allowsUpdate) {
      line.send("UPDATE", headers, Body.none(), this::answered);
    } else {
      inviting = true;
      owner.reinvite(headers, this::answered);
    }
  }

  private void answered(SipResponse answer) {
    if (answer.isProvisional()) {
      return;
    }
    if (answer.method().equals("INVITE")) {
      inviting = false;
      if (answer.isSuccess()) {
        line.refreshed(answer.contacts());
        line.acknowledge(answer.cseq());
      }
    }
    if (stopped) {
      return;
    }
    switch (answer.code() == 422 && raised ? 500 : answer.code()) { // followed once
      case 408, 481 -> owner.dialogGone(answer.code());
      case 422 -> {
        raised = true;
        again(longer(answer));
      }
      case 405, 501 -> {
        allowsUpdate = false;
        again(answer.method().equals("UPDATE") ? timer : Optional.empty());
      }
      default -> {
        if (answer.isSuccess()) {
          line.refreshed(answer.contacts());
          raised = false;
          start(SessionTimer.agreed(answer.headers()));
          owner.changed();
        } else {
          refresh = timer.map(t -> timers.after(RETRY, () -> refresh(t))).orElse(null);
        }
      }
    }
  }

  /** At once, in another way; the end stays where it is. */
  private void again(Optional<SessionTimer> by) {
    by.ifPresent(this::refresh);
  }
}
