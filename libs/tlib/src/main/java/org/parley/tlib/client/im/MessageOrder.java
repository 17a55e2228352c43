package org.parley.tlib.client.im;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Puts the messages of a call in order: what comes twice is dropped, what came too early waits, and
 * what is missing is asked for, one question at a time. Not thread-safe.
 */
final class MessageOrder {
  private static final int MAX_WAITING = 1000;

  private final TreeMap<Integer, ImText> waiting = new TreeMap<>();
  private int last;
  private boolean wanted;
  private boolean asking;

  private int askedAfter;

  /** The highest number that had come when the question was asked. */
  private int knownWhenAsked;

  /** The number of the last message that was handed out. */
  int last() {
    return last;
  }

  /** There may be messages that nobody will send by himself. */
  void doubt() {
    wanted = true;
    asking = false;
  }

  /** A message came; returns what is next in order, which may be nothing. */
  List<ImText> arrived(ImText message) {
    return arrived(List.of(message));
  }

  /** Messages came; returns what is next in order. */
  List<ImText> arrived(List<ImText> messages) {
    for (ImText message : messages) {
      if (message.seq() > last) {
        waiting.putIfAbsent(message.seq(), message);
      }
    }
    List<ImText> next = takeContiguous();
    while (waiting.size() > MAX_WAITING) {
      waiting.pollLastEntry();
      wanted = true;
    }
    return next;
  }

  /** After which number to ask now; empty when nothing is missing, or has been asked for. */
  OptionalInt question() {
    if (asking || (!wanted && waiting.isEmpty())) {
      return OptionalInt.empty();
    }
    asking = true;
    wanted = false;
    askedAfter = last;
    knownWhenAsked = waiting.isEmpty() ? last : waiting.lastKey();
    return OptionalInt.of(last);
  }

  /** The question got no answer; it may be asked again. */
  void unanswered() {
    if (asking) {
      asking = false;
      wanted = true;
    }
  }

  /**
   * The answer to the question.
   *
   * @param more whether there are messages after these
   */
  List<ImText> answered(List<ImText> page, boolean more) {
    asking = false;
    int reached = askedAfter;
    for (ImText message : page) {
      reached = Math.max(reached, message.seq());
      if (message.seq() > last) {
        waiting.putIfAbsent(message.seq(), message);
      }
    }
    boolean goOn = more && reached > askedAfter;
    wanted |= goOn;
    // What the server does not have below this will never come.
    int settled = goOn ? reached : Math.max(reached, knownWhenAsked);
    var next = new ArrayList<ImText>();
    while (!waiting.isEmpty() && waiting.firstKey() <= settled) {
      next.add(waiting.pollFirstEntry().getValue());
    }
    last = Math.max(last, next.isEmpty() ? last : next.getLast().seq());
    next.addAll(takeContiguous());
    return next;
  }

  /** Whether everything that is known of has been handed out and nothing more is wanted. */
  boolean isSettled() {
    return !asking && !wanted && waiting.isEmpty();
  }

  private List<ImText> takeContiguous() {
    var next = new ArrayList<ImText>();
    while (!waiting.isEmpty() && waiting.firstKey() == last + 1) {
      next.add(waiting.pollFirstEntry().getValue());
      last++;
    }
    return next;
  }
}
