package org.parley.bench.idle;

import java.net.InetSocketAddress;
import org.parley.bench.im.Crowd;
import org.parley.bench.suite.ProcessTree;

/** Opens many connections that then say nothing, and reads what they cost. */
public final class IdleBench {
  /** performance.md, P-10. */
  private static final double GOAL_BYTES = 20_000;

  public static final String HEADER =
      """
      | connections | heap after GC each | resident set each | resident set before / after | goal P-10, measured : goal | |
      |---|---|---|---|---|---|
      """;

  private IdleBench() {}

  /** What it showed. */
  public record Result(
      int connections, long heapBefore, long heapAfter, long rssBefore, long rssAfter) {

    double heapEach() {
      return (double) (heapAfter - heapBefore) / connections;
    }

    double rssEach() {
      return (double) (rssAfter - rssBefore) / connections;
    }

    public boolean met() {
      return heapEach() <= GOAL_BYTES;
    }

    public String row() {
      return "| %,d | %,.0f bytes | %,.0f bytes | %,d / %,d MiB | heap <= 20 kB, %.2f | %s |%n"
          .formatted(
              connections,
              heapEach(),
              rssEach(),
              rssBefore >> 20,
              rssAfter >> 20,
              heapEach() / GOAL_BYTES,
              met() ? "met" : "**missed**");
    }
  }

  /**
   * Runs it. A tenth of the connections is opened and closed again before the first reading, so
   * that what is loaded once for all of them is not counted.
   *
   * @param gateway the process that holds the connections
   */
  public static Result run(
      InetSocketAddress tlib,
      String user,
      String password,
      int firstDn,
      int connections,
      long gateway)
      throws Exception {
    try (Crowd first = new Crowd(tlib, user, password, firstDn)) {
      first.register(connections / 10);
    }
    long heapBefore = Heap.liveBytes(gateway);
    long rssBefore = ProcessTree.rss(gateway);
    try (Crowd crowd = new Crowd(tlib, user, password, firstDn)) {
      crowd.register(connections);
      long heapAfter = Heap.liveBytes(gateway);
      return new Result(connections, heapBefore, heapAfter, rssBefore, ProcessTree.rss(gateway));
    }
  }
}
