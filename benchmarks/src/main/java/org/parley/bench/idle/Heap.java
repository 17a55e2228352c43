package org.parley.bench.idle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The heap of another JVM of this user, asked by {@code jcmd} of the running JDK. */
public final class Heap {
  private static final Pattern USED =
      Pattern.compile("\\bused (\\d+)K|\\bused[: ]+(\\d+)M|\\bUsed: *(\\d+)M");

  private Heap() {}

  /** Bytes in use after a full collection. */
  public static long liveBytes(long pid) {
    jcmd(pid, "GC.run");
    return used(jcmd(pid, "GC.heap_info"));
  }

  /** Sum over the generations of what GC.heap_info says, metaspace left out. */
  static long used(String heapInfo) {
    long bytes = 0;
    for (String line : heapInfo.lines().toList()) {
      Matcher used = USED.matcher(line);
      boolean metaspace = line.contains("Metaspace") || line.contains("class space");
      if (!metaspace && used.find()) {
        bytes +=
            used.group(1) != null
                ? Long.parseLong(used.group(1)) << 10
                : Long.parseLong(used.group(2) != null ? used.group(2) : used.group(3)) << 20;
      }
    }
    return bytes;
  }

  private static String jcmd(long pid, String command) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      Process process =
          new ProcessBuilder(jcmd, Long.toString(pid), command).redirectErrorStream(true).start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(command + " failed: " + out);
      }
      return out;
    } catch (IOException noJdk) {
      throw new UncheckedIOException(noJdk);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
