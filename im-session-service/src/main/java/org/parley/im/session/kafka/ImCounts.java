package org.parley.im.session.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.BiConsumer;
import org.parley.contracts.im.ImCommand;
import org.parley.contracts.im.ImEvent;

/**
 * Counts what is decided: {@code parley.im.sessions.begun}, {@code parley.im.sessions.ended} by
 * cause, {@code parley.im.messages}, {@code parley.im.undelivered}, {@code parley.im.refusals} by
 * code. After a crash the last few decisions are taken, and counted, again.
 */
final class ImCounts implements BiConsumer<ImCommand, List<ImEvent>> {
  private final MeterRegistry meters;
  private final Counter begun;
  private final Counter messages;
  private final Counter undelivered;

  ImCounts(MeterRegistry meters) {
    this.meters = meters;
    this.begun = meters.counter("parley.im.sessions.begun");
    this.messages = meters.counter("parley.im.messages");
    this.undelivered = meters.counter("parley.im.undelivered");
  }

  @Override
  public void accept(ImCommand command, List<ImEvent> events) {
    events.forEach(this::count);
  }

  private void count(ImEvent event) {
    switch (event) {
      case ImEvent.Invited _ -> begun.increment();
      case ImEvent.Said _ -> messages.increment();
      case ImEvent.Undelivered _ -> undelivered.increment();
      case ImEvent.Ended e ->
          meters.counter("parley.im.sessions.ended", "cause", e.cause().name()).increment();
      case ImEvent.Refused e ->
          meters.counter("parley.im.refusals", "code", e.refusal().error().name()).increment();
      case ImEvent.Alerted _,
          ImEvent.Accepted _,
          ImEvent.UserDataChanged _,
          ImEvent.Forgotten _,
          ImEvent.Typed _,
          ImEvent.Acknowledged _ -> {}
    }
  }
}
