package org.parley.standalone.backends;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A running Kafka and Postgres on loopback. Whoever holds it also holds the data directory: a
 * second run on the same directory is refused. Should the backends' JVM die, it is started again on
 * the same ports, and clients reconnect.
 */
public final class Backends implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(4);
  private static final Duration STOP_LIMIT = Duration.ofMinutes(2);
  private static final int RESTARTS_PER_MINUTE = 5;

  /**
   * @param kafkaPort the broker's; the controller takes the next one
   * @param neededToo ports, by name, that the run needs for its services: refused before anything
   *     is started when somebody else has one
   * @param say hears in plain words what the user should know about, such as a leftover
   */
  public record Options(
      DataDirectory data,
      int kafkaPort,
      int postgresPort,
      Map<String, Integer> neededToo,
      Consumer<String> say) {}

  private final Options options;
  private final ProcessLock lock;
  private final CompletableFuture<String> lost = new CompletableFuture<>();
  private final Deque<Instant> restarts = new ArrayDeque<>();
  private Process child;
  private boolean closing;

  private Backends(Options options, ProcessLock lock, Process child) {
    this.options = options;
    this.lock = lock;
    this.child = child;
  }

  /** Returns when both take connections. */
  public static Backends start(Options options)
      throws StartRefused, IOException, InterruptedException {
    DataDirectory data = options.data();
    data.create();
    Optional<ProcessLock> lock = ProcessLock.tryTake(data.runLock());
    if (lock.isEmpty()) {
      String holder =
          ProcessLock.holder(data.runLock()).map(run -> " (process " + run.pid() + ")").orElse("");
      throw new StartRefused(
          "The data directory " + data.root() + " is in use by another run" + holder + ".");
    }
    try {
      new Leftover(data, options.say()).clear();
      for (Map.Entry<String, Integer> needed : options.neededToo().entrySet()) {
        requireFree(needed.getKey(), needed.getValue());
      }
      requireFree("Kafka", options.kafkaPort());
      requireFree("Kafka's controller", options.kafkaPort() + 1);
      requireFree("Postgres", options.postgresPort());
      var backends = new Backends(options, lock.get(), launch(options));
      backends.watch();
      return backends;
    } catch (StartRefused | IOException | InterruptedException | RuntimeException e) {
      lock.get().close();
      throw e;
    }
  }

  public String kafka() {
    return "127.0.0.1:" + options.kafkaPort();
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + options.postgresPort() + "/" + databaseUser();
  }

  public String databaseUser() {
    return EmbeddedPostgres.NAME;
  }

  public String databasePassword() throws IOException {
    return options.data().databasePassword();
  }

  /** The backends' JVM. */
  public synchronized long pid() {
    return child.pid();
  }

  /** Completes, with the reason, when the backends died too often to be started once more. */
  public CompletableFuture<String> lost() {
    return lost;
  }

  /** Says which server wants the port when somebody else has it. */
  private static void requireFree(String name, int port) throws StartRefused {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
    } catch (IOException e) {
      // The reason is always the same, and the user is told all of it.
      throw new StartRefused(
          "Port %d (%s) is in use by another program. Stop that, or choose other ports with --port-offset."
              .formatted(port, name));
    }
  }

  private static Process launch(Options options)
      throws IOException, StartRefused, InterruptedException {
    DataDirectory data = options.data();
    List<String> command = new ArrayList<>();
    // A terminal's Ctrl-C goes to every process in the foreground; the backends must outlive the
    // services, so they are started deaf to it and listen to their standard input only.
    command.addAll(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JavaFlags.of("parley.backends.flags"));
    command.addAll(
        List.of(
            // The JVM would start with a sixty-fourth of the machine's memory, which may be large.
            "-Xms64m",
            "-Xmx256m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.awt.headless=true",
            "-Dlogback.configurationFile=org/parley/standalone/backends-logback.xml",
            "-Dparley.logs=" + data.logs(),
            BackendsMain.class.getName(),
            data.root().toString(),
            Integer.toString(options.kafkaPort()),
            Integer.toString(options.postgresPort())));
    File errors = data.logs().resolve("backends.err").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(errors));
    // Not as an argument: a hundred jars would hide everything else in a list of processes.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    Process child = builder.start();
    var ready = new CompletableFuture<String>();
    Thread.ofPlatform()
        .daemon()
        .name("backends-reports")
        .start(() -> listen(child, options.say(), ready));
    try {
      String failure = ready.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
      if (!failure.isEmpty()) {
        stop(child);
        throw new StartRefused(failure);
      }
      return child;
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      stop(child);
      throw new StartRefused(
          "Kafka and Postgres were not ready within "
              + START_LIMIT.toSeconds()
              + " s, see "
              + data.logs(),
          e);
    } catch (InterruptedException e) {
      stop(child);
      throw e;
    }
  }

  /** Completes {@code ready} with the empty text, or with what went wrong. */
  private static void listen(Process child, Consumer<String> say, CompletableFuture<String> ready) {
    String lastWords = "see backends.err in the logs";
    try (var lines =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      String line;
      while ((line = lines.readLine()) != null) {
        String report = line;
        BackendsMain.Report.of(report)
            .ifPresent(kind -> {
              switch (kind) {
                case READY -> ready.complete("");
                case NOTE -> say.accept(kind.textOf(report));
                case FAILED -> ready.complete(kind.textOf(report));
              }
            });
      }
    } catch (IOException e) {
      // The same as its end.
    }
    ready.complete("The JVM of Kafka and Postgres ended while starting: " + lastWords);
  }

  private synchronized void watch() {
    child.onExit().thenAcceptAsync(_ -> comeBack(), runnable -> Thread.ofVirtual().start(runnable));
  }

  private synchronized void comeBack() {
    if (closing) {
      return;
    }
    Instant now = Instant.now();
    restarts.removeIf(restart -> restart.isBefore(now.minusSeconds(60)));
    if (restarts.size() >= RESTARTS_PER_MINUTE) {
      lost.complete("Kafka and Postgres ended " + RESTARTS_PER_MINUTE + " times within a minute");
      return;
    }
    restarts.add(now);
    options.say().accept("The JVM of Kafka and Postgres died; starting it again.");
    try {
      new Leftover(options.data(), options.say()).clear();
      child = launch(options);
      watch();
      options.say().accept("Kafka and Postgres are back.");
    } catch (StartRefused | IOException e) {
      lost.complete("Kafka and Postgres did not come back: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops both, cleanly, and gives the data directory free. */
  @Override
  public synchronized void close() throws IOException {
    if (closing) {
      return;
    }
    closing = true;
    stop(child);
    lock.close();
  }

  private static void stop(Process child) throws IOException {
    child.getOutputStream().close();
    try {
      if (!child.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        child.destroyForcibly();
      }
    } catch (InterruptedException e) {
      child.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
