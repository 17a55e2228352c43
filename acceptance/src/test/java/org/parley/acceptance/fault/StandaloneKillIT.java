package org.parley.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parley.acceptance.desktop.FakeDesktop;
import org.parley.acceptance.desktop.Wire;
import org.parley.acceptance.suite.Suites;
import org.parley.bench.suite.RunningSuite;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibRequest;

/** {@code kill -9} of the standalone in the middle of traffic, twenty times. */
class StandaloneKillIT {
  private static final int KILLS = Integer.getInteger("parley.kills", 20);
  private static final int SESSIONS = 4;
  private static final int FIRST_AGENT = 1001;
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Path data = Suites.temporary();
  private final RunningSuite.Launch launch = Suites.own("run", data);
  private final long seed = Long.getLong("parley.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final List<Talk> talks = new ArrayList<>();
  private RunningSuite suite;

  @AfterEach
  void stop() {
    talks.forEach(Talk::close);
    if (suite != null) {
      suite.close();
    }
    Suites.remove(data);
  }

  @Test
  void nothing_acknowledged_is_lost_sessions_and_agents_stay() throws Exception {
    System.out.println("parley.seed=" + seed);
    suite = RunningSuite.start(launch);
    int port = suite.ports().tlib();
    startTalks(port);

    for (int kill = 1; kill <= KILLS; kill++) {
      Map<Talk, Set<String>> before = new LinkedHashMap<>();
      TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(2_500));
      talks.forEach(talk -> before.put(talk, talk.history().acknowledgedIds()));
      boolean everything = random.nextInt(3) == 0;
      if (everything) {
        suite.killAll();
      } else {
        RunningSuite.kill(List.of(suite.tree().pids().getFirst()));
      }
      suite.close();
      suite = RunningSuite.start(launch);
      talks.forEach(Talk::startWatch);
      for (Talk talk : talks) {
        Truth.goesOnAsBefore(port, talk);
        Truth.keeps(Truth.transcript(port, talk), before.get(talk));
      }
      await("sessions go on")
          .atMost(Duration.ofSeconds(30))
          .until(() -> talks.stream().allMatch(Talk::goesOn));
      System.out.printf(
          "kill %d (%s): ready again after %.1f s, %d acknowledged so far%n",
          kill,
          everything ? "all processes" : "services",
          suite.readyAfter().toMillis() / 1e3,
          acknowledged());
    }

    for (Talk talk : talks) {
      Truth.check(port, talk);
    }
    assertThat(acknowledged()).isGreaterThan(KILLS * SESSIONS);
    System.out.printf(
        "%d kills, %d messages acknowledged, all of them there once and in order%n",
        KILLS, acknowledged());
  }

  private int acknowledged() {
    return talks.stream().mapToInt(talk -> talk.history().acknowledgedCount()).sum();
  }

  private void startTalks(int port) throws Exception {
    var gateway = List.of(InetSocketAddress.createUnresolved("127.0.0.1", port));
    for (int i = 0; i < SESSIONS; i++) {
      String first = Integer.toString(FIRST_AGENT + 2 * i);
      String second = Integer.toString(FIRST_AGENT + 2 * i + 1);
      makeReady(port, first);
      makeReady(port, second);
      talks.add(Talk.start(first, second, gateway, 0, PAUSE));
    }
  }

  static void makeReady(int port, String agent) throws IOException {
    try (FakeDesktop desktop = FakeDesktop.of(Wire.tcp(port), agent)) {
      desktop.expectAnswer(
          desktop.ask(ref ->
              new TlibRequest.AgentLogin(
                  ref, desktop.dn(), agent, null, null, null, null, null, null)),
          MessageType.EVENT_AGENT_LOGIN);
      desktop.expectAnswer(
          desktop.ask(ref -> new TlibRequest.AgentReady(ref, desktop.dn(), null, null, null, null)),
          MessageType.EVENT_AGENT_READY);
    }
  }
}
