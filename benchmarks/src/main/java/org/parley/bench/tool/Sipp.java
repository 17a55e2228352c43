package org.parley.bench.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.parley.bench.suite.Ports;

/**
 * How to run SIPp once. Without {@link #to} it waits for calls; with it, it makes them.
 *
 * <p>Exactly {@code calls} calls are run, or the run fails when its time is over.
 */
public final class Sipp {
  private static final AtomicInteger RUNS = new AtomicInteger();

  private final Path directory;
  private final Path scenario;
  private final List<String> arguments = new ArrayList<>();
  private final Map<String, String> keys = new LinkedHashMap<>();
  private Duration life = Duration.ofSeconds(60);
  private String target = "";
  private String host = Ports.HOST;
  private final String name;

  private Sipp(Path directory, Path scenario) {
    this.directory = directory;
    this.scenario = scenario;
    this.name = scenario.getFileName().toString().replace(".xml", "");
  }

  /** With that scenario file, in that directory. */
  public static Sipp of(Path directory, Path scenario) {
    return new Sipp(directory, scenario);
  }

  /** Calls 127.0.0.1 at that port. */
  public Sipp to(int port) {
    return to(Ports.HOST, port);
  }

  public Sipp to(String host, int port) {
    target = host + ":" + port;
    return this;
  }

  /** From another address of this machine than 127.0.0.1. */
  public Sipp from(String address) {
    host = address;
    return this;
  }

  /** Its own port. */
  public Sipp at(int port) {
    return with("-p", Integer.toString(port));
  }

  /** {@code u1} (the default), {@code t1}, {@code tn} or {@code l1}. */
  public Sipp over(String transport) {
    return with("-t", transport);
  }

  /** A word that the scenario has in brackets. */
  public Sipp key(String word, Object value) {
    keys.put(word, value.toString());
    return this;
  }

  /** User and password for digest. */
  public Sipp as(String user, String password) {
    return key("user", user).with("-au", user, "-ap", password);
  }

  /** Lines of a CSV file; the first says SEQUENTIAL or RANDOM. */
  public Sipp lines(List<String> lines) {
    Path file = directory.resolve(name + "-" + RUNS.incrementAndGet() + ".csv");
    try {
      Files.createDirectories(directory);
      Files.write(file, lines);
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
    return with("-inf", file.toString());
  }

  public Sipp calls(int count) {
    return with("-m", Integer.toString(count));
  }

  /** Calls a second, and how many may be open at the same time. */
  public Sipp rate(int perSecond, int open) {
    return with("-r", Integer.toString(perSecond), "-l", Integer.toString(open));
  }

  /** Records the response time of every {@code frequency}-th measurement. */
  public Sipp responseTimes(int frequency) {
    return with("-trace_rtt", "-rtt_freq", Integer.toString(frequency));
  }

  public Sipp within(Duration time) {
    life = time;
    return this;
  }

  public Sipp with(String... more) {
    arguments.addAll(List.of(more));
    return this;
  }

  /** What came of it. */
  public record Result(
      int exitCode, SippStatistics statistics, String errors, List<String> log, Path directory) {

    /** Whether every call went as the scenario says. */
    public boolean isClean() {
      return exitCode == 0 && statistics.failed() == 0;
    }

    /**
     * This, if every call went as the scenario says.
     *
     * @throws AssertionError that says what SIPp found, if not
     */
    public Result orFail() {
      if (!isClean()) {
        throw new AssertionError(
            "SIPp ended with "
                + exitCode
                + ", "
                + statistics
                + "; "
                + directory
                + "\n"
                + Tool.lastLines(errors, 60));
      }
      return this;
    }
  }

  /** A run under way. */
  public final class Running implements AutoCloseable {
    private final Tool tool;
    private final Path files;

    private Running(Tool tool, Path files) {
      this.tool = tool;
      this.files = files;
    }

    public long pid() {
      return tool.pid();
    }

    /** The lines that the scenario has logged so far. */
    public List<String> log() {
      return text(files.resolve("said.log")).lines().toList();
    }

    /**
     * How often the scenario has got a request of that method, a moment ago; needs {@code
     * -trace_counts}.
     */
    public long received(String method) {
      return SippStatistics.received(files, method);
    }

    /** What it has done so far, a moment ago. */
    public SippStatistics statistics() {
      return SippStatistics.read(files.resolve("statistics.csv"));
    }

    /** What did not go as the scenario says so far. */
    public String errors() {
      return text(files.resolve("errors.log"));
    }

    /** Waits for its end. */
    public Result finish() throws InterruptedException {
      int exit = tool.awaitExit(life.plusSeconds(10));
      return result(exit);
    }

    /** Ends it before all calls are done; what was done so far. */
    public Result stop() throws InterruptedException {
      tool.close();
      return result(tool.awaitExit(Duration.ofSeconds(5)));
    }

    private Result result(int exit) {
      return new Result(
          exit,
          SippStatistics.read(files.resolve("statistics.csv")),
          text(files.resolve("errors.log")) + Tool.lastLines(tool.output(), 3),
          text(files.resolve("said.log")).lines().toList(),
          files);
    }

    @Override
    public void close() {
      tool.close();
    }
  }

  /** Starts it. */
  public Running start() {
    Path files = directory.resolve(name + "-" + RUNS.incrementAndGet());
    try {
      Files.createDirectories(files);
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
    var command = new ArrayList<String>(List.of("sipp"));
    if (!target.isEmpty()) {
      command.add(target);
    }
    command.addAll(List.of("-sf", scenario.toAbsolutePath().toString()));
    command.addAll(List.of("-i", host, "-nostdin", "-skip_rlimit"));
    command.addAll(List.of("-trace_stat", "-stf", "statistics.csv", "-fd", "1"));
    command.addAll(List.of("-trace_err", "-error_file", "errors.log"));
    command.addAll(List.of("-trace_logs", "-log_file", "said.log"));
    command.addAll(List.of("-timeout", life.toSeconds() + "s", "-timeout_error"));
    keys.forEach((word, value) -> command.addAll(List.of("-key", word, value)));
    command.addAll(arguments);
    return new Running(Tool.start(files, "sipp", Map.of(), life.plusSeconds(20), command), files);
  }

  /** Runs it to its end. */
  public Result run() throws InterruptedException {
    try (Running running = start()) {
      return running.finish();
    }
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
