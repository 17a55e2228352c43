package org.parley.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parley.acceptance.desktop.FakeDesktop;
import org.parley.acceptance.desktop.FakeDesktop.Message;
import org.parley.acceptance.sip.Programs;
import org.parley.acceptance.sip.Scenarios;
import org.parley.acceptance.sip.SipSuite;
import org.parley.acceptance.suite.RunningCluster;
import org.parley.bench.tool.Sipp;
import org.parley.tlib.ConnId;
import org.parley.tlib.MessageType;

/** {@code kill -9} of the gateway that holds registrations and a dialog, in the cluster run. */
class SipGatewayKillIT {
  private static final String AGENT = "1001";
  private static final String TALKING = "2001";
  private static final String WAITING = "2002";
  private static final String VICTIM = "sip-gateway-1";
  private static final int EACH = 10;

  private RunningCluster cluster;

  @AfterEach
  void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void registrations_survive_and_the_dialog_goes_on_with_nothing_lost() throws Exception {
    Programs.require("sipp");
    cluster = RunningCluster.start();
    SipSuite suite = SipSuite.of(cluster.ports());
    Scenarios scenarios = suite.scenarios("killed");
    int first = Programs.freePort();
    int second = Programs.freePort();
    scenarios.register(TALKING, first);
    scenarios.register(WAITING, second);
    try (FakeDesktop agent = suite.agent(AGENT);
        Sipp.Running endpoint =
            scenarios.waiting("echoes", first).within(Duration.ofMinutes(4)).start();
        Sipp.Running later =
            scenarios.waiting("answers", second).within(Duration.ofMinutes(4)).start()) {
      ConnId call = agent.invite(TALKING, null);
      agent.await(MessageType.EVENT_ESTABLISHED);
      say(agent, call, 0);

      RunningCluster.Killed other = cluster.kill("sip-gateway-2");
      other.holdDown(); // or it would take the dialog over if the victim is slow to come back
      RunningCluster.Killed killed = cluster.kill(VICTIM);
      say(agent, call, EACH); // stored while nobody can deliver it
      killed.awaitBack();
      say(agent, call, 2 * EACH);

      List<String> said = IntStream.range(0, 3 * EACH).mapToObj(i -> "text " + i).toList();
      assertThat(suite.delivered(endpoint, "got " + said.getLast())).isTrue();
      await("every echo is in the transcript")
          .atMost(Duration.ofSeconds(40))
          .until(() -> agent.transcript(call).size() >= 2 * said.size());
      List<Message> transcript = agent.transcript(call);
      assertThat(texts(transcript, AGENT)).isEqualTo(said);
      assertThat(withoutRepeats(texts(transcript, TALKING)))
          .isEqualTo(said.stream().map(text -> "echo of " + text).toList());
      assertThat(withoutRepeats(endpoint.log()))
          .isEqualTo(said.stream().map(text -> "got " + text).toList());
      assertThat(endpoint.log().size() - said.size())
          .as("sent again because its 200 was not read before the kill")
          .isLessThanOrEqualTo(1);
      agent.release(call);
      endpoint.finish().orFail();

      ConnId next = agent.invite(WAITING, "you are still registered");
      agent.await(MessageType.EVENT_ESTABLISHED);
      assertThat(suite.delivered(later, "got you are still registered")).isTrue();
      agent.release(next);
      later.finish().orFail();
      other.letUp();
    }
  }

  private static void say(FakeDesktop agent, ConnId call, int from) {
    for (int i = from; i < from + EACH; i++) {
      String text = "text " + i;
      agent.expectAnswer(agent.say(call, text, text), MessageType.EVENT_ACK);
    }
  }

  private static List<String> texts(List<Message> transcript, String from) {
    return transcript.stream()
        .filter(message -> message.from().equals(from))
        .map(Message::text)
        .toList();
  }

  /** A message that was on its way at the kill may come twice, one right after the other. */
  private static List<String> withoutRepeats(List<String> lines) {
    List<String> once = new ArrayList<>();
    for (String line : lines) {
      if (once.isEmpty() || !once.getLast().equals(line)) {
        once.add(line);
      }
    }
    return once;
  }
}
