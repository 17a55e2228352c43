package org.parley.eventlog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The running deadlines of a partition's entities. One that still stands a second after its command
 * was sent is due again, but not while that command is on its way: a backlog must not breed more of
 * itself.
 */
final class Timers<C> {

  static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

  private static final long NOT_SENT = -1;
  private static final long UNDER_WAY = Long.MAX_VALUE;

  private final Map<String, List<Timer<C>>> byKey = new HashMap<>();
  private final TreeSet<Timer<C>> queue =
      new TreeSet<>(
          Comparator.<Timer<C>, Instant>comparing(timer -> timer.next)
              .thenComparingLong(timer -> timer.number));
  private long numbers;

  static final class Timer<C> {
    private final String key;
    private final Deadline<C> deadline;
    private final long number;
    private Instant next;
    private volatile long sentAs = NOT_SENT;

    private Timer(String key, Deadline<C> deadline, long number) {
      this.key = key;
      this.deadline = deadline;
      this.number = number;
      this.next = deadline.at();
    }

    String key() {
      return key;
    }

    C command() {
      return deadline.command();
    }

    /** Where the command went; may be told by any thread. */
    void sentAs(long commandOffset) {
      sentAs = commandOffset;
    }

    void notSent() {
      sentAs = NOT_SENT;
    }
  }

  /** These deadlines, and no others, run for the key from now on. */
  void set(String key, List<Deadline<C>> deadlines) {
    @Nullable List<Timer<C>> old = byKey.get(key);
    if (old == null && deadlines.isEmpty()) {
      return;
    }
    var timers = new ArrayList<Timer<C>>(deadlines.size());
    for (Deadline<C> deadline : deadlines) {
      timers.add(take(old, deadline, key));
    }
    if (old != null) {
      old.forEach(queue::remove);
    }
    if (timers.isEmpty()) {
      byKey.remove(key);
    } else {
      byKey.put(key, timers);
    }
  }

  private Timer<C> take(@Nullable List<Timer<C>> old, Deadline<C> deadline, String key) {
    if (old != null) {
      for (Timer<C> timer : old) {
        if (timer.deadline.equals(deadline)) {
          old.remove(timer);
          return timer;
        }
      }
    }
    var timer = new Timer<>(key, deadline, numbers++);
    queue.add(timer);
    return timer;
  }

  /**
   * At most {@code limit} timers whose command must be sent now; each must be told what became of
   * it.
   */
  List<Timer<C>> due(Instant now, long lastCommand, int limit) {
    var due = new ArrayList<Timer<C>>();
    while (due.size() < limit && !queue.isEmpty() && !queue.first().next.isAfter(now)) {
      Timer<C> timer = queue.removeFirst();
      timer.next = now.plus(AGAIN_AFTER);
      if (timer.sentAs <= lastCommand) {
        timer.sentAs = UNDER_WAY;
        due.add(timer);
      }
      queue.add(timer);
    }
    return due;
  }

  /** When to look again; null when nothing runs. */
  @Nullable Instant next() {
    return queue.isEmpty() ? null : queue.first().next;
  }
}
