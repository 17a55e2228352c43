package org.parley.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.parley.bench.idle.IdleBench;
import org.parley.bench.im.ImLoad;
import org.parley.bench.im.ImProfile;
import org.parley.bench.im.ImResult;
import org.parley.bench.report.BenchmarksPage;
import org.parley.bench.sip.SipBench;
import org.parley.bench.sip.SipResult;
import org.parley.bench.sip.SipSoak;
import org.parley.bench.start.StartBench;
import org.parley.bench.suite.Ports;
import org.parley.bench.suite.ProcessTree;
import org.parley.bench.suite.Provisioning;
import org.parley.bench.suite.RunningSuite;

/** {@code ./parley bench im | sip | voice | idle | start}; see {@link #USAGE}. */
public final class BenchMain {
  private static final String USAGE =
      """
      ./parley bench im     messages at a constant rate, every one checked (P-1 and P-3)
      ./parley bench sip    SIP MESSAGE and REGISTER beside Kamailio and JAIN-SIP (P-4)
      ./parley bench sip --soak 10m
                            half the highest clean rate for that long; memory must stay flat
      ./parley bench voice  calls beside Kamailio, conferences, private conversations (P-5 to P-7)
      ./parley bench idle   memory of idle connections (P-10)
      ./parley bench start  time to ready, memory of everything (P-11)

        --attach PID        measure the running suite with that process id, instead of a fresh one
        --port-offset N     its port offset; of a fresh one: a random one
        --data DIR          its data directory; of a fresh one: a temporary one
        --profile P-1,P-3   im: which profiles
        --rate N --sessions N --seconds N --warm-up N --warm-up-rate N
                            im: changes the profile; nothing is written to the page then
        --workload page,dialog,register
                            sip: these only
        --rate N            sip: this rate only
        --seconds N         sip: of one step (10); needs sipp, and kamailio for the comparison
        --warm-up N         sip: seconds (40)
        --calls --mixer --private
                            voice: calls through the suite (needs sipp, and kamailio for the
                            comparison), conferences on one mixer thread, private conversations
                            that a desktop asks for; none of these: all of them
        --rate N            voice: calls a second, this rate only
        --seconds N --warm-up N
                            voice: of one step (calls 10, mixer 60), before it (40, 20)
        --dns-per-line N    im: DNs on one connection (1)
        --connections N     idle: how many (2000)
        --page FILE         where to write the result (docs/benchmarks.md)
      """;
  private static final Set<String> KNOWN =
      Set.of(
          "--attach",
          "--port-offset",
          "--data",
          "--profile",
          "--rate",
          "--workload",
          "--sessions",
          "--seconds",
          "--warm-up",
          "--warm-up-rate",
          "--dns-per-line",
          "--connections",
          "--soak",
          "--calls",
          "--mixer",
          "--private",
          "--page");
  private static final Set<String> CHANGES =
      Set.of("--rate", "--sessions", "--seconds", "--warm-up", "--warm-up-rate");
  private static final Duration READY_WITHIN = Duration.ofMinutes(3);
  private static final String SERVICES = "org.parley.standalone";

  private final Path repository;
  private final Options options;

  private BenchMain(Path repository, Options options) {
    this.repository = repository;
    this.options = options;
  }

  /** A suite to measure, with the process that holds the connections. */
  private record Target(Ports ports, ProcessTree tree, long services) {}

