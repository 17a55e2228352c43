package org.parley.tlibgateway.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.tlib.ConnId;
import org.parley.tlib.MessageType;
import org.parley.tlibgateway.request.Reaction;

/** The requests of one connection whose answer comes from the log and has not come yet. */
final class Unanswered {

  /**
   * @param ask what was asked, kept because its ConnID may have to be drawn again
   * @param redraws how often that was done
   */
  record Pending(
      int referenceId, MessageType type, long sentAtMillis, Reaction.Ask ask, int redraws) {}

  private final ArrayDeque<Pending> inOrder = new ArrayDeque<>();

  int count() {
    return inOrder.size();
  }

  void add(Pending pending) {
    inOrder.add(pending);
  }

  /** The oldest with that reference, which is no longer waited for; null if there is none. */
  @Nullable Pending take(int referenceId) {
    for (Iterator<Pending> all = inOrder.iterator(); all.hasNext(); ) {
      Pending pending = all.next();
      if (pending.referenceId() == referenceId) {
        all.remove();
        return pending;
      }
    }
    return null;
  }

  /** The request about that call for which a ConnID was drawn, no longer waited for, or null. */
  @Nullable Pending takeDrawn(int referenceId, ConnId connId) {
    for (Iterator<Pending> all = inOrder.iterator(); all.hasNext(); ) {
      Pending pending = all.next();
      if (pending.ask().isDrawn()
          && pending.referenceId() == referenceId
          && connId.equals(pending.ask().connId())) {
        all.remove();
        return pending;
      }
    }
    return null;
  }

  /** Those sent before that time, which are no longer waited for. */
  List<Pending> takeOlderThan(long millis) {
    List<Pending> late = new ArrayList<>();
    while (!inOrder.isEmpty() && inOrder.getFirst().sentAtMillis() < millis) {
      late.add(inOrder.removeFirst());
    }
    return late;
  }
}
