package org.parley.bench.voice;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.parley.bench.tool.Tool;
import org.parley.media.audio.G711;

/** The measured process with its conferences, and the far ends of all their parties. */
final class MixerProcess implements AutoCloseable {
  /** What they say, in turn; the sum of two is none of the others. */
  private static final short[] SAMPLES = {1_000, 2_200, 4_600};

  /** A constant as well. */
  static final short MUSIC = -9_000;

  private static final Duration LIFE = Duration.ofMinutes(20);
  private static final Duration PROMPT = Duration.ofSeconds(30);
  private static final int SECOND = 8_000;

  private final Tool tool;
  private final FarEnds farEnds = new FarEnds();
  private final int parties;
  private final int[] seats;
  private int said;

  /** What the mixer thread did in some time; times in nanoseconds. */
  record Report(
      long frames,
      long late,
      long latest,
      long leftOut,
      long refused,
      long p50,
      long p99,
      long max,
      long cpu,
      long time,
      double heard) {}

  /** Starts it, with so many conferences of so many parties, all of whom talk. */
  MixerProcess(Path directory, int rooms, int parties, List<String> flags) throws IOException {
    this.parties = parties;
    this.seats = new int[rooms * parties];
    Path music = Files.createDirectories(directory.resolve("media/music"));
    var samples = new short[SECOND];
    Arrays.fill(samples, MUSIC);
    Files.write(music.resolve("on_hold.ulaw"), G711.PCMU.encode(samples));
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.add(MixerMain.class.getName());
    command.add(directory.resolve("media").toString());
    tool =
        Tool.start(
            directory,
            "mixer",
            Map.of("CLASSPATH", System.getProperty("java.class.path")),
            LIFE,
            command);
    tool.expect("ready", PROMPT);
    open(rooms);
  }

  private void open(int rooms) throws IOException {
    String ports = farEnds.ports().stream().map(String::valueOf).collect(Collectors.joining(" "));
    tool.type("open " + rooms + " " + parties + " " + ports);
    tool.expect("\nopen\n", PROMPT);
    for (String line : tool.output().lines().filter(line -> line.startsWith("seat ")).toList()) {
      String[] words = line.split(" ");
      seats[Integer.parseInt(words[1]) * parties + Integer.parseInt(words[2])] =
          Integer.parseInt(words[3]);
    }
    var speakers = new ArrayList<FarEnds.Speaker>();
    for (int i = 0; i < seats.length; i++) {
      speakers.add(
          new FarEnds.Speaker(
              i / parties % farEnds.ports().size(),
              new InetSocketAddress("127.0.0.1", seats[i]),
              SAMPLES[i % parties % SAMPLES.length]));
    }
    farEnds.talk(speakers);
  }

  FarEnds farEnds() {
    return farEnds;
  }

  int seat(int room, int party) {
    return seats[room * parties + party];
  }

  static int sample(int party) {
    return SAMPLES[party % SAMPLES.length];
  }

  /** Asks for something, and waits for the line that answers it. */
  String ask(String line) {
    String word = line.split(" ")[0];
    said = tool.output().length();
    tool.type(line);
    long deadline = System.nanoTime() + PROMPT.toNanos();
    while (System.nanoTime() < deadline) {
      String answer =
          tool.output()
              .substring(said)
              .lines()
              .filter(it -> it.startsWith(word))
              .findFirst()
              .orElse("");
      if (!answer.isEmpty() && tool.output().endsWith("\n")) {
        return answer;
      }
      LockSupport.parkNanos(1_000_000);
    }
    throw new IllegalStateException("no answer to " + line);
  }

  /** Counts for some time. */
  Report measure(Duration time) throws InterruptedException {
    ask("reset");
    long before = farEnds.heard();
    long began = System.nanoTime();
    FarEnds.pause(time);
    long heard = farEnds.heard() - before;
    double expected = (System.nanoTime() - began) / 20e6 * seats.length;
    String[] words = ask("report").split(" ");
    long[] n = Arrays.stream(words).skip(1).mapToLong(Long::parseLong).toArray();
    return new Report(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9], heard / expected);
  }

  @Override
  public void close() throws IOException {
    farEnds.close();
    tool.type("end");
    tool.close();
  }
}
