package org.parley.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** Writes sections between {@code <!-- bench:name -->} and {@code <!-- /bench:name -->}. */
public final class BenchmarksPage {
  private final Path page;

  public BenchmarksPage(Path page) {
    this.page = page;
  }

  /**
   * What a bench has to say.
   *
   * @param name of the section, stable over runs
   * @param command that repeats it
   * @param table header and rows of the table
   */
  public record Section(
      String name,
      String title,
      String command,
      LocalDate date,
      String machine,
      String table,
      List<String> notes) {
    public Section {
      notes = List.copyOf(notes);
    }

    String text() {
      var text = new StringBuilder();
      text.append("## ").append(title).append("\n\n");
      text.append("`").append(command).append("`, ").append(date).append(", ");
      text.append(machine).append(".\n\n").append(table);
      if (!notes.isEmpty()) {
        text.append('\n');
        notes.forEach(note -> text.append("- ").append(note).append('\n'));
      }
      return text.toString();
    }
  }

  /** Puts the section in the place of its last version, or at the end. */
  public void write(Section section) throws IOException {
    String before = Files.exists(page) ? Files.readString(page) : "# Benchmarks\n";
    Files.createDirectories(page.toAbsolutePath().getParent());
    Files.writeString(page, replaced(before, section.name(), section.text()));
  }

  static String replaced(String page, String name, String text) {
    String open = "<!-- bench:" + name + " -->\n";
    String close = "<!-- /bench:" + name + " -->\n";
    String section = open + text + close;
    int from = page.indexOf(open);
    int to = page.indexOf(close);
    if (from < 0 || to < from) {
      return page + (page.endsWith("\n\n") ? "" : "\n") + section;
    }
    return page.substring(0, from) + section + page.substring(to + close.length());
  }

  /** This machine in words: processors, memory, kernel, JVM. */
  public static String machine() {
    long memory =
        java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean system
            ? system.getTotalMemorySize() >> 30
            : 0;
    return "%d processors (%s), %d GiB, %s %s, Java %s, everything on loopback"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            processor(),
            memory,
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            Runtime.version().feature());
  }

  private static String processor() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).trim())
          .findFirst()
          .orElse("unknown");
    } catch (IOException noProc) {
      return "unknown";
    }
  }
}
