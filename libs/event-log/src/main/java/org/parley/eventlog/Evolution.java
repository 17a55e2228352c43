package org.parley.eventlog;

import org.jspecify.annotations.Nullable;

/** The one function that changes the state of an entity. Pure, so that writer and readers agree. */
@FunctionalInterface
public interface Evolution<E, S> {

  /**
   * The state after {@code event}; null before the first event and again when the entity is gone.
   */
  @Nullable S evolve(@Nullable S state, E event);
}
