package org.parley.bench.sip;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.parley.bench.suite.Ports;
import org.parley.bench.suite.ProcessTree;
import org.parley.bench.suite.Provisioning;
import org.parley.bench.suite.RunningSuite;
import org.parley.bench.tool.Kamailio;
import org.parley.bench.tool.Sipp;
import org.parley.bench.tool.Tool;

/** Starts the contestants, each with a far end of its own. */
final class Contestants {
  /** Where all requests come from; for the suite it is the address of a trunk. */
  static final String SENDER = "127.0.0.2";

  /** DNs that are called in dialogs, each by two callers in turn. */
  static final int DIALOG_DNS = 1_000;

  private static final Duration LIFE = Duration.ofHours(2);
  private static final int WORKERS = 2;

  /** For those that do not look at them. */
  private static final int ANY_DN = 7_100_000;

  private static final String KAMAILIO_PASSWORD = "parley-bench";

  private final Path directory;

  Contestants(Path directory) {
    this.directory = directory;
  }

  /** One suite, with what the bench needs configured in it. */
  Contestant suite(RunningSuite suite) throws InterruptedException {
    int farPort = freePort();
    Sipp.Running farEnd = farEnd("suite", "far-end", farPort);
    int first;
    int registering;
    String password;
    try (var provisioning = new Provisioning(suite.ports())) {
      provisioning.trunk(SENDER);
      first = provisioning.sipDns(Workload.PAGE.callers() + DIALOG_DNS, farPort);
      registering = provisioning.registeringDns(Workload.REGISTER.callers());
      password = provisioning.password();
    }
    return new Contestant(
        "Parley",
        suite.ports().sip(),
        first,
        registering,
        password,
        Workload.OF_MESSAGES,
        () -> suite.tree().usage().cpu(),
        farEnd,
        () -> {});
  }

  /** Kamailio with two workers: a stateful relay, and a registrar in memory. */
  Contestant kamailio() {
    int farPort = freePort();
    Sipp.Running farEnd = farEnd("kamailio", "far-end", farPort);
    Path files = directory.resolve("kamailio");
    Kamailio kamailio = Kamailio.start(files, freePort(), WORKERS, relayAndRegistrar(farPort));
    var tree = new ProcessTree(kamailio.pid(), files);
    return new Contestant(
        "Kamailio, " + WORKERS + " workers",
        kamailio.port(),
        ANY_DN,
        ANY_DN,
        KAMAILIO_PASSWORD,
        Workload.OF_MESSAGES,
        () -> tree.usage().cpu(),
        farEnd,
        kamailio::close);
  }

  /** The suite again, with the endpoints of those who are called. */
  Contestant suiteForCalls(RunningSuite suite) {
    int farPort = freePort();
    Sipp.Running farEnd = farEnd("suite", "callee", farPort);
    int first;
    try (var provisioning = new Provisioning(suite.ports())) {
      provisioning.trunk(SENDER);
      first = provisioning.sipDns(Workload.CALL.callers(), farPort);
    }
    return new Contestant(
        "Parley",
        suite.ports().sip(),
        first,
        ANY_DN,
        "",
        EnumSet.of(Workload.CALL),
        () -> suite.tree().usage().cpu(),
        farEnd,
        () -> {});
  }

  /** Kamailio as a proxy that stays in the dialogs. */
  Contestant kamailioForCalls() {
    int farPort = freePort();
    Sipp.Running farEnd = farEnd("kamailio", "callee", farPort);
    Path files = directory.resolve("kamailio");
    Kamailio kamailio =
        Kamailio.start(files, freePort(), WORKERS, Kamailio.Script.proxyTo(farPort));
    var tree = new ProcessTree(kamailio.pid(), files);
    return new Contestant(
        "Kamailio, " + WORKERS + " workers",
        kamailio.port(),
        ANY_DN,
        ANY_DN,
        "",
        EnumSet.of(Workload.CALL),
        () -> tree.usage().cpu(),
        farEnd,
        kamailio::close);
  }

  private static Kamailio.Script relayAndRegistrar(int target) {
    Kamailio.Script relay = Kamailio.Script.relayTo(target);
    return new Kamailio.Script(
        relay.modules()
            + """
            loadmodule "usrloc.so"
            loadmodule "registrar.so"
            loadmodule "auth.so"
            modparam("usrloc", "db_mode", 0)
            """,
        relay
            .routes()
            .replaceFirst(
                "\\{\n",
                """
                {
                  if (is_method("REGISTER")) {
                    if (!pv_www_authenticate("parley-bench", "%s", "0")) {
                      www_challenge("parley-bench", "0");
                      exit;
                    }
                    save("location");
                    exit;
                  }
                """
                    .formatted(KAMAILIO_PASSWORD)));
  }

  /** JAIN-SIP in a JVM of its own: a stateful relay. */
  Contestant bareStack() {
    int farPort = freePort();
    int port = freePort();
    Sipp.Running farEnd = farEnd("jain", "far-end", farPort);
    Path files = directory.resolve("jain");
    Tool relay =
        Tool.start(
            files,
            "jain",
            Map.of(),
            LIFE,
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms256m",
                "-Xmx3g",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                BareRelay.class.getName(),
                Integer.toString(port),
                Integer.toString(farPort)));
    relay.expect("Ready", Duration.ofSeconds(30));
    var tree = new ProcessTree(relay.pid(), files);
    return new Contestant(
        "JAIN-SIP, bare",
        port,
        ANY_DN,
        ANY_DN,
        "",
        EnumSet.of(Workload.PAGE, Workload.DIALOG),
        () -> tree.usage().cpu(),
        farEnd,
        relay::close);
  }

  private Sipp.Running farEnd(String name, String scenario, int port) {
    return Sipp.of(
            directory.resolve("far-end-" + name),
            Workload.scenario(directory.resolve("far-end-" + name), scenario))
        .at(port)
        .with("-trace_counts", "-buff_size", "4000000")
        .within(LIFE)
        .start();
  }

  private static int freePort() {
    try (var socket = new DatagramSocket(0, InetAddress.getByName(Ports.HOST))) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new IllegalStateException("no free port", none);
    }
  }
}
