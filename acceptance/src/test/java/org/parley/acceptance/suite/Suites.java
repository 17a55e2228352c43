package org.parley.acceptance.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.parley.bench.suite.RunningSuite;

/**
 * The one suite that runs. Classes that only talk to it share one; a class that kills takes its
 * own.
 */
public final class Suites {
  private static final Duration READY_WITHIN = Duration.ofMinutes(4);

  private static @Nullable RunningSuite shared;
  private static @Nullable Path sharedData;

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Suites::closeShared));
  }

  private Suites() {}

  /** The shared standalone with demo data; started by the first who asks. */
  public static synchronized RunningSuite standalone() throws InterruptedException {
    if (shared == null || !shared.isAlive()) {
      closeShared();
      Path data = temporary();
      sharedData = data;
      shared = RunningSuite.start(launch("run", data));
    }
    return shared;
  }

  /** The certificate that the shared suite made for itself. */
  public static synchronized Path certificate() {
    if (sharedData == null) {
      throw new IllegalStateException("no shared suite runs");
    }
    return sharedData.resolve("server.crt");
  }

  /** Where the shared suite looks for music first. */
  public static synchronized Path mediaRoot() {
    if (sharedData == null) {
      throw new IllegalStateException("no shared suite runs");
    }
    return sharedData.resolve("media");
  }

  /** How to start a suite of one's own on that directory; the shared one is stopped. */
  public static synchronized RunningSuite.Launch own(
      String subcommand, Path data, String... options) {
    closeShared();
    return launch(subcommand, data, options);
  }

  private static RunningSuite.Launch launch(String subcommand, Path data, String... options) {
    return new RunningSuite.Launch(
        repository(),
        subcommand,
        List.of(options),
        data,
        200 + 7 * ThreadLocalRandom.current().nextInt(480),
        repository().resolve("acceptance/target/suite-" + subcommand + ".log"),
        READY_WITHIN);
  }

  /** A new empty directory for data. */
  public static Path temporary() {
    try {
      return Files.createTempDirectory(work(), "suite-");
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  private static Path work() throws IOException {
    return Files.createDirectories(repository().resolve("acceptance/target/suites"));
  }

  /** Removes a directory of {@link #temporary()}; the logs are kept beside the test reports. */
  public static void remove(Path directory) {
    try {
      Path logs = directory.resolve("logs");
      if (Files.isDirectory(logs)) {
        Path kept = repository().resolve("acceptance/target/suite-logs");
        Files.createDirectories(kept);
        Files.move(logs, kept.resolve(directory.getFileName().toString()));
      }
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException error)
                throws IOException {
              Files.delete(dir);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException inUse) {
      throw new UncheckedIOException(inUse);
    }
  }

  /** The clone that these tests are part of. */
  public static Path repository() {
    return Path.of(System.getProperty("parley.repository", "..")).toAbsolutePath().normalize();
  }

  private static synchronized void closeShared() {
    if (shared != null) {
      shared.close();
      shared = null;
    }
    if (sharedData != null) {
      remove(sharedData);
      sharedData = null;
    }
  }
}
