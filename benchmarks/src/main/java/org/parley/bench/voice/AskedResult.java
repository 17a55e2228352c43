package org.parley.bench.voice;

import org.HdrHistogram.Histogram;

/**
 * The desktop's part of P-7.
 *
 * @param refused how often a request got an EventError, or nothing
 * @param deaf phones that got no packet from the mixer all the time
 * @param apart from TListenDisconnect to its event, in ns
 * @param back from TListenReconnect to its event, in ns
 */
public record AskedResult(int refused, int deaf, Histogram apart, Histogram back) {
  private static final double P99_MILLIS = 50;
  private static final double PERCENT = 99;

  public static final String HEADER =
      """
      | asked by a desktop, refused | TListenDisconnect to EventListenDisconnected p50 / p99 / max ms | TListenReconnect to EventListenReconnected, the same | goal P-7, measured : goal | |
      |---|---|---|---|---|
      """;

  /** How the table is to be read. */
  public static final String NOTE =
      "One conference of three phones, which send and get real RTP, on an otherwise idle suite; the one of them is put apart and"
          + " brought back in turn, by a T-Library client over TCP, which takes the time. EventListenDisconnected is sent when the"
          + " mixer has confirmed that the party hears music and nobody hears it.";

  public boolean met() {
    return refused == 0
        && deaf == 0
        && apart.getTotalCount() > 0
        && millis(apart, PERCENT) <= P99_MILLIS;
  }

  public String row() {
    return "| %,d and %,d, %d | %s | %s | p99 <= 50 ms, %.2f%s | %s |%n"
        .formatted(
            apart.getTotalCount(),
            back.getTotalCount(),
            refused,
            text(apart),
            text(back),
            millis(apart, PERCENT) / P99_MILLIS,
            deaf == 0 ? "" : "; " + deaf + " phones heard nothing",
            met() ? "met" : "**missed**");
  }

  private static double millis(Histogram nanos, double percent) {
    return nanos.getValueAtPercentile(percent) / 1e6;
  }

  private static String text(Histogram nanos) {
    return "%.1f / %.1f / %.1f"
        .formatted(millis(nanos, 50), millis(nanos, PERCENT), nanos.getMaxValue() / 1e6);
  }
}
