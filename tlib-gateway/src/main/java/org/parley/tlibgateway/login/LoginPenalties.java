package org.parley.tlibgateway.login;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How long a source has to wait for its next answer because of wrong passwords: a quarter of a
 * second after the first, doubling to {@link #LONGEST}. One failure is forgotten every {@link
 * #FORGIVEN_EVERY}. The table is bounded; when it is full the source unheard of longest goes.
 *
 * <p>While a source has such a delay, only {@link #AT_ONCE} attempts from there may be under way:
 * else guesses would wait side by side. A source without a wrong password is not limited, so that
 * all clients behind one address can come back at once.
 */
public final class LoginPenalties {
  public static final Duration FIRST = Duration.ofMillis(250);
  public static final Duration LONGEST = Duration.ofSeconds(15);
  static final int AT_ONCE = 4;
  static final Duration FORGIVEN_EVERY = Duration.ofSeconds(30);

  private record Failures(int count, long lastAtMillis) {}

  private final int capacity;
  private final LongSupplier millis;
  private final Map<String, Failures> bySource = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, Integer> underWay = new HashMap<>();

  /**
   * @param millis a clock that only goes forward
   */
  public LoginPenalties(int capacity, LongSupplier millis) {
    this.capacity = capacity;
    this.millis = millis;
  }

  /** How long the next attempt from there has to wait. */
  public Duration delayOf(String source) {
    int count = count(source);
    if (count == 0) {
      return Duration.ZERO;
    }
    Duration delay = FIRST.multipliedBy(1L << Math.min(count - 1, 20));
    return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
  }

  /** Another wrong password from there. */
  public void failed(String source) {
    bySource.put(source, new Failures(count(source) + 1, millis.getAsLong()));
    if (bySource.size() > capacity) {
      bySource.remove(bySource.keySet().iterator().next());
    }
  }

  /** An attempt from there that has to be checked; {@link #ended} follows, once. */
  public void begun(String source) {
    underWay.merge(source, 1, Integer::sum);
  }

  /** An attempt that was {@link #begun} was answered, refused or given up. */
  public void ended(String source) {
    underWay.computeIfPresent(source, (_, count) -> count == 1 ? null : count - 1);
  }

  /** Whether one of the attempts under way from there, the newest, is to be refused. */
  public boolean isTooMany(String source) {
    return count(source) > 0 && underWay.getOrDefault(source, 0) > AT_ONCE;
  }

  int size() {
    return bySource.size();
  }

  private int count(String source) {
    Failures failures = bySource.get(source);
    if (failures == null) {
      return 0;
    }
    long quiet = millis.getAsLong() - failures.lastAtMillis();
    return Math.max(0, failures.count() - (int) (quiet / FORGIVEN_EVERY.toMillis()));
  }
}
