package org.parley.sip.line;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.sip.dialog.SessionTimer;
import org.parley.sip.line.Candidates.Candidate;
import org.parley.sip.message.OutgoingRequest;
import org.parley.sip.message.SipResponse;
import org.parley.sip.signalling.Signalling;

/**
 * Our INVITE to an endpoint: to one contact after the other, the best first, until one answers. A
 * redirection and a longer session interval (422) are followed once.
 */
public final class Attempts {

  /** A contact that says nothing at all for so long is not waited for if there is another one. */
  public static final Duration SILENCE = Duration.ofSeconds(4);

  /** One that says nothing at all for so long is not there. */
  public static final Duration ABSENCE = Duration.ofSeconds(8);

  /** Writes the INVITE, and is told what came of it. After one of the last four nothing follows. */
  public interface Owner {
    OutgoingRequest invite(Candidate target, long cseq, int interval);

    /** A provisional answer; 100 too. Not after {@link #cancel}. */
    void provisional(OutgoingRequest invite, SipResponse response);

    /** It is taken up. */
    void success(OutgoingRequest invite, SipResponse response);

    /** One that was passed over, or cancelled, says yes: it wants its ACK and a BYE. May follow. */
    void unwanted(OutgoingRequest invite, SipResponse response);

    /**
     * Nobody takes it up.
     *
     * @param code 300 to 699; 408 if nothing was said at all
     */
    void failed(int code);

    /** It was cancelled, and is over. */
    void cancelled();
  }

  private final Signalling signalling;
  private final Timers timers;
  private final Candidates candidates;
  private final Owner owner;
  private int interval;
  private long cseq;
  private boolean heard;
  private boolean cancelled;

  /** A 422 has been followed. */
  private boolean raised;

  private boolean over;
  private Signalling.@Nullable Sent sent;

  /**
   * @param interval of the session timer, in seconds
   */
  public Attempts(
      Signalling signalling, Timers timers, Candidates candidates, int interval, Owner owner) {
    this.signalling = signalling;
    this.timers = timers;
    this.candidates = candidates;
    this.interval = interval;
    this.owner = owner;
  }

  /** Whether there is nobody to call. */
  public boolean isHopeless() {
    return candidates.isEmpty();
  }

  /** The best contact, or the next one. */
  public void next() {
    attempt(candidates.next());
  }

  public boolean isCancelled() {
    return cancelled;
  }

  /** Nothing that comes from now on is wanted. */
  public void stop() {
    over = true;
  }

  /** Gives it up, if it is not over. */
  public void cancel(@Nullable String reason) {
    if (!cancelled && !over) {
      cancelled = true;
      candidates.clear();
      if (sent != null) {
        sent.cancel(reason);
      }
    }
  }

  private void attempt(Candidate target) {
    cseq++;
    OutgoingRequest invite = owner.invite(target, cseq, interval);
    heard = false;
    sent = signalling.send(invite, response -> answered(invite, target, response));
    timers.after(SILENCE, () -> passOver(invite.cseq()));
    timers.after(ABSENCE, () -> giveUp(invite.cseq()));
  }

  private void answered(OutgoingRequest invite, Candidate target, SipResponse response) {
    if (over || invite.cseq() != cseq) {
      if (response.isSuccess()) {
        owner.unwanted(invite, response);
      }
    } else if (response.isProvisional()) {
      heard = true;
      if (!cancelled) {
        owner.provisional(invite, response);
      }
    } else if (response.isSuccess()) {
      success(invite, response);
    } else if (cancelled) {
      over = true;
      owner.cancelled();
    } else {
      refused(target, response);
    }
  }

  private void success(OutgoingRequest invite, SipResponse response) {
    over = true;
    if (cancelled) {
      owner.unwanted(invite, response); // the 2xx crossed the CANCEL
      owner.cancelled();
    } else {
      owner.success(invite, response);
    }
  }

  private void refused(Candidate target, SipResponse response) {
    int code = response.code();
    if (code == 422 && !raised) {
      raised = true;
      Optional<Integer> wanted = SessionTimer.wanted(response.headers(), interval);
      if (wanted.isPresent()) {
        interval = wanted.get();
        attempt(target);
        return;
      }
    }
    if (code >= 300 && code < 400) {
      candidates.redirect(response.contacts());
    }
    boolean another = code < 400 || code == 408 || code == 503;
    if (another && !candidates.isEmpty()) {
      next();
    } else {
      over = true;
      owner.failed(code);
    }
  }

  private void passOver(long attempt) {
    if (isSilent(attempt) && !candidates.isEmpty()) {
      giveBack();
      next();
    }
  }

  private void giveUp(long attempt) {
    if (isSilent(attempt)) {
      giveBack();
      over = true;
      owner.failed(408);
    }
  }

  private boolean isSilent(long attempt) {
    return attempt == cseq && !heard && !cancelled && !over;
  }

  private void giveBack() {
    if (sent != null) {
      sent.cancel(null);
    }
  }
}
