package org.parley.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EventLogIT {

  private final TestBroker broker = TestBroker.shared();

  private EventLogConfig<Tally.Command, Tally.Event, Tally> config(LogTopics topics) {
    return EventLogConfig.of(
        broker.client(),
        "g-" + topics.events(),
        topics,
        Tally.COMMANDS,
        Tally.EVENTS,
        Tally.STATES,
        new Tally.Rules());
  }

  @Test
  void a_command_is_decided_and_told_to_a_reader() throws Exception {
    LogTopics topics = broker.topics(3);
    try (var log = new EventLog<>(config(topics));
        var sender = new CommandSender<>(broker.client(), topics.commands(), Tally.COMMANDS);
        var follower = new Follower(topics).caughtUp()) {
      log.start();
      CommandPosition sent = sender.send("a", new Tally.Command.Add(5)).get(10, TimeUnit.SECONDS);

      await().atMost(Duration.ofSeconds(10)).until(() -> follower.told().size() == 1);
      Follower.Told told = follower.told().getFirst();
      assertThat(told.key()).isEqualTo("a");
      assertThat(told.before()).isNull();
      assertThat(told.events()).containsExactly(new Tally.Event.Added(5, 5));
      assertThat(told.after()).isEqualTo(new Tally(5, 1, null));
      assertThat(told.position().partition()).isEqualTo(sent.partition());
      assertThat(told.position().commandOffset()).isEqualTo(sent.offset());
      assertThat(told.position().time()).isEqualTo(sent.time());
    }
  }
}
