package org.parley.bench.voice;

import org.HdrHistogram.Histogram;

/**
 * The mixer's part of P-7.
 *
 * @param times how often a party was put apart
 * @param missed how often it did not hear music, or somebody again, within 120 ms
 * @param frames most frames with what should not be heard any more that came after one command
 * @param music from the command to the first frame of music at the party, in ns
 * @param foreign to the last frame of the others there, in ns; 0: there was none
 * @param others to the last frame in which another party heard it, in ns
 */
public record PrivateResult(
    int times, int missed, int frames, Histogram music, Histogram foreign, Histogram others) {
  /** One frame, and what a mixer of 100 conferences needs for one. */
  private static final int MOST_FRAMES = 1;

  public static final String HEADER =
      """
      | put apart, among 100 conferences | first music at the party p50 / p99 / max ms | last of the others there, the same | last of the party at another, the same | frames too many at most | goal P-7, measured : goal | |
      |---|---|---|---|---|---|---|
      """;

  /** How the table is to be read. */
  public static final String NOTE =
      "From the event that asks for it, as media-server reads it, to the packet in the hands of the far end; so up to 20 ms are"
          + " spent waiting for the next frame. Frames too many: those that came after the command and had what should not"
          + " be heard any more; one may have been on its way. The way of the request through Kafka (50 ms) is not in it.";

  public boolean met() {
    return missed == 0 && frames <= MOST_FRAMES;
  }

  public String row() {
    return "| %d, %d failed | %s | %s | %s | %d | one frame, %.2f | %s |%n"
        .formatted(
            times,
            missed,
            text(music),
            text(foreign),
            text(others),
            frames,
            (double) frames / MOST_FRAMES,
            met() ? "met" : "**missed**");
  }

  private static String text(Histogram nanos) {
    return "%.1f / %.1f / %.1f"
        .formatted(
            nanos.getValueAtPercentile(50) / 1e6,
            nanos.getValueAtPercentile(99) / 1e6,
            nanos.getMaxValue() / 1e6);
  }
}
