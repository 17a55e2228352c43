package org.parley.bench.im;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/** The percentiles that are reported. */
public record Latency(Duration p50, Duration p99, Duration p999, Duration max, long count) {
  static Latency of(Histogram nanos) {
    return new Latency(
        Duration.ofNanos(nanos.getValueAtPercentile(50)),
        Duration.ofNanos(nanos.getValueAtPercentile(99)),
        Duration.ofNanos(nanos.getValueAtPercentile(99.9)),
        Duration.ofNanos(nanos.getMaxValue()),
        nanos.getTotalCount());
  }

  static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }

  @Override
  public String toString() {
    return "%.2f / %.1f / %.1f / %.1f"
        .formatted(millis(p50), millis(p99), millis(p999), millis(max));
  }
}
