package org.parley.sip.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Counts wrong passwords for each source and user, and after too many within a minute has them
 * wait. Who is to wait is not asked for a password at all, so the right one among many is not found
 * out either.
 */
final class Guesses {
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private record Who(String source, String user) {}

  private record Count(Instant since, int wrong, Instant waitsUntil) {}

  private final int perMinute;
  private final Duration pause;
  private final int capacity;
  private final SequencedMap<Who, Count> counts = new LinkedHashMap<>();

  /**
   * @param capacity of how many pairs of source and user it is known; the one that guessed least
   *     lately is forgotten first
   */
  Guesses(int perMinute, Duration pause, int capacity) {
    this.perMinute = perMinute;
    this.pause = pause;
    this.capacity = capacity;
  }

  boolean hasToWait(String source, String user, Instant now) {
    Count count = counts.get(new Who(source, user));
    return count != null && now.isBefore(count.waitsUntil());
  }

  void wrong(String source, String user, Instant now) {
    var who = new Who(source, user);
    Count before = counts.remove(who);
    if (before == null || !now.isBefore(before.since().plus(WINDOW))) {
      before = new Count(now, 0, now);
    }
    int wrong = before.wrong() + 1;
    counts.put(who, new Count(before.since(), wrong, wrong >= perMinute ? now.plus(pause) : now));
    if (counts.size() > capacity) {
      counts.pollFirstEntry();
    }
  }

  void right(String source, String user) {
    counts.remove(new Who(source, user));
  }
}
