package org.parley.standalone;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.parley.standalone.backends.DataDirectory;
import org.parley.standalone.backends.StartRefused;
import org.slf4j.LoggerFactory;

/** {@code ./parley run}: the whole suite, until Ctrl-C. */
public final class ParleyMain {
  private static final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private ParleyMain() {}

  public static void main(String[] arguments) {
    switch (RunOptions.parse(List.of(arguments))) {
      case RunOptions.Parsed.Ok(RunOptions options) -> System.exit(run(options));
      case RunOptions.Parsed.Help() -> out.print("./parley run\n\n" + RunOptions.USAGE);
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
    out.println("Parley, site " + options.site() + ": starting, data in " + data.root());
    try {
      data.create();
      Logs.into(data.logs(), "parley");
      Standalone standalone = Standalone.start(options, ParleyMain::note);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(standalone), "stop"));
      out.println(greeting(options, data, Duration.between(start, Instant.now())));
      String lost = standalone.lost().join();
      out.println(lost + "; stopping. More in " + data.logs());
      return 1;
    } catch (StartRefused refused) {
      out.println(refused.reason());
      if (refused.getCause() != null) {
        out.println("More in " + data.logs());
      }
      return 1;
    } catch (IOException | RuntimeException e) {
      LoggerFactory.getLogger(ParleyMain.class).error("Did not start", e);
      out.println("Did not start: " + e + "\nMore in " + data.logs());
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private static void stop(Standalone standalone) {
    out.println("Stopping ...");
    try {
      standalone.close();
      out.println("Stopped. The data stays.");
    } catch (IOException e) {
      out.println("Did not stop cleanly: " + e);
    }
  }

  private static void note(String text) {
    out.println("  " + text);
  }

  static String greeting(RunOptions options, DataDirectory data, Duration took) {
    Ports ports = options.ports();
    String offset = ports.offset() == 0 ? "" : " --port-offset " + ports.offset();
    String address = "http://127.0.0.1:" + ports.edge();
    StringBuilder text =
        new StringBuilder(
            """

            Ready after %.1f s. Ctrl-C stops it.

              T-Library    127.0.0.1:%d, TLS 127.0.0.1:%d (trust %s)
                           ws://127.0.0.1:%d/tlib
              SIP          127.0.0.1:%d UDP and TCP, TLS %d
              HTTP         %s  (/api/v1, /v3/api-docs, /actuator/health)
              Kafka        127.0.0.1:%d
              Postgres     127.0.0.1:%d
              Data, logs   %s
            """
                .formatted(
                    took.toMillis() / 1000.0,
                    ports.tlib(),
                    ports.tlibTls(),
                    relative(data.root().resolve("server.crt")),
                    ports.edge(),
                    ports.sip(),
                    ports.sipTls(),
                    address,
                    ports.kafka(),
                    ports.postgres(),
                    relative(data.root())));
    for (Peer peer : options.peers()) {
      text.append(
          String.format(
              Locale.ROOT,
              "  Peer         site %s at %s, ports + %d%n",
              peer.site(),
              peer.host(),
              peer.portOffset()));
    }
    if (options.demo()) {
      text.append(
          """

          Try this. In two more terminals:

            ./parley client 1001%1$s
            ./parley client 1002%1$s

          Then type "im 1002 Hello" in the first one, and "accept" in the second; "help" tells more.
          Agents are 1001 to 1020, the administrator is admin; the password is demo.
          To stop IM for 1002 from the next invitation on:

            curl -u admin:demo -X PUT -H 'Content-Type: application/json' -d '{"value":"false"}' \\
              %2$s/api/v1/switches/%3$s/dns/1002/options/TServer/multimedia
          """
              .formatted(offset, address, options.site()));
    }
    return text.toString();
  }

  /** Shorter when it lies below the working directory, as the default does. */
  private static Path relative(Path path) {
    Path here = Path.of("").toAbsolutePath();
    return path.startsWith(here) && !path.equals(here) ? here.relativize(path) : path;
  }
}
