package org.parley.acceptance.sip;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.parley.bench.tool.Tool;

/** baresip on a directory with its {@code config} and {@code accounts}. */
public final class BaresipProgram {
  /** How long one runs at the most. */
  public static final Duration LIFE = Duration.ofMinutes(5);

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private BaresipProgram() {}

  /** Where Debian puts its modules: on some machines below the name of the architecture. */
  public static Path modules() {
    return Stream.of("/usr/lib/baresip/modules", "/usr/lib/x86_64-linux-gnu/baresip/modules")
        .map(Path::of)
        .filter(Files::isDirectory)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("baresip's modules are not where Debian puts them"));
  }

  /** Starts it, and waits until it is ready. What it prints has all SIP messages. */
  public static Tool start(Path directory) {
    return Tool.start(
            directory,
            "baresip",
            Map.of("HOME", directory.toString()),
            LIFE,
            List.of("baresip", "-4", "-s", "-f", directory.toString()))
        .expect("baresip is ready", PATIENCE);
  }
}
