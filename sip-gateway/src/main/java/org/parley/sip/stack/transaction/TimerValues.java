package org.parley.sip.stack.transaction;

import java.time.Duration;

/**
 * The values that all timers of RFC 3261 come from (section 17.1.1.1).
 *
 * @param t1 estimate of a round trip
 * @param t2 longest pause between repeats
 * @param t4 longest time that a message stays in the network
 */
public record TimerValues(Duration t1, Duration t2, Duration t4) {
  public static final TimerValues RFC_3261 =
      new TimerValues(Duration.ofMillis(500), Duration.ofSeconds(4), Duration.ofSeconds(5));

  public TimerValues {
    if (t1.compareTo(Duration.ofMillis(1)) < 0 || t2.compareTo(t1) < 0 || t4.isNegative()) {
      throw new IllegalArgumentException("timers need 1 ms <= T1 <= T2 and T4 >= 0");
    }
  }

  /** 64*T1: how long a transaction waits for anything. */
  public Duration limit() {
    return t1.multipliedBy(64);
  }

  /** The pause after one of that length. */
  Duration doubled(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(t2) > 0 ? t2 : twice;
  }
}
