package org.parley.contracts.routing;

import java.util.List;

/** A record of the topic {@code routing.events}: everything that one command led to, in order. */
public record RoutingRecord(List<RoutingEvent> events) {
  public RoutingRecord {
    events = List.copyOf(events);
  }
}
