package org.parley.standalone;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.parley.standalone.backends.DataDirectory;
import org.parley.standalone.backends.StartRefused;
import org.slf4j.LoggerFactory;

/** {@code ./parley cluster}: the suite as separate processes, until Ctrl-C. */
public final class ClusterMain {
  private static final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private ClusterMain() {}

  public static void main(String[] arguments) {
    switch (RunOptions.parse(List.of(arguments))) {
      case RunOptions.Parsed.Ok(RunOptions options) -> System.exit(run(options));
      case RunOptions.Parsed.Help() -> out.print("./parley cluster\n\n" + RunOptions.USAGE);
      case RunOptions.Parsed.Wrong(String message) -> {
        out.println(message + "\n");
        out.print(RunOptions.USAGE);
        System.exit(2);
      }
    }
  }

  private static int run(RunOptions options) {
    Instant start = Instant.now();
    DataDirectory data = new DataDirectory(options.data());
    out.println("Parley cluster, site " + options.site() + ": starting, data in " + data.root());
    try {
      data.create();
      Logs.into(data.logs(), "cluster");
      Cluster cluster = Cluster.start(options, text -> out.println("  " + text));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(cluster), "stop"));
      out.println(greeting(options, cluster, Duration.between(start, Instant.now())));
      out.println(cluster.lost().join() + "; stopping. More in " + data.logs());
      return 1;
    } catch (StartRefused refused) {
      out.println(refused.reason() + "\nMore in " + data.logs());
      return 1;
    } catch (IOException | RuntimeException e) {
      LoggerFactory.getLogger(ClusterMain.class).error("Did not start", e);
      out.println("Did not start: " + e + "\nMore in " + data.logs());
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private static String greeting(RunOptions options, Cluster cluster, Duration took)
      throws IOException {
    Ports ports = options.ports();
    StringBuilder text =
        new StringBuilder(
            """

            Ready after %.1f s. Ctrl-C stops it. A process that dies is started again.

              T-Library  127.0.0.1:%d and 127.0.0.1:%d, TLS %d and %d
              HTTP       http://127.0.0.1:%d

            """
                .formatted(
                    took.toMillis() / 1000.0,
                    ports.tlib(),
                    ports.tlib2(),
                    ports.tlibTls(),
                    ports.tlibTls2(),
                    ports.edge()));
    for (Map.Entry<String, Path> process : cluster.pidFiles().entrySet()) {
      text.append(
          "  %-24s process %s in %s%n"
              .formatted(
                  process.getKey(),
                  Files.readString(process.getValue()).strip(),
                  process.getValue()));
    }
    return text.toString();
  }

  private static void stop(Cluster cluster) {
    out.println("Stopping ...");
    try {
      cluster.close();
      out.println("Stopped. The data stays.");
    } catch (IOException e) {
      out.println("Did not stop cleanly: " + e);
    }
  }
}
