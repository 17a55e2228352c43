package org.parley.tlib.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: nearly not for every gateway once, then longer with
 * each round. The jitter keeps a thousand clients of a lost gateway from coming back as one.
 */
final class Backoff {
  private static final Duration FIRST_JITTER = Duration.ofMillis(100);

  private final ClientOptions options;
  private final RandomGenerator random;
  private int failures;

  Backoff(ClientOptions options, RandomGenerator random) {
    this.options = options;
    this.random = random;
  }

  /** The connection was good for a while. */
  void reset() {
    failures = 0;
  }

  /** The pause after one more failure. */
  Duration next() {
    int round = failures / options.gateways().size();
    failures++;
    if (round == 0) {
      return Duration.ofMillis(random.nextLong(FIRST_JITTER.toMillis()));
    }
    double longest =
        Math.min(
            options.times().retryAtLeast().toMillis() * Math.pow(2, round - 1.0),
            options.times().retryAtMost().toMillis());
    return Duration.ofMillis((long) (longest * (1 - random.nextDouble() / 2)));
  }
}
