package org.parley.bench.voice;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.parley.bench.voice.MixerProcess.Report;

/** Measures the mixer: how many conferences one thread holds, and how soon a party is apart. */
public final class MixerBench {
  /** As the k8s deployment is to run it: pauses well below a frame. */
  private static final List<String> FLAGS =
      List.of("-Xmx512m", "-XX:+UseZGC", "-XX:+UseCompactObjectHeaders", "-XX:-UsePerfData");

  private static final int TIMES = 200;
  private static final Duration SETTLED = Duration.ofMillis(120);

  private final Path directory;
  private final Duration time;
  private final Duration warmUp;

  /**
   * @param directory for the files of the measured process
   * @param time of one step
   */
  public MixerBench(Path directory, Duration time, Duration warmUp) {
    this.directory = directory;
    this.time = time;
    this.warmUp = warmUp;
  }

  /** Both tables. */
  public record Result(MixerResult mixing, PrivateResult apart) {
    public boolean met() {
      return mixing.met() && apart.met();
    }
  }

  public Result run() throws IOException, InterruptedException {
    var rows = new ArrayList<MixerResult.Row>();
    PrivateResult apart;
    try (var process = start(100, 3)) {
      rows.add(measured(process, 100, 3));
      apart = privateConversations(process, 100);
      System.out.print(PrivateResult.HEADER + apart.row());
    }
    try (var process = start(330, 3)) {
      rows.add(measured(process, 330, 3));
    }
    try (var process = start(1, 100)) {
      rows.add(measured(process, 1, 100));
    }
    return new Result(new MixerResult(rows), apart);
  }

  private MixerProcess start(int rooms, int parties) throws IOException {
    return new MixerProcess(directory.resolve(rooms + "x" + parties), rooms, parties, FLAGS);
  }

  private MixerResult.Row measured(MixerProcess process, int rooms, int parties)
      throws InterruptedException {
    FarEnds.pause(warmUp);
    Report report = process.measure(time);
    var row = new MixerResult.Row(rooms, parties, report);
    System.out.print(row.text());
    return row;
  }

  private static PrivateResult privateConversations(MixerProcess process, int rooms)
      throws InterruptedException {
    var random = new Random(7);
    var music = new Histogram(3);
    var foreign = new Histogram(3);
    var others = new Histogram(3);
    int frames = 0;
    int missed = 0;
    for (int i = 0; i < TIMES; i++) {
      int room = i % rooms;
      int there = process.seat(room, 0);
      int other = process.seat(room, 1);
      FarEnds.Watch watch = process.farEnds().watch(List.of(there, other));
      FarEnds.pause(SETTLED.plusMillis(random.nextInt(20)));
      long asked = Long.parseLong(process.ask("apart " + room + " 0").split(" ")[3]);
      FarEnds.pause(SETTLED);
      Onset heard = Onset.of(watch.of(there), asked, MixerBench::isMusic);
      Onset gone = Onset.of(watch.of(other), asked, sample -> !isHeardBySecond(sample));
      missed += heard.isComplete() && gone.isComplete() ? 0 : 1;
      music.recordValue(heard.firstNanos());
      foreign.recordValue(heard.lastBeforeNanos());
      others.recordValue(gone.lastBeforeNanos());
      frames = Math.max(frames, Math.max(heard.framesBefore(), gone.framesBefore()));
      process.ask("back " + room + " 0");
    }
    return new PrivateResult(TIMES, missed, frames, music, foreign, others);
  }

  private static boolean isMusic(int sample) {
    return Math.abs(sample - MixerProcess.MUSIC) < 400;
  }

  /** Whether the first party is in what the second one hears. */
  private static boolean isHeardBySecond(int sample) {
    int both = MixerProcess.sample(0) + MixerProcess.sample(2);
    int alone = MixerProcess.sample(0);
    return Math.abs(sample - both) < 400 || Math.abs(sample - alone) < 300;
  }
}
