package org.parley.standalone.backends;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JVM that runs the broker and looks after Postgres. It tells its parent on standard output how
 * it is going, one {@link Report} a line, and stops everything when its standard input ends. The
 * parent never writes there, so the end means either that the parent closed it or that it is dead.
 *
 * <p>Arguments: data directory, port of Kafka, port of Postgres.
 */
public final class BackendsMain {
  private static final Logger log = LoggerFactory.getLogger(BackendsMain.class);

  /** What a line on standard output means; the rest of the line is for the user. */
  enum Report {
    READY,
    NOTE,
    FAILED;

    static Optional<Report> of(String line) {
      for (Report report : values()) {
        if (line.startsWith(report.name() + " ")) {
          return Optional.of(report);
        }
      }
      return Optional.empty();
    }

    String textOf(String line) {
      return line.substring(name().length() + 1);
    }
  }

  private final PrintStream parent;
  private final DataDirectory data;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CompletableFuture<EmbeddedKafka> kafka = new CompletableFuture<>();
  private final CompletableFuture<EmbeddedPostgres> postgres = new CompletableFuture<>();
  private volatile boolean stopping;

  private BackendsMain(PrintStream parent, DataDirectory data) {
    this.parent = parent;
    this.data = data;
  }

  public static void main(String[] arguments) throws IOException {
    // Whatever a library prints must not look like a report.
    PrintStream parent = System.out;
    System.setOut(System.err);
    var main = new BackendsMain(parent, new DataDirectory(Path.of(arguments[0])));
    int kafkaPort = Integer.parseInt(arguments[1]);
    int postgresPort = Integer.parseInt(arguments[2]);

    Optional<ProcessLock> lock = ProcessLock.tryTake(main.data.backendsLock());
    if (lock.isEmpty()) {
      main.report(Report.FAILED, "The data directory " + main.data.root() + " is in use");
      System.exit(1);
    }
    Thread.ofPlatform().daemon().name("parent-watch").start(main::exitWhenParentIsGone);
    Runtime.getRuntime().addShutdownHook(new Thread(main::stop, "stop"));
    if (main.start(kafkaPort, postgresPort)) {
      main.report(Report.READY, "kafka " + kafkaPort + " postgres " + postgresPort);
    } else {
      System.exit(1);
    }
  }

  private boolean start(int kafkaPort, int postgresPort) {
    Future<?> startingKafka =
        threads.submit(
            () -> kafka.complete(EmbeddedKafka.start(data.kafka(), kafkaPort, System.err)));
    Future<?> startingPostgres =
        threads.submit(() -> {
          var started = EmbeddedPostgres.start(data, postgresPort);
          postgres.complete(started);
          keepRunning(started);
          return started;
        });
    return arrived("Kafka", startingKafka, kafka) & arrived("Postgres", startingPostgres, postgres);
  }

  /** Waits for one of the two; a failure is reported and leaves {@code started} failed too. */
  private boolean arrived(String name, Future<?> starting, CompletableFuture<?> started) {
    try {
      starting.get();
      return true;
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      log.error("{} did not start", name, cause);
      started.completeExceptionally(cause);
      report(
          Report.FAILED,
          cause instanceof StartRefused refused
              ? refused.reason()
              : name + " did not start: " + cause + "; more in " + data.logs());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * A Postgres that somebody killed comes back by itself, as a broker does with its parent's help.
   */
  private void keepRunning(EmbeddedPostgres server) throws IOException {
    EmbeddedPostgres.running(data)
        .ifPresent(process ->
            process
                .onExit()
                .thenRunAsync(
                    () -> {
                      if (!stopping) {
                        restart(server);
                      }
                    },
                    threads));
  }

  private void restart(EmbeddedPostgres server) {
    try {
      report(Report.NOTE, "Postgres stopped by itself; starting it again");
      server.startServer();
      keepRunning(server);
    } catch (IOException | StartRefused e) {
      log.error("Postgres did not come back", e);
      System.exit(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void exitWhenParentIsGone() {
    try (var in = new FilterInputStream(System.in) {}) {
      in.transferTo(PrintStream.nullOutputStream());
    } catch (IOException e) {
      log.warn("The line to the parent broke", e);
    }
    System.exit(0);
  }

  private void stop() {
    stopping = true;
    Future<?> stoppingKafka = threads.submit(() -> stopped(kafka, EmbeddedKafka::stop));
    Future<?> stoppingPostgres = threads.submit(() -> stopped(postgres, EmbeddedPostgres::stop));
    waitFor("Kafka", stoppingKafka);
    waitFor("Postgres", stoppingPostgres);
  }

  private interface Stop<T> {
    void stop(T service) throws Exception;
  }

  /** What is still starting is waited for: a Postgres half started would be left behind. */
  private static <T> boolean stopped(CompletableFuture<T> service, Stop<T> stop) throws Exception {
    if (!service.isCompletedExceptionally()) {
      stop.stop(service.get(30, TimeUnit.SECONDS));
    }
    return true;
  }

  private static void waitFor(String name, Future<?> stopping) {
    try {
      stopping.get(60, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      log.error("{} did not stop cleanly", name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void report(Report report, String text) {
    byte[] line = (report + " " + text.replace('\n', ' ') + "\n").getBytes(StandardCharsets.UTF_8);
    parent.write(line, 0, line.length);
    parent.flush();
  }
}
