package org.parley.contracts.im;

import java.util.List;

/**
 * A record of the topic {@code im.events}: everything that one command led to, in order. It is
 * empty when the command led to nothing, as a timer that came too late does.
 */
public record ImRecord(List<ImEvent> events) {
  public ImRecord {
    events = List.copyOf(events);
  }
}
