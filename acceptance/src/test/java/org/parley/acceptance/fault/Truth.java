package org.parley.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.parley.acceptance.desktop.FakeDesktop;
import org.parley.acceptance.desktop.Wire;
import org.parley.acceptance.history.History;
import org.parley.acceptance.history.HistoryChecker;
import org.parley.tlib.TlibEvent;

/** What the suite itself says about a session, asked by a fresh client of one party. */
final class Truth {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int READY = 2;

  private Truth() {}

  /** The transcript at this moment. */
  static List<History.Line> transcript(int tlibPort, Talk talk) throws IOException {
    try (FakeDesktop desktop = FakeDesktop.of(Wire.tcp(tlibPort), talk.numbers().getFirst())) {
      return desktop.transcript(talk.connId()).stream()
          .map(message -> new History.Line(message.seq(), message.from(), message.id()))
          .toList();
    }
  }

  /** The call lives under its ConnID at both DNs, and both agents are logged in and ready. */
  static void goesOnAsBefore(int tlibPort, Talk talk) throws IOException {
    for (String number : talk.numbers()) {
      try (FakeDesktop desktop = FakeDesktop.connected(Wire.tcp(tlibPort), number)) {
        desktop.logIn(number, "demo");
        TlibEvent registered = desktop.register(number);
        assertThat(registered.extensions().pairs().values().toString())
            .as("calls at " + number)
            .contains(talk.connId().toString());
        assertThat(registered.extensions().integer("AgentStatus"))
            .as("agent at " + number)
            .hasValue(READY);
      }
    }
  }

  /** Ends the talk, waits until everything has settled, and checks its whole history. */
  static void check(int tlibPort, Talk talk) throws IOException {
    talk.stop();
    await("answers in " + talk.history().session()).atMost(PATIENCE).until(talk::isAnswered);
    List<History.Line> transcript = transcript(tlibPort, talk);
    talk.history().transcript(transcript);
    await("everything seen in " + talk.history().session())
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(HistoryChecker.check(talk.history())).isEmpty());
  }

  /** The messages acknowledged before a kill are in the transcript, each once, without a gap. */
  static void keeps(List<History.Line> transcript, java.util.Set<String> acknowledged) {
    assertThat(transcript)
        .extracting(History.Line::id)
        .doesNotHaveDuplicates()
        .containsAll(acknowledged);
    for (int i = 0; i < transcript.size(); i++) {
      assertThat(transcript.get(i).seq()).isEqualTo(i + 1);
    }
  }
}
