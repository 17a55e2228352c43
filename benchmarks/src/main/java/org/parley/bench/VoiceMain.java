package org.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.parley.bench.sip.CallBench;
import org.parley.bench.sip.CallResult;
import org.parley.bench.suite.RunningSuite;
import org.parley.bench.voice.AskedBench;
import org.parley.bench.voice.AskedResult;
import org.parley.bench.voice.MixerBench;
import org.parley.bench.voice.MixerResult;
import org.parley.bench.voice.PrivateResult;

/** {@code ./parley bench voice}: the mixer first, for it is to have the machine to itself. */
final class VoiceMain {
  private static final String COMMAND = "./parley bench voice ";
  private static final String MIXER = "--mixer";
  private static final String PRIVATE = "--private";
  private static final String CALLS = "--calls";

  private final Options options;
  private final Launches launches;
  private final Page page;

  /** How a fresh suite is started. */
  interface Launches {
    RunningSuite.Launch next() throws IOException;
  }

  /** Takes a section of docs/benchmarks.md. */
  interface Page {
    void write(String name, String title, String command, String table, List<String> notes)
        throws IOException;
  }

  VoiceMain(Options options, Launches launches, Page page) {
    this.options = options;
    this.launches = launches;
    this.page = page;
  }

  /** Whether an option is one of those that choose a part. */
  private boolean asks(String part) {
    return options.has(part) || Stream.of(MIXER, PRIVATE, CALLS).noneMatch(options::has);
  }

  /**
   * Runs what was asked for, or all of it.
   *
   * @return whether every goal was met
   */
  boolean run() throws IOException, InterruptedException {
    Path files = Files.createTempDirectory("parley-bench-voice-");
    System.out.println("files of all programs in " + files);
    boolean met = !asks(MIXER) || mixer(files);
    if (asks(PRIVATE) || asks(CALLS)) {
      RunningSuite.Launch launch =
          launches.next().with(Map.of("PARLEY_SIP_REQUESTSPERSECOND", "0"));
      System.out.println("starting a suite, log in " + launch.log());
      try (RunningSuite suite = RunningSuite.start(launch)) {
        met &= !asks(PRIVATE) || asked(suite);
        met &= !asks(CALLS) || calls(files, suite);
      }
    }
    return met;
  }

  private boolean mixer(Path files) throws IOException, InterruptedException {
    MixerBench.Result result =
        new MixerBench(
                files,
                Duration.ofSeconds(options.number("--seconds", 60)),
                Duration.ofSeconds(options.number("--warm-up", 20)))
            .run();
    String mixing = result.mixing().table();
    String apart = PrivateResult.HEADER + result.apart().row();
    System.out.print(mixing + apart);
    String command = COMMAND + MIXER;
    page.write("voice-mixer", "Conferences, P-6", command, mixing, List.of(MixerResult.NOTE));
    page.write(
        "voice-private", "Private conversation, P-7", command, apart, List.of(PrivateResult.NOTE));
    return result.met();
  }

  private boolean asked(RunningSuite suite) throws IOException, InterruptedException {
    AskedResult result = new AskedBench(suite.ports()).run();
    String table = AskedResult.HEADER + result.row();
    System.out.print(table);
    page.write(
        "voice-asked",
        "Private conversation as a desktop sees it, P-7",
        COMMAND + PRIVATE,
        table,
        List.of(AskedResult.NOTE));
    return result.met();
  }

  private boolean calls(Path files, RunningSuite suite) throws IOException, InterruptedException {
    CallResult result =
        new CallBench(
                files,
                options.number("--seconds", 10),
                options.number("--warm-up", 40),
                options.number("--rate", 0))
            .run(suite);
    System.out.print(result.table());
    page.write("voice-calls", "Voice calls, P-5", COMMAND + CALLS, result.table(), result.notes());
    return result.met();
  }
}
