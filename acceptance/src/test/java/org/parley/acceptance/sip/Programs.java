package org.parley.acceptance.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.parley.acceptance.suite.Suites;
import org.parley.bench.tool.Tool;

/** What the programs of others need: that they are there, directories and ports. */
public final class Programs {
  private static final AtomicInteger RUNS = new AtomicInteger();

  private Programs() {}

  /** Skips the test, or fails it in CI, when one of them is not installed. */
  public static void require(String... programs) {
    List<String> missing = Arrays.stream(programs).filter(name -> !Tool.isInstalled(name)).toList();
    present(missing.isEmpty(), "not installed: " + missing + " (see .ci/run)");
  }

  static void present(boolean there, String otherwise) {
    if (System.getenv("CI") == null) {
      assumeTrue(there, otherwise);
    }
    assertThat(there).as(otherwise).isTrue();
  }

  /** A new directory for the files and logs of a program; kept for whoever looks at a failure. */
  public static Path directory(String name) {
    try {
      return Files.createDirectories(
          Suites.repository()
              .resolve("acceptance/target/sip")
              .resolve(ProcessHandle.current().pid() + "-" + RUNS.incrementAndGet() + "-" + name));
    } catch (IOException full) {
      throw new java.io.UncheckedIOException(full);
    }
  }

  /** A port that nobody has, neither UDP nor TCP, and the next one neither. */
  public static int freePort() {
    for (int turn = 0; turn < 100; turn++) {
      try (var first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        int port = first.getLocalPort();
        try (var _ = new DatagramSocket(port, InetAddress.getLoopbackAddress());
            var _ = new ServerSocket(port + 1, 1, InetAddress.getLoopbackAddress());
            var _ = new DatagramSocket(port + 1, InetAddress.getLoopbackAddress())) {
          return port;
        }
      } catch (IOException taken) {
        continue;
      }
    }
    throw new IllegalStateException("no free port");
  }
}
