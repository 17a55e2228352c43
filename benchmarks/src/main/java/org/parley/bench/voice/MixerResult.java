package org.parley.bench.voice;

import java.util.List;
import org.parley.bench.voice.MixerProcess.Report;

/** The table of P-6. */
public record MixerResult(List<Row> rows) {
  /** performance.md: of all frames. */
  private static final double LATE = 0.01;

  /** Of a core, for one conference of a hundred. */
  private static final double CPU = 0.10;

  private static final int SMALL = 3;
  private static final int GOAL_ROOMS = 100;

  /** How the table is to be read. */
  public static final String NOTE =
      "One mixer thread, in a process without Kafka; every party sends 50 packets of G.711 a second over real UDP from"
          + " another process, and none is ever silent. Late: begun more than 2 ms after its time. CPU: of the mixer thread,"
          + " kernel included. Heard: packets that came at the far ends, of those that should; what is missing is lost"
          + " in their sockets or left out. 330 conferences have no goal yet.";

  public static final String HEADER =
      """
      | conferences, parties | frames | more than 2 ms late, latest | left out | CPU of the thread | work of a frame p50 / p99 / max ms | heard | goal P-6, measured : goal | |
      |---|---|---|---|---|---|---|---|---|
      """;

  public MixerResult {
    rows = List.copyOf(rows);
  }

  /** One load. */
  record Row(int rooms, int parties, Report report) {
    private double late() {
      return (double) (report.late() + report.leftOut())
          / Math.max(1, report.frames() + report.leftOut());
    }

    private double cpu() {
      return (double) report.cpu() / report.time();
    }

    boolean isMet() {
      if (parties == SMALL) {
        return rooms > GOAL_ROOMS || late() < LATE;
      }
      return cpu() <= CPU;
    }

    private String goal() {
      if (parties != SMALL) {
        return "CPU <= 10 %% of a core, %.2f".formatted(cpu() / CPU);
      }
      return rooms > GOAL_ROOMS ? "" : "late < 1 %%, %.2f".formatted(late() / LATE);
    }

    String text() {
      String goal = goal();
      return "| %d of %d | %,d in %.0f s | %d (%.2f %%), %.1f ms | %d | %.0f %% of a core | %.2f / %.2f / %.2f | %.2f %% | %s | %s |%n"
          .formatted(
              rooms,
              parties,
              report.frames(),
              report.time() / 1e9,
              report.late(),
              100 * late(),
              report.latest() / 1e6,
              report.leftOut(),
              100 * cpu(),
              report.p50() / 1e6,
              report.p99() / 1e6,
              report.max() / 1e6,
              100 * report.heard(),
              goal,
              goal.isEmpty() ? "" : isMet() ? "met" : "**missed**");
    }
  }

  public boolean met() {
    return rows.stream().allMatch(Row::isMet);
  }

  /** Header and rows, as docs/benchmarks.md has them. */
  public String table() {
    var text = new StringBuilder(HEADER);
    rows.forEach(row -> text.append(row.text()));
    return text.toString();
  }
}
