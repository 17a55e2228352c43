package org.parley.bench.im;

import java.time.Duration;
import java.util.List;
import org.parley.bench.suite.ProcessTree.Usage;

/**
 * What a run showed.
 *
 * @param lostConnections connections that the suite closed meanwhile
 * @param suiteCpu CPU time of all processes of the suite during the measured messages
 * @param ownCpu the same of the load generator, which is not in {@code suiteCpu}
 * @param after memory of the suite at the end
 */
public record ImResult(
    ImProfile profile,
    Duration took,
    Latency toAck,
    Latency toDelivery,
    Ledger.Faults faults,
    List<String> examples,
    int lostConnections,
    Duration suiteCpu,
    Duration ownCpu,
    Usage after) {

  public static final String HEADER =
      """
      | goal | rate, sessions, messages | to EventACK p50 / p99 / p99.9 / max ms | to the other party, the same | lost, doubled, out of order, phantom, refused | CPU of the suite (of the generator) per message | memory RSS / PSS | goal, measured : goal | |
      |---|---|---|---|---|---|---|---|---|
      """;

  /** Whether everything the goal says holds. */
  public boolean met() {
    Duration p50 = profile.p50();
    return faults.none()
        && lostConnections == 0
        && toDelivery.count() == profile.messages()
        && toDelivery.p99().compareTo(profile.p99()) <= 0
        && (p50 == null || toDelivery.p50().compareTo(p50) <= 0);
  }

  /** The row of docs/benchmarks.md. */
  public String row() {
    return "| %s | %,d/s, %d, %,d in %.1f s | %s | %s | %d, %d, %d, %d, %d | %.0f us (%.0f us) | %,d / %,d MiB | %s | %s |%n"
        .formatted(
            profile.goal(),
            profile.rate(),
            profile.sessions(),
            profile.messages(),
            took.toMillis() / 1e3,
            toAck,
            toDelivery,
            faults.lost(),
            faults.duplicates(),
            faults.disordered(),
            faults.phantoms(),
            faults.refused(),
            perMessage(suiteCpu),
            perMessage(ownCpu),
            after.rss() >> 20,
            after.pss() >> 20,
            goals(),
            met() ? "met" : "**missed**");
  }

  private double perMessage(Duration cpu) {
    return cpu.toNanos() / 1e3 / profile.messages();
  }

  private String goals() {
    Duration p50 = profile.p50();
    String first = p50 == null ? "" : goal("p50", toDelivery.p50(), p50) + "; ";
    return first + goal("p99", toDelivery.p99(), profile.p99());
  }

  private static String goal(String name, Duration measured, Duration goal) {
    return "%s <= %.0f ms, %.2f"
        .formatted(name, Latency.millis(goal), Latency.millis(measured) / Latency.millis(goal));
  }
}
