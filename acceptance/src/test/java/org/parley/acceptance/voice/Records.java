package org.parley.acceptance.voice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a baresip has heard, as its module sndfile writes it while it goes on. */
final class Records {
  private static final int WAV_HEADER = 44;

  /** Half a second: tones 300 Hz apart are told from each other, and changes are seen soon. */
  private static final int WINDOW = Tone.RATE / 2;

  private static final Duration AGAIN = Duration.ofMillis(20);
  private static final double LOUD = 5_000;
  private static final double SILENT = 100;

  private final Path directory;
  private final String whose;

  /** What was recorded before is of no account any more, in the newest record at that time. */
  private @Nullable Path markedRecord;

  private long mark;

  Records(Path directory, String whose) {
    this.directory = directory;
    this.whose = whose;
  }

  /** What has been recorded until now does not count any more. */
  void forget() {
    markedRecord = newest().orElse(null);
    mark = markedRecord == null ? 0 : samples(markedRecord);
  }

  /** Waits for half a second with these tones and no other. */
  void awaitJust(Set<Tone> wanted, Duration patience) {
    await(wanted, heard -> hasAll(wanted, heard) && hasNoOther(wanted, heard), patience);
  }

  /** Waits for half a second with these tones, whatever else there is. */
  void awaitAtLeast(Set<Tone> wanted, Duration patience) {
    await(wanted, heard -> hasAll(wanted, heard), patience);
  }

  private void await(Set<Tone> wanted, Predicate<short[]> fits, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    String last = "nothing was recorded";
    long from = 0;
    Path record = null;
    while (System.nanoTime() < deadline) {
      Path newest = newest().orElse(null);
      if (newest != null && !newest.equals(record)) {
        record = newest;
        from = Math.max(record.equals(markedRecord) ? mark : 0, samples(record) - WINDOW);
      }
      if (record != null && samples(record) < from) {
        from = 0; // begun anew within a second, under the same name
      }
      if (record == null || samples(record) < from + WINDOW) {
        LockSupport.parkNanos(AGAIN.toNanos());
        continue;
      }
      short[] heard = read(record, from);
      from += WINDOW / 2;
      last = inWords(heard);
      if (fits.test(heard)) {
        return;
      }
    }
    throw new AssertionError(whose + " was to hear " + wanted + " and heard " + last);
  }

  private static boolean hasAll(Set<Tone> wanted, short[] heard) {
    return wanted.stream().allMatch(tone -> tone.loudness(heard) >= LOUD);
  }

  private static boolean hasNoOther(Set<Tone> wanted, short[] heard) {
    return Stream.of(Tone.values())
        .filter(tone -> !wanted.contains(tone))
        .allMatch(tone -> tone.loudness(heard) <= SILENT);
  }

  private static String inWords(short[] heard) {
    var words = new StringBuilder();
    for (Tone tone : Tone.values()) {
      words.append(tone).append(' ').append(Math.round(tone.loudness(heard))).append("  ");
    }
    return words.toString();
  }

  /** A new one is begun whenever baresip starts its audio anew. */
  private Optional<Path> newest() {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith("-dec.wav"))
          .max(
              Comparator.comparing((Path file) -> file.toFile().lastModified())
                  .thenComparing(Comparator.naturalOrder()));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static long samples(Path record) {
    return Math.max(0, record.toFile().length() - WAV_HEADER) / 2;
  }

  /** Its length in the header is right only when it is closed. */
  private static short[] read(Path record, long from) {
    try (var channel = Files.newByteChannel(record)) {
      ByteBuffer bytes = ByteBuffer.allocate(2 * WINDOW).order(ByteOrder.LITTLE_ENDIAN);
      channel.position(WAV_HEADER + 2 * from);
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // Until all of it is there.
      }
      ShortBuffer samples = bytes.flip().asShortBuffer();
      var heard = new short[samples.remaining()];
      samples.get(heard);
      return heard;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
