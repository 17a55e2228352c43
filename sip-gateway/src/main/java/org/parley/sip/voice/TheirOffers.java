package org.parley.sip.voice;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.media.AudioDescription.Direction;
import org.parley.contracts.voice.VoiceLeg;
import org.parley.sip.line.Line;
import org.parley.sip.line.Refresher;
import org.parley.sip.line.Refusals;
import org.parley.sip.line.Timing;
import org.parley.sip.message.Answer;
import org.parley.sip.message.Body;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.message.SipRequest;
import org.parley.sip.signalling.Received;

/**
 * What the endpoint asks of a dialog by INVITE and UPDATE. An offer that changes something is
 * answered when the state shows what came of it, or after two seconds with what is so then.
 */
final class TheirOffers {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** An offer that waits for its outcome. */
  private record Waiting(Received received, Timing.Agreed timing, AudioSession.Read.Far far) {}

  private final VoiceWorkspace work;
  private final Terms terms;
  private final Line line;
  private final Refresher refresher;
  private final Descriptions descriptions;
  private final Reconciler reconciler;
  private final AwaitedAck ack;
  private final Runnable changed;
  private VoiceLeg leg;
  private @Nullable Waiting waiting;

  /**
   * @param changed told when what is known of the dialog has changed
   */
  TheirOffers(
      VoiceWorkspace work,
      Terms terms,
      VoiceLeg leg,
      Refresher refresher,
      Descriptions descriptions,
      Reconciler reconciler,
      AwaitedAck ack,
      Runnable changed) {
    this.work = work;
    this.terms = terms;
    this.line = terms.line();
    this.leg = leg;
    this.refresher = refresher;
    this.descriptions = descriptions;
    this.reconciler = reconciler;
    this.ack = ack;
    this.changed = changed;
  }

  /** Whether one waits for its outcome. */
  boolean isOpen() {
    return waiting != null;
  }

  /** An INVITE or UPDATE. */
  void take(Received received, Connection connection) {
    SipRequest request = received.request();
    boolean isInvite = request.method().equals("INVITE");
    boolean offers = isInvite || !request.body().isEmpty();
    if (offers && waiting != null) {
      received.answer(line.in(Refusals.notYet(1)));
    } else if (offers && (reconciler.isInviting() || ack.bringsAnswer())) {
      received.answer(line.in(Answer.of(491, "Request Pending")));
    } else {
      switch (Timing.of(request.headers(), work.ports().sessionExpires())) {
        case Timing.Refused(Answer answer) -> received.answer(line.in(answer));
        case Timing.Agreed timing -> {
          if (request.body().isEmpty()) {
            withoutOffer(received, timing, isInvite, connection);
          } else {
            withOffer(received, timing, connection);
          }
        }
      }
    }
  }

  private void withoutOffer(
      Received received, Timing.Agreed timing, boolean isInvite, Connection connection) {
    Body offer = isInvite ? terms.audio().saying(leg.told()) : Body.none();
    if (isInvite) {
      ack.begin(received, null, leg.told(), connection);
    }
    accept(received, timing, offer);
  }

  private void withOffer(Received received, Timing.Agreed timing, Connection connection) {
    SipRequest request = received.request();
    switch (terms.audio().offer(request.body(), request.source(), leg.far())) {
      case AudioSession.Read.Refused(Answer answer) -> received.answer(line.in(answer));
      case AudioSession.Read.Far far -> {
        Waiting now = new Waiting(received, timing, far);
        waiting = now;
        work.connections().await(received, connection);
        if (!isDecided(far)) {
          descriptions.offered(far.description(), far.hosts());
        }
        answerIfDecided(connection);
        work.ports()
            .timers()
            .after(
                PATIENCE,
                () -> {
                  if (waiting == now) {
                    answer(now, connection);
                  }
                });
      }
    }
  }

  void look(VoiceLeg now, Connection connection) {
    leg = now;
    answerIfDecided(connection);
  }

  private void answerIfDecided(Connection connection) {
    if (waiting != null && isDecided(waiting.far()) && !reconciler.isWaiting()) {
      answer(waiting, connection);
    }
  }

  /** Whether the state is as the offer would have it: who holds hears nothing. */
  private boolean isDecided(AudioSession.Read.Far far) {
    return far.description().equals(leg.far())
        && !(isHold(far.description()) && reconciler.mayHold());
  }

  private static boolean isHold(AudioDescription offer) {
    return offer.direction() == Direction.SEND_ONLY || offer.direction() == Direction.INACTIVE;
  }

  private void answer(Waiting offer, Connection connection) {
    waiting = null;
    work.connections().settled(offer.received());
    AudioDescription there = reconciler.there();
    AudioDescription said = terms.audio().answering(there, offer.far());
    AudioDescription told = there == null ? null : said.bothWays();
    if (offer.received().request().method().equals("INVITE")) {
      ack.begin(offer.received(), offer.far(), told, connection);
    } else {
      descriptions.tell(offer.far().description(), offer.far().hosts(), told);
    }
    accept(offer.received(), offer.timing(), terms.audio().saying(said));
  }

  private void accept(Received received, Timing.Agreed timing, Body body) {
    line.refreshed(received.request().contacts());
    refresher.start(timing.timer());
    HeaderFields headers =
        timing.headers().with("Supported", "timer").with("Allow", VoiceWorkspace.ALLOW);
    received.answer(line.in(new Answer(200, "OK", null, headers, body)));
    changed.run();
    reconciler.run();
  }

  /** The endpoint gave its INVITE up, and has got its 487. */
  void cancelled(Received invite) {
    if (waiting != null && waiting.received() == invite) {
      waiting = null;
      work.connections().settled(invite);
      reconciler.run();
    }
  }

  /** The dialog is over: what waits is refused. */
  void close() {
    if (waiting != null) {
      waiting.received().answer(line.in(Refusals.noDialog()));
      work.connections().settled(waiting.received());
      waiting = null;
    }
  }
}
