package org.parley.bench.sip;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table of P-5.
 *
 * @param top the highest rate that was tried: who is clean there may be able to do more
 */
public record CallResult(List<Row> rows, int top) {
  /** performance.md: of Kamailio's rate. */
  private static final double RATE = 0.3;

  private static final String OURS = "Parley";
  private static final String PEER = "Kamailio";

  /** How the table is to be read. */
  private static final String NOTE =
      "UDP; SIPp calls, and is the far end, which rings for 20 ms and answers; INVITE with audio, 100, 180, 200, ACK, up to 0.1 s,"
          + " BYE, 200. Setup: from INVITE to its 200, with those 20 ms; SIPp counts whole milliseconds. Clean: no failed call, none that the far"
          + " end did not see hung up, at most one message sent again for a hundred calls, the rate kept; two tries at each rate."
          + " Kamailio passes on and stays in the dialog (Record-Route); Parley is two dialogs, and each step of a call is in Kafka"
          + " before the next.";

  private static final String HEADER =
      """
      | calls by | highest clean rate | setup at half of it: p50 / p99 / max ms | CPU of its processes for each | sent again | goal P-5, measured : goal | |
      |---|---|---|---|---|---|---|
      """;

  public CallResult {
    rows = List.copyOf(rows);
  }

  /**
   * One contestant.
   *
   * @param clean highest rate without a failure; 0: there was none
   * @param half what it showed at half of that
   */
  record Row(String by, int clean, @Nullable Trial half) {}

  /** What is to be said below the table. */
  public List<String> notes() {
    return peer() == null
        ? List.of(NOTE, "Kamailio is not installed: nothing to compare with, so P-5 is not judged.")
        : List.of(NOTE);
  }

  private @Nullable Row peer() {
    return rows.stream().filter(row -> row.by.startsWith(PEER)).findFirst().orElse(null);
  }

  /** Whether P-5 holds where it can be judged. */
  public boolean met() {
    return rows.stream().filter(row -> row.by.equals(OURS)).allMatch(row -> judged(row).met());
  }

  /** Header and rows, as docs/benchmarks.md has them. */
  public String table() {
    var text = new StringBuilder(HEADER);
    for (Row row : rows) {
      Judgement judgement = row.by.equals(OURS) ? judged(row) : new Judgement("", "", true);
      text.append(
          "| %s | %s%,d/s | %s | %s | %s |%n"
              .formatted(
                  row.by,
                  row.clean == top ? "at least " : "",
                  row.clean,
                  figures(row.half),
                  judgement.figures,
                  judgement.word));
    }
    return text.toString();
  }

  private static String figures(@Nullable Trial half) {
    return half == null
        ? "- | - | -"
        : "%.0f / %.0f / %.0f | %.0f us | %d"
            .formatted(
                half.p50(), half.p99(), half.max(), half.cpuMicros(), half.retransmissions());
  }

  private record Judgement(String figures, String word, boolean met) {}

  private Judgement judged(Row ours) {
    Row peer = peer();
    if (peer == null) {
      return new Judgement("", "", true);
    }
    if (ours.clean == 0 || peer.clean == 0) {
      return new Judgement("no clean rate", "**missed**", false);
    }
    double rate = (double) ours.clean / peer.clean;
    boolean unknown = peer.clean == top && ours.clean < top;
    boolean met = rate >= RATE && !unknown;
    return new Judgement(
        "rate >= 0.3 of Kamailio, %s%.2f".formatted(unknown ? "at most " : "", rate),
        met ? "met" : rate >= RATE ? "**not known**" : "**missed**",
        met);
  }
}
