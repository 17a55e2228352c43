package org.parley.acceptance.voice;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.acceptance.sip.Programs;
import org.parley.bench.suite.Ports;
import org.parley.bench.tool.Tool;

/** baresip with a tone for a voice, which answers at once and records what it hears. */
public final class Phone implements AutoCloseable {
  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int WAV_HEADER = 44;

  /** Half a second: tones 300 Hz apart are told from each other, and changes are seen soon. */
  private static final int WINDOW = Tone.RATE / 2;

  /** So many ports its audio may have; the first is even. */
  private static final int RTP_PORTS = 10;

  private static final Pattern AUDIO_PORT = Pattern.compile("m=audio (\\d+) ");

  private static final double LOUD = 5_000;
  private static final double SILENT = 100;

  private static final String CONFIG =
      """
      sip_listen 127.0.0.1:%d
      net_interface 127.0.0.1
      rtp_ports %d-%d
      module_path %s
      jitter_buffer_delay 0-0
      audio_source aufile,%s
      audio_player aubridge,nobody
      audio_alert aubridge,nobody
      snd_path %s
      module stdio.so
      module g711.so
      module aufile.so
      module aubridge.so
      module sndfile.so
      module_tmp account.so
      module_app menu.so
      """;

  private final Tool tool;
  private final Path records;
  private final String dn;
  private final int rtp;

  /** What was recorded before is of no account any more, in the newest record at that time. */
  private @Nullable Path markedRecord;

  private long mark;
  private int markOnScreen;

  private Phone(Tool tool, Path records, String dn, int rtp) {
    this.tool = tool;
    this.records = records;
    this.dn = dn;
    this.rtp = rtp;
  }

  /**
   * Starts it, and waits until it is registered.
   *
   * @param directory for its files; must be its own
   * @param port of the registrar, UDP
   * @param codecs that it knows, by their names in SDP
   */
  public static Phone start(Path directory, String dn, Tone voice, int port, String... codecs) {
    Path records = directory.resolve("heard");
    Path tone = directory.resolve("tone.wav");
    voice.write(tone, (int) LIFE.toSeconds());
    int rtp = Programs.freePort() / 2 * 2;
    String registrar = Ports.HOST + ":" + port;
    try {
      Files.createDirectories(records);
      Files.writeString(
          directory.resolve("config"),
          CONFIG.formatted(
              Programs.freePort(), rtp, rtp + RTP_PORTS - 1, modules(), tone, records));
      Files.writeString(
          directory.resolve("accounts"),
          "<sip:%s@%s>;auth_user=%s;auth_pass=demo;regint=120;answermode=auto;audio_codecs=%s\n"
              .formatted(dn, registrar, dn, String.join(",", codecs)));
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
    Tool tool =
        Tool.start(
            directory,
            "baresip",
            Map.of("HOME", directory.toString()),
            LIFE,
            List.of("baresip", "-4", "-s", "-f", directory.toString()));
    tool.expect("baresip is ready", PATIENCE);
    tool.expect("200 OK", PATIENCE);
    return new Phone(tool, records, dn, rtp);
  }

  private static Path modules() {
    return Stream.of("/usr/lib/baresip/modules", "/usr/lib/x86_64-linux-gnu/baresip/modules")
        .map(Path::of)
        .filter(Files::isDirectory)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("baresip's modules are not where Debian puts them"));
  }

  public String dn() {
    return dn;
  }

  /** Where its audio may come from and go to, RTCP included. */
  public IntStream rtpPorts() {
    return IntStream.range(rtp, rtp + RTP_PORTS);
  }

  /** Calls a number by its own keys. */
  public void dial(String number) {
    tool.type("/dial " + number);
  }

  public void hangUp() {
    tool.type("/hangup");
  }

  /** Waits until it has been told, since it last forgot, that nobody is there. */
  public void isToldOfNobody() {
    sees("c=IN IP4 0.0.0.0");
  }

  /** Waits until it has been hung up on since it last forgot. */
  public void isHungUpOn() {
    sees("BYE sip:" + dn);
  }

  private void sees(String text) {
    await(dn + " sees " + text)
        .atMost(PATIENCE)
        .until(() -> tool.output().indexOf(text, markOnScreen) >= 0);
  }

  /** Where it was last told to send its audio, of the ports that a media-server has. */
  public int seat(IntPredicate isMediaServer) {
    return AUDIO_PORT
        .matcher(screen())
        .results()
        .mapToInt(found -> Integer.parseInt(found.group(1)))
        .filter(isMediaServer)
        .reduce((_, last) -> last)
        .orElseThrow(() -> new AssertionError(dn + " is in no room"));
  }

  /** Kills it without a word to anybody. */
  public void crash() {
    tool.kill();
  }

  /** What it has heard and seen until now does not count any more. */
  public void forget() {
    markOnScreen = tool.output().length();
    markedRecord = newest().orElse(null);
    mark = markedRecord == null ? 0 : samples(markedRecord);
  }

  /** Waits until it hears these tones and no other, for half a second at a time. */
  public void hears(Tone... tones) {
    hears(set(tones), EnumSet.noneOf(Tone.class));
  }

  /** The same, whatever else it hears. */
  public void hearsAtLeast(Tone... tones) {
    hears(set(tones), EnumSet.complementOf(set(tones)));
  }

  private static EnumSet<Tone> set(Tone... tones) {
    EnumSet<Tone> set = EnumSet.noneOf(Tone.class);
    set.addAll(List.of(tones));
    return set;
  }

  private void hears(Set<Tone> wanted, Set<Tone> anyhow) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    String last = "nothing was recorded";
    long from = 0;
    Path record = null;
    while (System.nanoTime() < deadline) {
      Optional<Path> newest = newest();
      if (newest.isEmpty()) {
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        continue;
      }
      if (!newest.get().equals(record)) {
        record = newest.get();
        from = Math.max(record.equals(markedRecord) ? mark : 0, samples(record) - WINDOW);
      }
      if (samples(record) < from) {
        from = 0;
      }
      if (samples(record) < from + WINDOW) {
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        continue;
      }
      short[] heard = read(record, from);
      from += WINDOW / 2;
      last = inWords(heard);
      if (isJust(wanted, anyhow, heard)) {
        return;
      }
    }
    throw new AssertionError(dn + " was to hear " + wanted + " and heard " + last);
  }

  private static boolean isJust(Set<Tone> wanted, Set<Tone> anyhow, short[] heard) {
    return Stream.of(Tone.values())
        .filter(tone -> !anyhow.contains(tone))
        .allMatch(tone ->
            wanted.contains(tone) ? tone.loudness(heard) >= LOUD : tone.loudness(heard) <= SILENT);
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
    try (Stream<Path> files = Files.list(records)) {
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

  /** What is on its screen, SIP messages included. */
  public String screen() {
    return tool.output();
  }

  @Override
  public void close() {
    if (tool.isAlive()) {
      tool.type("/quit");
      tool.prints("ua: stop all", PATIENCE);
    }
    tool.close();
  }
}
