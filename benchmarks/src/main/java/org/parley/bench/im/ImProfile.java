package org.parley.bench.im;

import java.time.Duration;

/**
 * A load to measure with, and what it shall show (performance.md).
 *
 * @param goal its id there
 * @param rate messages a second over all sessions
 * @param warmUpMessages sent before, at {@code warmUpRate}
 * @param p50 goal from intended send time to delivery; null when there is none
 */
public record ImProfile(
    String goal,
    int rate,
    int sessions,
    Duration duration,
    int warmUpMessages,
    int warmUpRate,
    @org.jspecify.annotations.Nullable Duration p50,
    Duration p99) {

  public static ImProfile p1() {
    return new ImProfile(
        "P-1",
        1_000,
        200,
        Duration.ofSeconds(60),
        80_000,
        4_000,
        Duration.ofMillis(3),
        Duration.ofMillis(20));
  }

  public static ImProfile p3() {
    return new ImProfile(
        "P-3", 5_000, 500, Duration.ofSeconds(60), 80_000, 4_000, null, Duration.ofMillis(100));
  }

  int messages() {
    return Math.toIntExact(rate * duration.toSeconds());
  }
}
