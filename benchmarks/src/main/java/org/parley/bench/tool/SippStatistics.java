package org.parley.bench.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The totals of a run of SIPp, as its statistics file has them in its last line.
 *
 * @param successful calls that went as the scenario says
 * @param retransmissions requests and answers that SIPp sent again
 * @param seconds from start to end
 */
public record SippStatistics(long successful, long failed, long retransmissions, double seconds) {

  static SippStatistics read(Path file) {
    try {
      List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
      return lines.size() < 2
          ? new SippStatistics(0, 0, 0, 0)
          : of(lines.getFirst(), lines.getLast());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static SippStatistics of(String header, String last) {
    List<String> names = Arrays.asList(header.split(";"));
    String[] values = last.split(";");
    return new SippStatistics(
        number(names, values, "SuccessfulCall(C)"),
        number(names, values, "FailedCall(C)"),
        number(names, values, "Retransmissions(C)"),
        seconds(values[names.indexOf("ElapsedTime(C)")]));
  }

  private static long number(List<String> names, String[] values, String name) {
    return Long.parseLong(values[names.indexOf(name)]);
  }

  private static double seconds(String clock) {
    String[] parts = clock.split(":");
    return Integer.parseInt(parts[0]) * 3_600
        + Integer.parseInt(parts[1]) * 60
        + Double.parseDouble(parts[2]);
  }

  /**
   * The response times in milliseconds, sorted, from the files of {@link Sipp#responseTimes}; SIPp
   * counts whole ones.
   */
  public static double[] responseTimes(Path directory) {
    DoubleStream all = DoubleStream.empty();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*_rtt.csv")) {
      for (Path file : files) {
        double[] times =
            Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> line.split(";"))
                .filter(fields -> fields.length >= 2)
                .mapToDouble(fields -> Double.parseDouble(fields[1]))
                .toArray();
        all = DoubleStream.concat(all, Arrays.stream(times));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return all.sorted().toArray();
  }

  /** The sum over the steps of a scenario that get a request of that method. */
  static long received(Path directory, String method) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*_counts.csv")) {
      for (Path file : files) {
        List<String> lines = Files.readAllLines(file);
        String[] names = lines.getFirst().split(";");
        String[] values = lines.getLast().split(";");
        return lines.size() < 2 || values.length < names.length ? 0 : sum(names, values, method);
      }
      return 0;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static long sum(String[] names, String[] values, String method) {
    return IntStream.range(0, names.length)
        .filter(i -> names[i].matches("\\d+_" + method + "_Recv"))
        .mapToLong(i -> Long.parseLong(values[i]))
        .sum();
  }

  /** The value below which that part of the sorted ones lies; 0 when there are none. */
  public static double percentile(double[] sorted, double percent) {
    return sorted.length == 0
        ? 0
        : sorted[Math.min(sorted.length - 1, (int) (sorted.length * percent / 100))];
  }
}
