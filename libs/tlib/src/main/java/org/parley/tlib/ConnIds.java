package org.parley.tlib;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Draws the roots of new interactions: 31 bits of seconds since 2026 (enough until 2094) and 21
 * random bits, none twice within a second. Two gateways may draw the same root only within one
 * second, while the first call still lives; the service that owns the call refuses the second, and
 * the gateway draws again. May be used by several threads.
 */
public final class ConnIds {
  private static final long EPOCH = 1_767_225_600L; // 2026-01-01T00:00:00Z
  private static final int RANDOM_BITS = 21;
  private static final int RANDOM_MASK = (1 << RANDOM_BITS) - 1;

  private final InstantSource clock;
  private final RandomGenerator random;

  /** In {@link #second}. At 600 calls a second two would be the same every twelve seconds. */
  private final Set<Integer> drawn = new HashSet<>();

  private long second;

  public ConnIds(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** A ConnID for the first call of a new interaction of {@code medium} at that site. */
  public ConnId next(int site, ConnId.Medium medium) {
    long seconds = (clock.instant().getEpochSecond() - EPOCH) & 0x7FFF_FFFFL;
    return ConnId.of(site, medium, (seconds << RANDOM_BITS) | draw(seconds));
  }

  private synchronized int draw(long now) {
    if (now != second) {
      second = now;
      drawn.clear();
    }
    int free = random.nextInt(1 << RANDOM_BITS);
    while (!drawn.add(free)) {
      free = (free + 1) & RANDOM_MASK;
    }
    return free;
  }
}
