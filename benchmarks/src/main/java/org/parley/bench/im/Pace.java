package org.parley.bench.im;

/**
 * When each message is meant to leave: at a constant rate from the start of its phase, whatever
 * happened to those before it. Latency is counted from here, so a stall counts for every message
 * that it delayed (no coordinated omission).
 *
 * @param first number of the first message
 * @param start {@link System#nanoTime} at which it is due
 */
record Pace(int first, int count, long start, double interval) {
  static Pace of(int first, int count, int rate, long start) {
    return new Pace(first, count, start, 1e9 / rate);
  }

  long due(int message) {
    return start + (long) ((message - first) * interval);
  }

  boolean covers(int message) {
    return message >= first && message < first + count;
  }
}
