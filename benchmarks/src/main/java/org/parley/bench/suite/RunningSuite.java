package org.parley.bench.suite;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** A suite that this process started with {@code ./parley}, and stops. */
public final class RunningSuite implements AutoCloseable {
  /** What {@code ./parley run} prints when everything listens. */
  private static final Pattern READY = Pattern.compile("^\\s*Ready\\b");

  private static final Duration STOP_WITHIN = Duration.ofSeconds(30);

  private final Process process;
  private final ProcessTree tree;
  private final Ports ports;
  private final Duration readyAfter;

  private RunningSuite(Process process, ProcessTree tree, Ports ports, Duration readyAfter) {
    this.process = process;
    this.tree = tree;
    this.ports = ports;
    this.readyAfter = readyAfter;
  }

  /**
   * How to start it.
   *
   * @param repository where {@code ./parley} is
   * @param subcommand {@code run} or {@code cluster}
   * @param data directory of the data; kept over restarts
   * @param log file that gets, appended, what the suite prints
   * @param environment what it gets besides that of this process
   */
  public record Launch(
      Path repository,
      String subcommand,
      List<String> arguments,
      Path data,
      int portOffset,
      Path log,
      Duration readyWithin,
      Map<String, String> environment) {
    public Launch {
      arguments = List.copyOf(arguments);
      environment = Map.copyOf(environment);
    }

    public Launch(
        Path repository,
        String subcommand,
        List<String> arguments,
        Path data,
        int portOffset,
        Path log,
        Duration readyWithin) {
      this(repository, subcommand, arguments, data, portOffset, log, readyWithin, Map.of());
    }

    public Launch with(Map<String, String> variables) {
      return new Launch(
          repository, subcommand, arguments, data, portOffset, log, readyWithin, variables);
    }

    List<String> command() {
      var command = new ArrayList<String>();
      command.add(repository.resolve("parley").toString());
      command.add(subcommand);
      command.add("--port-offset=" + portOffset);
      command.add("--data=" + data);
      command.addAll(arguments);
      return command;
    }
  }

  /**
   * Starts a suite and waits until it says that it is ready.
   *
   * @throws IllegalStateException when it ended instead, or was not ready in time; it is stopped
   *     then
   */
  public static RunningSuite start(Launch launch) throws InterruptedException {
    long begun = System.nanoTime();
    Process process;
    try {
      Files.createDirectories(launch.data());
      var builder = new ProcessBuilder(launch.command()).redirectErrorStream(true);
      builder.environment().putAll(launch.environment());
      process = builder.start();
      process.getOutputStream().close();
    } catch (IOException notStarted) {
      throw new UncheckedIOException(notStarted);
    }
    var tree = new ProcessTree(process.pid(), launch.data());
    var ready = new CompletableFuture<Long>();
    Thread.ofVirtual().start(() -> copyOutput(process, launch.log(), ready));
    try {
      long readyAt = ready.get(launch.readyWithin().toMillis(), TimeUnit.MILLISECONDS);
      return new RunningSuite(
          process, tree, new Ports(launch.portOffset()), Duration.ofNanos(readyAt - begun));
    } catch (ExecutionException | TimeoutException notReady) {
      kill(tree.pids());
      throw new IllegalStateException(
          "not ready: " + launch.command() + ", see " + launch.log(), notReady);
    }
  }

  private static void copyOutput(Process process, Path log, CompletableFuture<Long> ready) {
    try (BufferedReader out =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        BufferedWriter file =
            Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (READY.matcher(line).find()) {
          ready.complete(System.nanoTime());
        }
        file.write(line);
        file.newLine();
        file.flush();
      }
      ready.completeExceptionally(new IllegalStateException("ended before it was ready"));
    } catch (IOException closed) {
      ready.completeExceptionally(closed);
    }
  }

  public Ports ports() {
    return ports;
  }

  public ProcessTree tree() {
    return tree;
  }

  /** From the command to the line that says ready. */
  public Duration readyAfter() {
    return readyAfter;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** {@code kill -9} of these processes, which belong to this suite; returns when they are gone. */
  public static void kill(List<Long> pids) {
    for (long pid : pids) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
    for (long pid : pids) {
      ProcessHandle.of(pid).ifPresent(gone -> gone.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    }
  }

  /** {@code kill -9} of everything at once. */
  public void killAll() {
    kill(tree.pids());
  }

  /** As Ctrl-C does; whatever is left after {@code STOP_WITHIN} is killed. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        killAll();
      }
    } catch (InterruptedException interrupted) {
      killAll();
      Thread.currentThread().interrupt();
    }
    List<Long> left = tree.pids();
    if (!left.isEmpty()) {
      kill(left);
    }
  }
}
