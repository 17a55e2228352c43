package org.parley.config.access;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long somebody who failed to log in has to wait for the next try. Failures count for the pair
 * of source and user, and, with more patience, for the source alone, so that neither one account
 * nor many can be guessed from one place, and nobody can lock another source out. Forgets after
 * {@link #MEMORY}, and the longest silent one when there are too many.
 */
public final class LoginDelay {
  static final int FREE_FOR_PAIR = 4;
  static final int FREE_FOR_SOURCE = 50;
  static final Duration FIRST = Duration.ofSeconds(1);
  static final Duration LONGEST = Duration.ofMinutes(1);

  /** Short, because behind one address there may be a gateway, or a whole office. */
  static final Duration LONGEST_FOR_SOURCE = Duration.ofSeconds(5);

  /** How many failures of its source a success makes good for. */
  static final int FORGIVEN_BY_SUCCESS = 2;

  static final Duration MEMORY = Duration.ofMinutes(15);
  private static final int MAX_REMEMBERED = 20_000;

  /** Longer names nobody has; kept whole they would let strangers choose how much is remembered. */
  static final int LONGEST_NAME = 64;

  private record Failures(int count, Instant last) {}

  private final Map<String, Failures> pairs = bounded();
  private final Map<String, Failures> sources = bounded();

  /** Zero when the next try may be made now. */
  public synchronized Duration remaining(String source, String user, Instant now) {
    Duration pair = remaining(pairs.get(pair(source, user)), FREE_FOR_PAIR, LONGEST, now);
    Duration all = remaining(sources.get(source), FREE_FOR_SOURCE, LONGEST_FOR_SOURCE, now);
    return pair.compareTo(all) > 0 ? pair : all;
  }

  public synchronized void failed(String source, String user, Instant now) {
    count(pairs, pair(source, user), now);
    count(sources, source, now);
  }

  /**
   * Forgives the pair all, the source only a little: one good account must not open the way to
   * guess others.
   */
  public synchronized void succeeded(String source, String user) {
    pairs.remove(pair(source, user));
    sources.computeIfPresent(
        source,
        (_, f) ->
            f.count() <= FORGIVEN_BY_SUCCESS
                ? null
                : new Failures(f.count() - FORGIVEN_BY_SUCCESS, f.last()));
  }

  private static void count(Map<String, Failures> failures, String key, Instant now) {
    Failures before = failures.remove(key);
    int count = before == null || forgotten(before, now) ? 0 : before.count();
    failures.put(key, new Failures(count + 1, now));
  }

  private static Duration remaining(
      @Nullable Failures failures, int free, Duration longest, Instant now) {
    if (failures == null || failures.count() <= free || forgotten(failures, now)) {
      return Duration.ZERO;
    }
    int doublings = Math.min(failures.count() - free - 1, 10);
    Duration wait = FIRST.multipliedBy(1L << doublings);
    Duration left =
        Duration.between(now, failures.last().plus(wait.compareTo(longest) > 0 ? longest : wait));
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static boolean forgotten(Failures failures, Instant now) {
    return failures.last().plus(MEMORY).isBefore(now);
  }

  private static String pair(String source, String user) {
    return source + "|" + (user.length() > LONGEST_NAME ? user.substring(0, LONGEST_NAME) : user);
  }

  private static Map<String, Failures> bounded() {
    return new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
        return size() > MAX_REMEMBERED;
      }
    };
  }
}
