package org.parley.sip;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.parley.sip.line.Refusals;
import org.parley.sip.line.Timers;
import org.parley.sip.message.Flow;
import org.parley.sip.message.SipRequest;
import org.parley.sip.message.SipResponse;
import org.parley.sip.signalling.Received;
import org.parley.sip.signalling.Requests;

/**
 * Keeps requests for the moment at the start in which the gateway does not know its dialogs yet: a
 * phone that is refused then takes its text or its call for lost. What has waited too long, or is
 * too much, is 503. On the gateway thread.
 */
final class UntilReady implements Requests {
  static final int MOST = 1_000;
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Requests behind;
  private final Timers timers;
  private final Set<Received> waiting = new LinkedHashSet<>();
  private boolean ready;

  UntilReady(Requests behind, Timers timers) {
    this.behind = behind;
    this.timers = timers;
  }

  /** All dialogs are known: what waits goes on, in the order in which it came. */
  void ready() {
    ready = true;
    List<Received> first = List.copyOf(waiting);
    waiting.clear();
    first.forEach(behind::onRequest);
  }

  @Override
  public void onRequest(Received received) {
    if (ready) {
      behind.onRequest(received);
    } else if (waiting.size() == MOST) {
      received.answer(Refusals.unavailable());
    } else {
      waiting.add(received);
      timers.after(PATIENCE, () -> giveUp(received));
    }
  }

  private void giveUp(Received received) {
    if (waiting.remove(received)) {
      received.answer(Refusals.unavailable());
    }
  }

  @Override
  public void onCancel(Received invite) {
    if (!waiting.remove(invite)) {
      behind.onCancel(invite);
    }
  }

  @Override
  public void onAck(SipRequest ack) {
    behind.onAck(ack);
  }

  @Override
  public void onNoAck(Received invite) {
    behind.onNoAck(invite);
  }

  @Override
  public void onStraySuccess(SipResponse response) {
    behind.onStraySuccess(response);
  }

  @Override
  public void onFlowLost(Flow flow) {
    behind.onFlowLost(flow);
  }
}
