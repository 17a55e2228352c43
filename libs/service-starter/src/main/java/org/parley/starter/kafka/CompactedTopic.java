package org.parley.starter.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.parley.eventlog.LogCodec;
import org.parley.eventlog.UndecodableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads a compacted topic of one partition from its beginning and then follows it. As a part of a
 * service it starts after the configuration is known and before everything that answers somebody,
 * and {@link #start} returns when all that the topic held at that moment has been told. It keeps no
 * offsets: each start reads all of it. Whoever uses it has the topic made first ({@link
 * TopicCreation#ensureCompacted}).
 */
public final class CompactedTopic<V> implements SmartLifecycle {

  /**
   * Is told of the records, all on the one reading thread; the next ones wait for it to return. A
   * record that cannot be decoded is left out, and logged without its content.
   */
  public interface Listener<V> {

    /**
     * All that is there: once at the start, and again when the reading failed for good and began
     * anew. What is not in it is gone.
     *
     * @param next the offset of the first record that comes after these
     */
    void onAll(Map<String, V> all, long next);

    /** What came afterwards, in the order of the topic; never empty. */
    void onChanges(List<Change<V>> changes);
  }

  /**
   * One record.
   *
   * @param value null: there is nothing under that key any more
   */
  public record Change<V>(String key, @Nullable V value, long offset) {}

  private static final Logger log = LoggerFactory.getLogger(CompactedTopic.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final long RETRY_MILLIS = 500;
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

  private final TopicPartition partition;
  private final LogCodec<V> codec;
  private final Map<String, Object> client;
  private final Duration startTimeout;
  private final Listener<V> listener;
  private final CountDownLatch read = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile @Nullable Thread reader;

  /**
   * @param client properties of the Kafka client
   * @param startTimeout {@link #start} fails when the topic has not been read by then
   */
  public CompactedTopic(
      String topic,
      LogCodec<V> codec,
      Map<String, Object> client,
      Duration startTimeout,
      Listener<V> listener) {
    this.partition = new TopicPartition(topic, 0);
    this.codec = codec;
    this.client = Map.copyOf(client);
    this.startTimeout = startTimeout;
    this.listener = listener;
  }

  /**
   * @throws IllegalStateException when the topic could not be read in time
   */
  @Override
  public void start() {
    begin();
    try {
      if (!read.await(startTimeout.toMillis(), TimeUnit.MILLISECONDS)) {
        stop();
        throw new IllegalStateException(
            "Topic %s could not be read within %s: is Kafka up, and does the topic exist with one partition?"
                .formatted(partition.topic(), startTimeout));
      }
    } catch (InterruptedException e) {
      stop();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while reading " + partition.topic(), e);
    }
  }

  /** Begins to read and returns at once, for a topic that may be made some time later. */
  public void begin() {
    Thread thread = Thread.ofPlatform().name(partition.topic()).daemon().unstarted(this::run);
    reader = thread;
    thread.start();
  }

  /** For good. Nothing is told any more when it returns, unless the listener hangs. */
  @Override
  public void stop() {
    Thread thread = reader;
    if (thread != null) {
      reader = null;
      stopped.countDown();
      try {
        thread.join(STOP_TIMEOUT);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return reader != null;
  }

  /** After the configuration, before every bean that answers somebody. */
  @Override
  public int getPhase() {
    return Integer.MIN_VALUE + 2000;
  }

  private void run() {
    while (reader == Thread.currentThread()) {
      try (KafkaConsumer<String, byte[]> consumer = consumer()) {
        follow(consumer);
      } catch (InterruptException e) {
        return;
      } catch (KafkaException e) {
        log.warn("Reading {} failed, trying again: {}", partition.topic(), e.toString());
      } catch (RuntimeException e) {
        // Never silently end: the service would go on with what stands still.
        log.error("Reading {} failed, beginning anew", partition.topic(), e);
      }
      if (isStoppedWithin(RETRY_MILLIS)) {
        return;
      }
    }
  }

  private boolean isStoppedWithin(long millis) {
    try {
      return stopped.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  private void follow(KafkaConsumer<String, byte[]> consumer) {
    int partitions;
    while ((partitions = consumer.partitionsFor(partition.topic()).size()) == 0) {
      if (isStoppedWithin(RETRY_MILLIS)) {
        return;
      }
    }
    if (partitions > 1) {
      throw new IllegalStateException(
          "%s has %d partitions, which would lose its order".formatted(partition, partitions));
    }
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    Map<String, V> all = readToEnd(consumer);
    if (reader != Thread.currentThread()) {
      return;
    }
    listener.onAll(all, consumer.position(partition));
    read.countDown();
    while (reader == Thread.currentThread()) {
      List<Change<V>> changes = changes(consumer.poll(POLL));
      if (!changes.isEmpty()) {
        listener.onChanges(changes);
      }
    }
  }

  private Map<String, V> readToEnd(KafkaConsumer<String, byte[]> consumer) {
    Map<String, V> all = new LinkedHashMap<>();
    long end = Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
    while (consumer.position(partition) < end && reader == Thread.currentThread()) {
      for (Change<V> change : changes(consumer.poll(POLL))) {
        if (change.value() == null) {
          all.remove(change.key());
        } else {
          all.put(change.key(), change.value());
        }
      }
    }
    return all;
  }

  private List<Change<V>> changes(ConsumerRecords<String, byte[]> records) {
    List<Change<V>> changes = new ArrayList<>(records.count());
    for (ConsumerRecord<String, byte[]> record : records) {
      try {
        if (record.key() != null) {
          @Nullable V value = record.value() == null ? null : codec.decode(record.value());
          changes.add(new Change<>(record.key(), value, record.offset()));
        }
      } catch (UndecodableException e) {
        log.warn(
            "{} at offset {} of {} cannot be read: {}",
            record.key(),
            record.offset(),
            partition.topic(),
            e.getMessage());
      }
    }
    return changes;
  }

  private KafkaConsumer<String, byte[]> consumer() {
    Map<String, Object> properties = new HashMap<>(client);
    // One service follows several topics, and each client must have a name of its own.
    properties.computeIfPresent(
        ConsumerConfig.CLIENT_ID_CONFIG, (_, id) -> id + "-" + partition.topic());
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5000);
    properties.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    // config-service publishes in transactions; where there are none it changes nothing.
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
  }
}
