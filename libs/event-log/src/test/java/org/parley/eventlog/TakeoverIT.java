package org.parley.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TakeoverIT {

  @Test
  void a_second_instance_takes_its_share_and_gives_it_back_without_a_session_time_out()
      throws Exception {
    try (var tallies = new TallyLog(4)) {
      // A time-out that the test does not live to see: only a planned hand-over can pass.
      var config = with(tallies.config(), Map.of("session.timeout.ms", 60_000));
      var first = tallies.open(config);
      tallies.add(500, 20);
      tallies.awaitAllTold();

      var second = tallies.open(config);
      tallies.add(500, 20);
      await()
          .atMost(TallyLog.SOON)
          .until(() ->
              first.health().assigned().size() == 2 && second.health().assigned().size() == 2);
      tallies.add(500, 20);
      tallies.awaitAllTold();
      var shares = new HashSet<>(first.health().assigned());
      shares.addAll(second.health().assigned());
      assertThat(shares).containsExactlyInAnyOrder(0, 1, 2, 3);

      tallies.add(500, 20);
      second.close();
      tallies.add(500, 20);
      tallies.assertEachOnceAndInOrder();
      assertThat(first.health().assigned()).containsExactlyInAnyOrder(0, 1, 2, 3);
      assertThat(second.health().running()).isFalse();
    }
  }

  @Test
  void two_writers_that_both_believe_to_be_the_only_one_give_each_command_one_effect()
      throws Exception {
    try (var tallies = new TallyLog(2)) {
      var foreign = new AtomicLong();
      var metrics =
          new LogMetrics() {
            @Override
            public void foreignWrite(int partition) {
              foreign.incrementAndGet();
            }
          };
      var config =
          tallies
              .config()
              .withMetrics(metrics)
              .withSnapshots(new SnapshotCadence(200, Duration.ofDays(1), 0));
      var one = tallies.open(config);
      var other = tallies.open(otherGroup(config));
      await().atMost(TallyLog.SOON).until(() -> one.health().ready() && other.health().ready());
      for (int round = 0; foreign.get() == 0 && round < 500; round++) {
        tallies.add(100, 10).join();
      }

      tallies.assertEachOnceAndInOrder();
      assertThat(foreign.get()).as("they did meet").isPositive();
      assertThat(tallies.openFollower().entities).isEqualTo(tallies.follower.entities);
    }
  }

  @Test
  void what_a_deposed_writer_appends_late_changes_nothing() throws Exception {
    try (var tallies = new TallyLog(1)) {
      var log = tallies.open();
      tallies.add(10, 3);
      tallies.awaitAllTold();

      var zombie = new RecordId(UUID.randomUUID(), 1);
      var late =
          new LogRecord<Tally.Event>(
              zombie,
              RecordId.START,
              0,
              Instant.now(),
              "k0",
              List.of(new Tally.Event.Added(1000, 1000)));
      var onIt =
          new LogRecord<Tally.Event>(
              zombie.next(),
              zombie,
              1,
              Instant.now(),
              "k1",
              List.of(new Tally.Event.Added(1000, 1000)));
      try (var producer = Clients.producer(tallies.broker.client(), Map.of())) {
        var to = new TopicPartition(tallies.topics.events(), 0);
        producer.send(RecordFormat.write(to, late, Tally.EVENTS.encode(late.events()))).get();
        producer.send(RecordFormat.write(to, onIt, Tally.EVENTS.encode(onIt.events()))).get();
      }
      tallies.add(10, 3);

      tallies.assertEachOnceAndInOrder();
      assertThat(log.health().lastError()).contains("somebody else wrote");
      assertThat(tallies.openFollower().entities).isEqualTo(tallies.follower.entities);
    }
  }

  @Test
  void a_killed_instance_is_replaced_by_the_other_and_nothing_is_lost_or_doubled()
      throws Exception {
    try (var tallies = new TallyLog(2)) {
      var survivor = tallies.open();
      await().atMost(TallyLog.SOON).until(() -> survivor.health().assigned().size() == 2);
      Process victim = otherProcess(tallies);
      try {
        await().atMost(TallyLog.SOON).until(() -> survivor.health().assigned().size() == 1);
        tallies.add(1_000, 10);
        victim.destroyForcibly().waitFor();
        tallies.add(1_000, 10);
        tallies.assertEachOnceAndInOrder();
        assertThat(survivor.health().assigned()).containsExactlyInAnyOrder(0, 1);
      } finally {
        victim.destroyForcibly();
      }
    }
  }

  /** Runs {@link #main} in a JVM of its own. */
  private static Process otherProcess(TallyLog tallies) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            TakeoverIT.class.getName(),
            String.valueOf(tallies.broker.client().get("bootstrap.servers")),
            tallies.topics.commands().replace(".commands", ""))
        .inheritIO()
        .start();
  }

  /** An instance to be killed: bootstrap servers and the topics' prefix. */
  public static void main(String[] args) {
    LogTopics topics = LogTopics.named(args[1]);
    new EventLog<>(
            EventLogConfig.of(
                Map.of("bootstrap.servers", args[0]),
                "g-" + topics.events(),
                topics,
                Tally.COMMANDS,
                Tally.EVENTS,
                Tally.STATES,
                new Tally.Rules()))
        .start();
  }

  private static EventLogConfig<Tally.Command, Tally.Event, Tally> with(
      EventLogConfig<Tally.Command, Tally.Event, Tally> config, Map<String, Object> more) {
    var client = new HashMap<>(config.client());
    client.putAll(more);
    return EventLogConfig.of(
        client,
        config.groupId(),
        config.topics(),
        config.commands(),
        config.events(),
        config.states(),
        config.decider());
  }

  private static EventLogConfig<Tally.Command, Tally.Event, Tally> otherGroup(
      EventLogConfig<Tally.Command, Tally.Event, Tally> config) {
    return EventLogConfig.of(
            config.client(),
            config.groupId() + "-other",
            config.topics(),
            config.commands(),
            config.events(),
            config.states(),
            config.decider())
        .withMetrics(config.metrics())
        .withSnapshots(config.snapshots());
  }
}
