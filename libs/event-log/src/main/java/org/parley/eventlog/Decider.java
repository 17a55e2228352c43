package org.parley.eventlog;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The pure rules of one kind of entity. Called by one thread per {@link EventLog}; must neither
 * block nor keep state of its own.
 *
 * @param <C> commands
 * @param <E> events
 * @param <S> immutable state of one entity
 */
public interface Decider<C, E, S> extends Evolution<E, S> {

  /**
   * What happens because of {@code command}. A refusal is an event too, when somebody waits for the
   * answer; an empty list is a decision that nothing happens. Time and new ids come from {@code
   * at}. Decided at least once, but only one decision takes effect.
   */
  List<E> decide(@Nullable S state, C command, CommandPosition at);

  /**
   * The timers that run in {@code state}. Re-read after each change; when one is due, its command
   * goes to the commands topic under the entity's key, at least once. A timer that still stands
   * after its command was decided is sent again, a second apart.
   */
  default List<Deadline<C>> deadlines(S state) {
    return List.of();
  }

  /**
   * The same rules, told about.
   *
   * @param told of each command and what was decided on it; after a crash the last few are told
   *     again
   */
  default Decider<C, E, S> telling(BiConsumer<C, List<E>> told) {
    return new ToldDecider<>(this, told);
  }
}
