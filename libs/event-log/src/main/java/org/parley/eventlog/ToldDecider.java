package org.parley.eventlog;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Tells each decision of another one. */
record ToldDecider<C, E, S>(Decider<C, E, S> decider, BiConsumer<C, List<E>> told)
    implements Decider<C, E, S> {

  @Override
  public List<E> decide(@Nullable S state, C command, CommandPosition at) {
    List<E> events = decider.decide(state, command, at);
    told.accept(command, events);
    return events;
  }

  @Override
  public @Nullable S evolve(@Nullable S state, E event) {
    return decider.evolve(state, event);
  }

  @Override
  public List<Deadline<C>> deadlines(S state) {
    return decider.deadlines(state);
  }
}