  /** What is done with a suite. */
  private interface Measurement {
    boolean on(Target target) throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 0) {
      System.out.print(USAGE);
      return;
    }
    var rest = Arrays.asList(arguments).subList(1, arguments.length);
    BenchMain bench;
    try {
      bench = new BenchMain(repository(), new Options(rest, KNOWN));
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
      System.err.print(USAGE);
      System.exit(2);
      return;
    }
    boolean met =
        switch (arguments[0]) {
          case "im" -> bench.im();
          case "sip" -> bench.sip();
          case "voice" -> bench.voice();
          case "idle" -> bench.withSuite(bench::idle);
          case "start" -> bench.start();
          default -> {
            System.out.print(USAGE);
            yield false;
          }
        };
    System.exit(met ? 0 : 1);
  }

  private boolean im() throws Exception {
    boolean met = true;
    for (String name : options.text("--profile", "P-1,P-3").split(",")) {
      met &= withSuite(target -> im(target, profile(name)));
    }
    return met;
  }

  private boolean im(Target target, ImProfile profile) throws Exception {
    try (var provisioning = new Provisioning(target.ports())) {
      int firstDn = provisioning.dns(2 * profile.sessions());
      provisioning.person();
      ImResult result =
          new ImLoad(profile, target.tree(), firstDn)
              .run(
                  tlib(target),
                  Provisioning.PERSON,
                  provisioning.password(),
                  options.number("--dns-per-line", 1));
      System.out.print(ImResult.HEADER + result.row());
      result.examples().forEach(System.out::println);
      write(
          "im-" + profile.goal(),
          "Instant messages, " + profile.goal(),
          "./parley bench im --profile " + profile.goal(),
          ImResult.HEADER + result.row(),
          List.of());
      return result.met();
    }
  }

  /** Always on a fresh suite: it has to be told that one address may send more than others. */
  private boolean sip() throws Exception {
    Path files = Files.createTempDirectory("parley-bench-sip-");
    var bench =
        new SipBench(
            files,
            options.number("--seconds", 10),
            options.number("--warm-up", 40),
            Stream.of(options.text("--workload", "").toUpperCase(Locale.ROOT).split(","))
                .filter(Predicate.not(String::isEmpty))
                .toList(),
            options.number("--rate", 0));
    RunningSuite.Launch launch = launch().with(Map.of("PARLEY_SIP_REQUESTSPERSECOND", "0"));
    System.out.println("starting a suite, log in " + launch.log() + "; programs in " + files);
    try (RunningSuite suite = RunningSuite.start(launch)) {
      return options.has("--soak") ? soak(files, suite, bench) : compare(suite, bench);
    }
  }

  private boolean compare(RunningSuite suite, SipBench bench) throws Exception {
    return bench.run(
        suite,
        (workload, result) -> {
          System.out.print(result.table());
          var notes = new ArrayList<>(bench.leftOut());
          notes.add(SipResult.NOTE);
          writeSip(workload, result, notes);
        });
  }

  private void writeSip(String workload, SipResult result, List<String> notes) {
    try {
      write(
          "sip-" + workload,
          "SIP, " + workload,
          "./parley bench sip --workload " + workload,
          result.table(),
          notes);
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  private boolean soak(Path files, RunningSuite suite, SipBench bench) throws Exception {
    long services = target(suite.ports(), suite.tree()).services();
    SipSoak.Result result =
        SipSoak.run(
            files,
            suite,
            services,
            options.number("--rate", 0),
            duration(options.text("--soak", "10m")),
            bench);
    String table = SipSoak.HEADER + result.row();
    System.out.print(table);
    write("sip-soak", "SIP for a long time", "./parley bench sip --soak 10m", table, List.of());
    return result.met();
  }

  private boolean voice() throws Exception {
    return new VoiceMain(options, this::launch, this::write).run();
  }

  /** {@code 90s}, {@code 10m}. */
  private static Duration duration(String text) {
    return Duration.parse("PT" + text);
  }

  private boolean idle(Target target) throws Exception {
    int connections = options.number("--connections", 2_000);
    try (var provisioning = new Provisioning(target.ports())) {
      int firstDn = provisioning.dns(connections);
      provisioning.person();
      IdleBench.Result result =
          IdleBench.run(
              tlib(target),
              Provisioning.PERSON,
              provisioning.password(),
              firstDn,
              connections,
              target.services());
      String table = IdleBench.HEADER + result.row();
      System.out.print(table);
      write(
          "idle",
          "Idle T-Library connections",
          "./parley bench idle",
          table,
          List.of(
              "TCP, logged in, one DN registered each; process: the standalone's services."
                  + " The heap is read after a full collection, the resident set also holds what"
                  + " the JVM keeps for next time."));
      return result.met();
    }
  }

  private boolean start() throws Exception {
    var table = new StringBuilder(StartBench.HEADER);
    boolean met = true;
    for (StartBench.Result result : StartBench.run(launch())) {
      table.append(result.row());
      met &= result.met();
    }
    System.out.print(table);
    write("start", "Start and memory", "./parley bench start", table.toString(), List.of());
    return met;
  }

  private boolean withSuite(Measurement measurement) throws Exception {
    if (options.has("--attach")) {
      long pid = options.number("--attach", 0);
      var tree = new ProcessTree(pid, Path.of(options.text("--data", "data")).toAbsolutePath());
      return measurement.on(target(new Ports(options.number("--port-offset", 0)), tree));
    }
    RunningSuite.Launch launch = launch();
    System.out.println("starting a suite, log in " + launch.log());
    try (RunningSuite suite = RunningSuite.start(launch)) {
      return measurement.on(target(suite.ports(), suite.tree()));
    }
  }

  private static Target target(Ports ports, ProcessTree tree) {
    long services =
        tree.find(SERVICES)
            .orElseThrow(() -> new IllegalStateException("no process runs " + SERVICES));
    return new Target(ports, tree, services);
  }

  private static InetSocketAddress tlib(Target target) {
    return new InetSocketAddress(Ports.HOST, target.ports().tlib());
  }

  private RunningSuite.Launch launch() throws IOException {
    Path data =
        options.has("--data")
            ? Path.of(options.text("--data", "")).toAbsolutePath()
            : Files.createTempDirectory("parley-bench-");
    int offset =
        options.number("--port-offset", 203 + 7 * ThreadLocalRandom.current().nextInt(480));
    return new RunningSuite.Launch(
        repository,
        "run",
        List.of(),
        data,
        offset,
        data.resolveSibling(data.getFileName() + ".log"),
        READY_WITHIN);
  }

  private ImProfile profile(String name) {
    ImProfile profile =
        switch (name) {
          case "P-1" -> ImProfile.p1();
          case "P-3" -> ImProfile.p3();
          default -> throw new IllegalArgumentException("there is no profile " + name);
        };
    return new ImProfile(
        profile.goal(),
        options.number("--rate", profile.rate()),
        options.number("--sessions", profile.sessions()),
        Duration.ofSeconds(
            options.number("--seconds", Math.toIntExact(profile.duration().toSeconds()))),
        options.number("--warm-up", profile.warmUpMessages()),
        options.number("--warm-up-rate", profile.warmUpRate()),
        profile.p50(),
        profile.p99());
  }

  private void write(String name, String title, String command, String table, List<String> notes)
      throws IOException {
    if (CHANGES.stream().anyMatch(options::has) && !options.has("--page")) {
      return; // it is not what the page is about
    }
    Path page =
        Path.of(options.text("--page", repository.resolve("docs/benchmarks.md").toString()));
    var all = new ArrayList<String>(notes);
    new BenchmarksPage(page)
        .write(
            new BenchmarksPage.Section(
                name,
                title,
                command,
                LocalDate.now(ZoneOffset.UTC),
                BenchmarksPage.machine(),
                table,
                all));
    System.out.println("written to " + page);
  }

  /** The directory above this one that holds {@code parley}. */
  private static Path repository() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isExecutable(at.resolve("parley"))) {
        return at;
      }
    }
    throw new IllegalArgumentException("call it in a clone of Parley, beside the script parley");
  }
}
