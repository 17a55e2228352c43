package org.parley.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parley.acceptance.suite.RunningCluster;
import org.parley.bench.suite.Ports;

/**
 * Two instances each of im-session-service and tlib-gateway on one broker: {@code kill -9} of any
 * of them during traffic.
 */
class ClusterKillIT {
  private static final int SESSIONS = 6;
  private static final int FIRST_AGENT = 1001;
  private static final Duration PAUSE = Duration.ofMillis(20);

  /** Goal of the issue. */
  private static final Duration GOAL = Duration.ofSeconds(5);

  /** What fails the test: a machine that is busy with something else is not a fault. */
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static final List<String> VICTIMS =
      List.of("im-session-service-1", "tlib-gateway-1", "im-session-service-2", "tlib-gateway-2");

  private final List<Talk> talks = new ArrayList<>();
  private RunningCluster cluster;

  @AfterEach
  void stop() {
    talks.forEach(Talk::close);
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void sessions_go_on_after_the_loss_of_any_instance() throws Exception {
    cluster = RunningCluster.start();
    Ports ports = cluster.ports();
    startTalks(ports);

    for (String victim : VICTIMS) {
      TimeUnit.SECONDS.sleep(2);
      talks.forEach(Talk::startWatch);
      RunningCluster.Killed killed = cluster.kill(victim);

      await("sessions go on without " + victim)
          .atMost(LIMIT)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> talks.stream().allMatch(Talk::goesOn));

      Duration longest = talks.stream().map(Talk::pauseSeen).max(Duration::compareTo).orElseThrow();
      System.out.printf(
          "%s killed: every session went on within %.2f s (goal %d s, %s)%n",
          victim,
          longest.toMillis() / 1e3,
          GOAL.toSeconds(),
          longest.compareTo(GOAL) <= 0 ? "met" : "MISSED");
      killed.awaitBack();
      for (Talk talk : talks) {
        Truth.goesOnAsBefore(living(ports, victim), talk);
      }
    }

    for (Talk talk : talks) {
      Truth.check(ports.tlib(), talk);
    }
    int acknowledged = talks.stream().mapToInt(talk -> talk.history().acknowledgedCount()).sum();
    assertThat(acknowledged).isGreaterThan(VICTIMS.size() * SESSIONS);
    System.out.printf(
        "%d instances killed, %d messages acknowledged, all of them there once and in order%n",
        VICTIMS.size(), acknowledged);
  }

  /** The port of a gateway that was not killed. */
  private static int living(Ports ports, String victim) {
    return victim.equals("tlib-gateway-1") ? ports.tlib2() : ports.tlib();
  }

  private void startTalks(Ports ports) throws Exception {
    var gateways =
        List.of(
            InetSocketAddress.createUnresolved(Ports.HOST, ports.tlib()),
            InetSocketAddress.createUnresolved(Ports.HOST, ports.tlib2()));
    for (int i = 0; i < SESSIONS; i++) {
      String first = Integer.toString(FIRST_AGENT + 2 * i);
      String second = Integer.toString(FIRST_AGENT + 2 * i + 1);
      StandaloneKillIT.makeReady(ports.tlib(), first);
      StandaloneKillIT.makeReady(ports.tlib(), second);
      talks.add(Talk.start(first, second, gateways, i, PAUSE));
    }
  }
}
