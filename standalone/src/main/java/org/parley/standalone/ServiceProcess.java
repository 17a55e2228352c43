package org.parley.standalone;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parley.standalone.backends.JavaFlags;

/**
 * A service in a process of its own that is started again whenever it dies, until it is closed. Who
 * wants to kill it finds its pid in a file that is replaced, whole, at every start.
 */
final class ServiceProcess implements AutoCloseable {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
  private static final int STARTS_PER_MINUTE = 20;

  /**
   * @param name of this process, unlike any other's
   * @param settings as for {@code SPRING_APPLICATION_JSON}
   */
  record Plan(
      Service service, String name, int httpPort, String settings, Path pidFile, Path logs) {}

  private final Plan plan;
  private final Consumer<String> say;
  private final Deque<Instant> starts = new ArrayDeque<>();
  private @Nullable Process process;
  private boolean closing;

  ServiceProcess(Plan plan, Consumer<String> say) {
    this.plan = plan;
    this.say = say;
  }

  Plan plan() {
    return plan;
  }

  synchronized void start() throws IOException {
    starts.add(Instant.now());
    List<String> command =
        new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JavaFlags.of("parley.services.flags"));
    command.addAll(
        List.of(
            "-Xms48m",
            "-Xmx192m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            // Seven JVMs start at once: half the work of compiling is worth more than top speed.
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            ServiceMain.class.getName(),
            plan.service().label(),
            plan.name(),
            plan.logs().toString()));
    File errors = plan.logs().resolve(plan.name() + ".err").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(errors));
    builder.environment().put("SPRING_APPLICATION_JSON", plan.settings());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    Process started = builder.start();
    process = started;
    Path draft = plan.pidFile().resolveSibling(plan.name() + ".pid.new");
    Files.writeString(draft, started.pid() + "\n");
    Files.move(draft, plan.pidFile(), StandardCopyOption.REPLACE_EXISTING);
    started
        .onExit()
        .thenAcceptAsync(ended -> startAgain(ended), task -> Thread.ofVirtual().start(task));
  }

  private synchronized void startAgain(Process ended) {
    if (closing) {
      return;
    }
    starts.removeIf(start -> start.isBefore(Instant.now().minusSeconds(60)));
    if (starts.size() >= STARTS_PER_MINUTE) {
      say.accept(plan.name() + " dies again and again; left alone. More in " + plan.logs());
      return;
    }
    try {
      start();
      say.accept(plan.name() + " ended with code " + ended.exitValue() + "; started it again.");
    } catch (IOException e) {
      say.accept(plan.name() + " could not be started again: " + e);
    }
  }

  /** Asks it to stop; {@link #close} waits for it. */
  synchronized void ask() throws IOException {
    closing = true;
    if (process != null) {
      process.getOutputStream().close();
    }
  }

  @Override
  public void close() throws IOException {
    ask();
    Process last;
    synchronized (this) {
      last = process;
    }
    try {
      if (last != null && !last.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        last.destroyForcibly();
      }
    } catch (InterruptedException e) {
      last.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Files.deleteIfExists(plan.pidFile());
  }
}
