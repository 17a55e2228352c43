package org.parley.starter.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parley.eventlog.LogCodec;
import org.parley.eventlog.TestBroker;
import org.parley.eventlog.UndecodableException;
import org.parley.starter.ParleyProperties;
import org.parley.starter.kafka.CompactedTopic.Change;

class CompactedTopicIT {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final LogCodec<String> TEXT =
      new LogCodec<>() {
        @Override
        public byte[] encode(String value) {
          return value.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String decode(byte[] bytes) throws UndecodableException {
          String text = new String(bytes, StandardCharsets.UTF_8);
          if (text.equals("broken")) {
            throw new UndecodableException("broken");
          }
          return text;
        }
      };

  private final String topic = "c" + UUID.randomUUID();
  private final List<AutoCloseable> open = new ArrayList<>();

  /** Holds what it was told, and in which order. */
  private static final class Told implements CompactedTopic.Listener<String> {
    final Map<String, String> values = new ConcurrentHashMap<>();
    final List<Change<String>> changes = new CopyOnWriteArrayList<>();
    volatile long next = -1;

    @Override
    public void onAll(Map<String, String> all, long from) {
      values.clear();
      values.putAll(all);
      next = from;
    }

    @Override
    public void onChanges(List<Change<String>> more) {
      changes.addAll(more);
    }
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  @Test
  void what_the_topic_holds_is_known_when_the_start_returns() throws Exception {
    CompactedTopicWriter<String> writer = writer();
    writer.put("a", "1");
    writer.put("b", "1");
    writer.put("a", "2");
    long last = writer.put("b", null).get(20, TimeUnit.SECONDS);

    Told told = follow();

    assertThat(told.values).containsOnly(Map.entry("a", "2"));
    assertThat(told.next).isEqualTo(last + 1);
    assertThat(told.changes).isEmpty();
  }

  @Test
  void what_comes_later_is_told_in_order_with_its_offset() throws Exception {
    CompactedTopicWriter<String> writer = writer();
    Told told = follow();

    long first = writer.put("a", "1").get(20, TimeUnit.SECONDS);
    writer.put("a", null);
    writer.put("b", "1");

    await()
        .atMost(LONG)
        .untilAsserted(() ->
            assertThat(told.changes)
                .containsExactly(
                    new Change<>("a", "1", first),
                    new Change<>("a", null, first + 1),
                    new Change<>("b", "1", first + 2)));
  }

  @Test
  void a_record_that_cannot_be_read_leaves_the_others() throws Exception {
    CompactedTopicWriter<String> writer = writer();
    writer.put("a", "1");
    writer.put("a", "broken");
    writer.put("b", "1").get(20, TimeUnit.SECONDS);

    assertThat(follow().values).containsOnly(Map.entry("a", "1"), Map.entry("b", "1"));
  }

  @Test
  void a_topic_that_is_not_there_in_time_fails_the_start() {
    var reader =
        new CompactedTopic<>(
            topic, TEXT, TestBroker.shared().client(), Duration.ofSeconds(1), new Told());

    assertThatThrownBy(reader::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(topic);
    assertThat(reader.isRunning()).isFalse();
  }

  @Test
  void what_cannot_be_sent_fails_without_waiting() {
    var nowhere =
        new CompactedTopicWriter<>(
            topic,
            TEXT,
            Map.<String, Object>of("bootstrap.servers", "127.0.0.1:1"),
            Duration.ofSeconds(1));
    open.add(nowhere);
    long before = System.nanoTime();

    var sent = nowhere.put("a", "1");

    assertThat(sent).isCompletedExceptionally();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(900));
  }

  private CompactedTopicWriter<String> writer() {
    Map<String, Object> client = TestBroker.shared().client();
    new TopicCreation(
            new ParleyProperties.Kafka(
                client.get("bootstrap.servers").toString(), Map.of(), true, (short) 1))
        .ensureCompacted(topic);
    var writer = new CompactedTopicWriter<>(topic, TEXT, client, LONG);
    open.add(writer);
    writer.open(LONG);
    return writer;
  }

  private Told follow() {
    var told = new Told();
    var reader = new CompactedTopic<>(topic, TEXT, TestBroker.shared().client(), LONG, told);
    reader.start();
    open.add(reader::stop);
    return told;
  }
}
