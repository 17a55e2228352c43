package org.parley.tlib;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Draws the roots of new interactions: 31 bits of seconds since 2026 (enough until 2094) and 21
 * random bits. Two gateways may draw the same root only within one second, while the first call
 * still lives; the service that owns the call refuses the second, and the gateway draws again.
 */
public final class ConnIds {
  private static final long EPOCH = 1_767_225_600L; // 2026-01-01T00:00:00Z
  private static final int RANDOM_BITS = 21;

  private final int site;
  private final InstantSource clock;
  private final RandomGenerator random;

  public ConnIds(int site, InstantSource clock, RandomGenerator random) {
    this.site = site;
    this.clock = clock;
    this.random = random;
  }

  /** A ConnID for the first call of a new interaction of {@code medium}. */
  public ConnId next(ConnId.Medium medium) {
    long seconds = (clock.instant().getEpochSecond() - EPOCH) & 0x7FFF_FFFFL;
    long root = (seconds << RANDOM_BITS) | random.nextInt(1 << RANDOM_BITS);
    return ConnId.of(site, medium, root);
  }
}
