package org.parley.sip.registrar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A store that does what it is told, when it is told to. */
final class StoreInMemory implements BindingStore {
  private final Bindings bindings;
  private final Deque<Runnable> held = new ArrayDeque<>();
  final List<Change> written = new ArrayList<>();
  boolean holds;
  boolean fails;

  StoreInMemory(Bindings bindings) {
    this.bindings = bindings;
  }

  @Override
  public void write(List<Change> changes, Outcome outcome) {
    if (holds) {
      held.add(() -> now(changes, outcome));
    } else {
      now(changes, outcome);
    }
  }

  /** The oldest that is held. */
  void release() {
    held.remove().run();
  }

  private void now(List<Change> changes, Outcome outcome) {
    if (fails) {
      outcome.failed();
      return;
    }
    written.addAll(changes);
    for (Change change : changes) {
      if (change.binding() == null) {
        bindings.remove(change.key());
      } else {
        bindings.put(change.binding());
      }
    }
    outcome.written();
  }
}
