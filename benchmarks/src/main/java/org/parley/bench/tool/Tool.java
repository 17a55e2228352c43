package org.parley.bench.tool;

import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** A running program. What it prints is kept in memory and in {@code <name>.log}. */
public final class Tool implements AutoCloseable {
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private final String name;
  private final Process process;
  private final BufferedWriter in;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final StringBuilder output = new StringBuilder();
  private boolean ended;

  private Tool(String name, Process process, Path log) throws IOException {
    this.name = name;
    this.process = process;
    this.in = process.outputWriter(StandardCharsets.UTF_8);
    Writer file = Files.newBufferedWriter(log);
    Thread.ofVirtual().start(() -> copy(file));
  }

  /** Whether a program of that name is on the PATH, or where only root looks. */
  public static boolean isInstalled(String program) {
    return find(program) != null;
  }

  private static @org.jspecify.annotations.Nullable Path find(String program) {
    if (program.startsWith("/")) {
      return Path.of(program);
    }
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(
            Stream.of(path.split(File.pathSeparator)), Stream.of("/usr/sbin", "/usr/local/sbin"))
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }

  /**
   * Starts a program.
   *
   * @param directory working directory, where its log is too
   * @param life how long it may run; then it is killed
   */
  public static Tool start(
      Path directory,
      String name,
      Map<String, String> environment,
      Duration life,
      List<String> command) {
    Path program = find(command.getFirst());
    if (program == null) {
      throw new IllegalStateException(command.getFirst() + " is not installed");
    }
    var whole = new ArrayList<>(command);
    whole.set(0, program.toString());
    var builder = new ProcessBuilder(whole).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      Files.createDirectories(directory);
      var tool = new Tool(name, builder.start(), directory.resolve(name + ".log"));
      CompletableFuture.delayedExecutor(life.toMillis(), TimeUnit.MILLISECONDS).execute(tool::kill);
      return tool;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void copy(Writer file) {
    try (file;
        Reader out = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
      char[] buffer = new char[8_192];
      for (int count = out.read(buffer); count >= 0; count = out.read(buffer)) {
        file.write(buffer, 0, count);
        file.flush();
        String text = new String(buffer, 0, count);
        signal(() -> output.append(text));
      }
    } catch (IOException closed) {
      return;
    } finally {
      signal(() -> ended = true);
    }
  }

  private void signal(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Everything it printed so far. */
  public String output() {
    lock.lock();
    try {
      return output.toString();
    } finally {
      lock.unlock();
    }
  }

  /** Types a line. */
  public void type(String line) {
    try {
      in.write(line);
      in.newLine();
      in.flush();
    } catch (IOException gone) {
      throw new UncheckedIOException(name + " does not read", gone);
    }
  }

  /** Whether it prints that text in time, or has done so already. */
  public boolean prints(String text, Duration within) {
    long deadline = System.nanoTime() + within.toNanos();
    lock.lock();
    try {
      while (output.indexOf(text) < 0) {
        long left = deadline - System.nanoTime();
        if (ended || left <= 0) {
          return false;
        }
        long _ = changed.awaitNanos(left);
      }
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until it prints that text.
   *
   * @throws IllegalStateException when it does not in time, or ended
   */
  public Tool expect(String text, Duration within) {
    if (!prints(text, within)) {
      throw new IllegalStateException(
          name + " did not print '" + text + "' but:\n" + lastLines(output(), 40));
    }
    return this;
  }

  /**
   * Waits for its end.
   *
   * @return its exit code
   * @throws IllegalStateException when it still runs then; it is killed
   */
  public int awaitExit(Duration within) throws InterruptedException {
    if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
      kill();
      throw new IllegalStateException(
          name + " still ran after " + within + ":\n" + lastLines(output(), 40));
    }
    return process.exitValue();
  }

  static String lastLines(String text, int count) {
    List<String> lines = text.lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
  }

  /** Ends it and what it started without giving them a chance to say so (SIGKILL). */
  public void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Ends it and what it started; by force, if it does not go. */
  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException interrupted) {
      kill();
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
