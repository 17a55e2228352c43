package org.parley.bench.sip;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of P-4. */
public record SipResult(List<Row> rows) {
  /** performance.md. */
  private static final double RATE = 0.5;

  private static final double CPU = 1.5;
  private static final double P99_MILLIS = 20;

  private static final String OURS = "Parley";
  private static final String PEER = "Kamailio";

  /** How the table is to be read. */
  public static final String NOTE =
      "UDP; SIPp sends and is the far end. Clean: no failed call, every message at the far end, at most"
          + " one in a hundred sent twice, the rate kept; two tries at each rate, 8,000/s is the highest."
          + " SIPp counts whole milliseconds. The others pass messages on; Parley stores each before its 200.";

  public static final String HEADER =
      """
      | what | by | highest clean rate | at half of it: p50 / p99 / max ms | CPU of its processes for each | sent again | goal P-4, measured : goal | |
      |---|---|---|---|---|---|---|---|
      """;

  public SipResult {
    rows = List.copyOf(rows);
  }

  /**
   * One contestant at one workload.
   *
   * @param clean highest rate without a failure; 0: there was none
   * @param half what it showed at half of that
   */
  record Row(String workload, String by, int clean, @Nullable Trial half) {}

  /** Whether P-4 holds where it can be judged. */
  public boolean met() {
    return rows.stream().filter(row -> row.by.equals(OURS)).allMatch(row -> judged(row).met());
  }

  /** The rows of docs/benchmarks.md. */
  public String table() {
    var text = new StringBuilder(HEADER);
    for (Row row : rows) {
      Trial half = row.half;
      Judgement judgement = row.by.equals(OURS) ? judged(row) : new Judgement("", "", true);
      text.append(
          "| %s | %s | %,d/s | %s | %s | %s | %s | %s |%n"
              .formatted(
                  row.workload,
                  row.by,
                  row.clean,
                  half == null
                      ? "-"
                      : "%.0f / %.0f / %.0f".formatted(half.p50(), half.p99(), half.max()),
                  half == null ? "-" : "%.0f us".formatted(half.cpuMicros()),
                  half == null ? "-" : Long.toString(half.retransmissions()),
                  judgement.figures,
                  judgement.word));
    }
    return text.toString();
  }

  private record Judgement(String figures, String word, boolean met) {}

  private Judgement judged(Row ours) {
    Row peer =
        rows.stream()
            .filter(row -> row.by.startsWith(PEER) && row.workload.equals(ours.workload))
            .findFirst()
            .orElse(null);
    if (peer == null || !ours.workload.startsWith("MESSAGE")) {
      return new Judgement("", "", true);
    }
    Trial half = ours.half;
    Trial theirs = peer.half;
    if (half == null || theirs == null) {
      return new Judgement("no clean rate", "**missed**", false);
    }
    double rate = (double) ours.clean / peer.clean;
    double cpu = half.cpuMicros() / theirs.cpuMicros();
    boolean met = rate >= RATE && cpu <= CPU && half.p99() <= P99_MILLIS;
    return new Judgement(
        "rate >= 0.5 of Kamailio, %.2f; p99 <= 20 ms, %.2f; CPU <= 1.5 of Kamailio, %.2f"
            .formatted(rate, half.p99() / P99_MILLIS, cpu),
        met ? "met" : "**missed**",
        met);
  }
}
