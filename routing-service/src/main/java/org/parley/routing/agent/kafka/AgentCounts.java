package org.parley.routing.agent.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.BiConsumer;
import org.parley.contracts.routing.RoutingCommand;
import org.parley.contracts.routing.RoutingEvent;

/**
 * Counts what is decided: {@code parley.routing.events} by type and {@code parley.routing.refusals}
 * by code. After a crash the last few decisions are taken, and counted, again.
 */
final class AgentCounts implements BiConsumer<RoutingCommand, List<RoutingEvent>> {
  private final MeterRegistry meters;

  AgentCounts(MeterRegistry meters) {
    this.meters = meters;
  }

  @Override
  public void accept(RoutingCommand command, List<RoutingEvent> events) {
    events.forEach(this::count);
  }

  private void count(RoutingEvent event) {
    if (event instanceof RoutingEvent.Refused refused) {
      meters
          .counter("parley.routing.refusals", "code", refused.refusal().error().name())
          .increment();
    } else {
      meters.counter("parley.routing.events", "type", event.getClass().getSimpleName()).increment();
    }
  }
}
