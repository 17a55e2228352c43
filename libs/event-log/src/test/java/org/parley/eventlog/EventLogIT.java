package org.parley.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class EventLogIT {

  @Test
  void a_command_is_decided_and_told_to_a_reader() throws Exception {
    try (var tallies = new TallyLog(3)) {
      tallies.open();
      CommandPosition sent = tallies.send("a", new Tally.Command.Add(5));

      tallies.awaitAllTold();
      Follower.Told told = tallies.follower.told().getFirst();
      assertThat(told.key()).isEqualTo("a");
      assertThat(told.before()).isNull();
      assertThat(told.events()).containsExactly(new Tally.Event.Added(5, 5));
      assertThat(told.after()).isEqualTo(new Tally(5, 1, null));
      assertThat(told.position().partition()).isEqualTo(sent.partition());
      assertThat(told.position().commandOffset()).isEqualTo(sent.offset());
      assertThat(told.position().time()).isEqualTo(sent.time());
    }
  }

  @Test
  void many_commands_are_decided_each_once_and_in_order() throws Exception {
    try (var tallies = new TallyLog(3)) {
      var log = tallies.open();
      tallies.add(5_000, 50);

      tallies.assertEachOnceAndInOrder();
      assertThat(log.health().assigned()).containsExactlyInAnyOrder(0, 1, 2);
      assertThat(log.health().ready()).isTrue();
      assertThat(log.health().lastError()).isNull();
    }
  }

  @Test
  void an_entity_that_ended_is_gone() throws Exception {
    try (var tallies = new TallyLog(1)) {
      tallies.open();
      tallies.send("a", new Tally.Command.Add(5));
      tallies.send("a", new Tally.Command.Close());
      tallies.send("a", new Tally.Command.Close());

      tallies.awaitAllTold();
      assertThat(tallies.follower.told().get(1).after()).isNull();
      assertThat(tallies.follower.told().get(2).events())
          .as("a command that decides to nothing")
          .isEmpty();
      assertThat(tallies.openFollower().entities).isEmpty();
    }
  }

  @Test
  void a_command_that_cannot_be_decided_goes_to_the_dead_letters_and_the_next_one_is_decided()
      throws Exception {
    try (var tallies = new TallyLog(1)) {
      tallies.open();
      byte[] noise = "Nonsense 5".getBytes(StandardCharsets.UTF_8);
      try (var producer = Clients.producer(tallies.broker.client(), Map.of())) {
        producer.send(new ProducerRecord<>(tallies.topics.commands(), "a", noise)).get();
        producer.send(new ProducerRecord<>(tallies.topics.commands(), null, noise)).get();
      }
      tallies.send("a", new Tally.Command.Explode());
      CommandPosition last = tallies.send("a", new Tally.Command.Add(5));

      await().atMost(TallyLog.SOON).until(() -> tallies.follower.told().size() == 4);
      assertThat(tallies.follower.told().getLast().position().commandOffset())
          .isEqualTo(last.offset());
      assertThat(tallies.follower.entities).containsEntry("a", new Tally(5, 1, null));
      List<ConsumerRecord<String, byte[]>> dead = all(tallies, tallies.topics.deadLetters());
      assertThat(dead)
          .extracting(letter ->
              new String(letter.headers().lastHeader("reason").value(), StandardCharsets.UTF_8))
          .containsExactly(
              "unknown type Nonsense",
              "command without key or value",
              "not decided: java.lang.IllegalStateException");
      assertThat(dead.getFirst().value()).isEqualTo(noise);
    }
  }

  @Test
  void commands_that_retention_removed_are_counted_and_the_rest_is_decided() throws Exception {
    try (var tallies = new TallyLog(1)) {
      var lost = new AtomicLong();
      for (int i = 0; i < 10; i++) {
        tallies.send("a", new Tally.Command.Add(i));
      }
      var commands = new TopicPartition(tallies.topics.commands(), 0);
      try (Admin admin = Admin.create(tallies.broker.client())) {
        admin.deleteRecords(Map.of(commands, RecordsToDelete.beforeOffset(7))).all().get();
      }
      tallies.open(
          tallies
              .config()
              .withMetrics(
                  new LogMetrics() {
                    @Override
                    public void commandsLost(int partition, long count) {
                      lost.addAndGet(count);
                    }
                  }));

      await().atMost(TallyLog.SOON).until(() -> tallies.follower.told().size() == 3);
      assertThat(lost).hasValue(7);
      assertThat(tallies.follower.entities).containsEntry("a", new Tally(7 + 8 + 9, 3, null));
    }
  }

  static List<ConsumerRecord<String, byte[]>> all(TallyLog tallies, String topic) {
    var found = new ArrayList<ConsumerRecord<String, byte[]>>();
    var from = new TopicPartition(topic, 0);
    try (var consumer = Clients.free(tallies.broker.client())) {
      consumer.assign(List.of(from));
      consumer.seekToBeginning(List.of(from));
      long end = Clients.end(consumer, from);
      while (consumer.position(from) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(found::add);
      }
    }
    return found;
  }
}
