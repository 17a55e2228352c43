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
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
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
      assertThat(follower.reader.isThere()).isCompletedWithValue(false);

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
      assertThat(follower.reader.isThere()).isCompletedWithValue(true);
      assertThat(follower.entities).isEqualTo(entities);
    }
  }

  @Test
  void an_entity_that_does_not_go_with_the_log_is_dropped_and_the_others_are_followed()
      throws Exception {
    var broker = TestBroker.shared();
    LogTopics topics = broker.topics(1);
    var writer = UUID.randomUUID();
    var told = new LinkedBlockingQueue<String>();
    var listener =
        new LogListener<Tally.Event, Tally>() {
          @Override
          public void onRestored(int partition, Map<String, Tally> entities) {
            told.add("restored " + entities.keySet());
          }

          @Override
          public void onRecord(
              String key,
              @Nullable Tally before,
              List<Tally.Event> events,
              @Nullable Tally after,
              RecordPosition position) {
            told.add(key + " " + events.size() + " " + (after == null ? "gone" : after.total()));
          }
        };
    var rules = new Tally.Rules();
    Evolution<Tally.Event, Tally> picky =
        (state, event) -> {
          if (event.equals(new Tally.Event.Added(13, 13))) {
            throw new IllegalStateException("told to");
          }
          return rules.evolve(state, event);
        };
    try (var producer = Clients.producer(broker.client(), Map.of());
        var reader =
            new LogReader<>(
                broker.client(),
                topics,
                Tally.EVENTS,
                Tally.STATES,
                picky,
                listener,
                LogMetrics.NONE)) {
      reader.start();
      assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("restored []");
      List<String> keys = List.of("a", "b", "a", "a", "b");
      List<Long> numbers = List.of(1L, 2L, 13L, 4L, 5L);
      for (int i = 0; i < keys.size(); i++) {
        long number = numbers.get(i);
        var id = new RecordId(writer, i + 1);
        var parent = i == 0 ? RecordId.START : new RecordId(writer, i);
        List<Tally.Event> events = List.of(new Tally.Event.Added(number, number));
        producer
            .send(
                RecordFormat.write(
                    new TopicPartition(topics.events(), 0),
                    new LogRecord<>(id, parent, i, Instant.now(), keys.get(i), events),
                    Tally.EVENTS.encode(events)))
            .get();
      }
      for (String expected : List.of("a 1 1", "b 1 2", "a 0 gone", "b 1 5")) {
        assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo(expected);
      }
      assertThat(reader.health().lastError()).isNull();
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
