package org.parley.routing.agent.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.routing.AgentDirectory;
import org.parley.contracts.routing.RoutingCommand;
import org.parley.contracts.routing.RoutingEvent;
import org.parley.eventlog.CommandPosition;
import org.parley.eventlog.Decider;

/**
 * Counts what is decided: {@code parley.routing.events} by type and {@code parley.routing.refusals}
 * by code. After a crash the last few decisions are taken, and counted, again.
 */
final class CountedDecider implements Decider<RoutingCommand, RoutingEvent, AgentDirectory> {
  private final Decider<RoutingCommand, RoutingEvent, AgentDirectory> decider;
  private final MeterRegistry meters;

  CountedDecider(
      Decider<RoutingCommand, RoutingEvent, AgentDirectory> decider, MeterRegistry meters) {
    this.decider = decider;
    this.meters = meters;
  }

  @Override
  public List<RoutingEvent> decide(
      @Nullable AgentDirectory state, RoutingCommand command, CommandPosition at) {
    List<RoutingEvent> events = decider.decide(state, command, at);
    events.forEach(this::count);
    return events;
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

  @Override
  public @Nullable AgentDirectory evolve(@Nullable AgentDirectory state, RoutingEvent event) {
    return decider.evolve(state, event);
  }
}
