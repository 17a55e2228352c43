package org.parley.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LogReaderIT {

  @Test
  void readers_that_begin_at_different_times_hold_the_same_and_are_told_the_same()
      throws Exception {
    try (var tallies = new TallyLog(3)) {
      tallies.open(tallies.config().withSnapshots(new SnapshotCadence(100, Duration.ofDays(1), 0)));
      tallies.add(600, 30).join();
      tallies.awaitAllTold();
      Follower later = tallies.openFollower();
      int before = tallies.follower.told().size();
      assertThat(later.entities).isEqualTo(tallies.follower.entities);
      assertThat(later.restored).hasSize(3);

      tallies.add(600, 30).join();
      tallies.awaitAllTold();
      await().atMost(TallyLog.SOON).until(() -> later.told().size() == 600);
      assertThat(later.entities).isEqualTo(tallies.follower.entities);
      List<Follower.Told> news = tallies.follower.told().subList(before, before + 600);
      assertThat(later.told()).containsExactlyInAnyOrderElementsOf(news);
      assertThat(tallies.openFollower().entities).isEqualTo(tallies.follower.entities);
    }
  }

  @Test
  void a_reader_waits_for_topics_that_are_not_there_yet() throws Exception {
    var broker = TestBroker.shared();
    LogTopics topics = LogTopics.named("late" + UUID.randomUUID().toString().substring(0, 8));
    try (var follower = new Follower(topics)) {
      await().atMost(TallyLog.SOON).until(() -> follower.reader.health().lastError() != null);
      assertThat(follower.reader.caughtUp()).isNotDone();

      LogTopicsAdmin.ensure(broker.client(), topics, 2, (short) 1);
      follower.caughtUp();
      assertThat(follower.reader.health().assigned()).containsExactlyInAnyOrder(0, 1);
    }
  }

  @Test
  void topics_that_exist_are_left_as_they_are() {
    var broker = TestBroker.shared();
    LogTopics topics = broker.topics(2);
    LogTopicsAdmin.ensure(broker.client(), topics, 5, (short) 1);
    try (var consumer = Clients.free(broker.client())) {
      assertThat(consumer.partitionsFor(topics.commands())).hasSize(2);
    }
  }

  @Test
  void a_hundred_thousand_entities_come_back_from_a_snapshot_in_chunks() throws Exception {
    var broker = TestBroker.shared();
    LogTopics topics = broker.topics(1);
    var first =
        new LogRecord<Tally.Event>(
            new RecordId(UUID.randomUUID(), 1), RecordId.START, 41, Instant.now(), "x", List.of());
    var entities = new HashMap<String, Tally>();
    IntStream.range(0, 100_000)
        .forEach(i -> entities.put("entity-" + i, new Tally(i, i, Instant.EPOCH.plusSeconds(i))));
    entities.put("large".repeat(600_000), Tally.NEW);
    try (var producer = Clients.producer(broker.client(), Map.of())) {
      producer
          .send(RecordFormat.write(new TopicPartition(topics.events(), 0), first, new byte[0]))
          .get();
    }
    try (var store =
        new SnapshotStore<>(broker.client(), topics.snapshots(), Tally.STATES, LogMetrics.NONE)) {
      var written = new CompletableFuture<Boolean>();
      store.write(0, new Snapshot<>(first.id(), 0, 41, entities), 0, written::complete);
      assertThat(written.get(30, TimeUnit.SECONDS)).isTrue();
    }
    try (var follower = new Follower(topics).caughtUp()) {
      assertThat(follower.entities).isEqualTo(entities);
    }
  }

  @Test
  void events_that_a_reader_does_not_know_are_passed_over() throws Exception {
    try (var tallies = new TallyLog(1)) {
      var newer =
          new LogRecord<Tally.Event>(
              new RecordId(UUID.randomUUID(), 1), RecordId.START, 0, Instant.now(), "a", List.of());
      try (var producer = Clients.producer(tallies.broker.client(), Map.of())) {
        byte[] unknown = "Z 1".getBytes(StandardCharsets.UTF_8);
        producer
            .send(
                RecordFormat.write(new TopicPartition(tallies.topics.events(), 0), newer, unknown))
            .get();
      }

      await().atMost(TallyLog.SOON).until(() -> tallies.follower.told().size() == 1);
      assertThat(tallies.follower.told().getFirst().events()).isEmpty();
      assertThat(tallies.openFollower().reader.health().ready()).isTrue();
    }
  }
}
