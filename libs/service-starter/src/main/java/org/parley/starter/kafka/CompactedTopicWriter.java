package org.parley.starter.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.parley.eventlog.LogCodec;

/**
 * Writes a compacted topic of one partition. Never blocks after {@link #open}: what cannot be sent
 * at once, because too much waits already, fails. Thread-safe.
 */
public final class CompactedTopicWriter<V> implements AutoCloseable {
  private static final long LOOK_MILLIS = 50;

  private final String topic;
  private final LogCodec<V> codec;
  private final Map<String, Object> properties;
  private volatile KafkaProducer<String, byte[]> producer;

  /**
   * @param client properties of the Kafka client
   * @param deliveryTimeout a record that is not acknowledged by then has failed; it may be in the
   *     topic all the same
   */
  public CompactedTopicWriter(
      String topic, LogCodec<V> codec, Map<String, Object> client, Duration deliveryTimeout) {
    this.topic = topic;
    this.codec = codec;
    int millis = Math.toIntExact(deliveryTimeout.toMillis());
    Map<String, Object> all = new HashMap<>(client);
    all.computeIfPresent(ProducerConfig.CLIENT_ID_CONFIG, (_, id) -> id + "-" + topic);
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    all.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
    all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(1, millis / 2));
    all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
    all.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    // A topic that is forgotten for want of use could not be sent to without waiting.
    all.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(365).toMillis());
    this.properties = Map.copyOf(all);
    this.producer = producer();
  }

  /**
   * Waits until the topic is known, so that sending need not.
   *
   * @throws IllegalStateException when it is not known in time
   */
  public void open(Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!isTopicKnown()) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException(
            "Topic %s is not to be seen within %s: is Kafka up?".formatted(topic, timeout));
      }
      try {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while looking for topic " + topic, e);
      }
    }
  }

  /**
   * Appends a record, after those appended before. Completes on the producer's own thread, where
   * nobody may block, with the offset when all replicas have it; exceptionally when that is not
   * known.
   *
   * @param value null: there is nothing under that key any more
   */
  public CompletableFuture<Long> put(String key, @Nullable V value) {
    var acknowledged = new CompletableFuture<Long>();
    KafkaProducer<String, byte[]> current = producer;
    try {
      current.send(
          new ProducerRecord<>(topic, 0, key, value == null ? null : codec.encode(value)),
          (metadata, error) -> {
            if (error == null) {
              acknowledged.complete(metadata.offset());
            } else {
              replaceAfter(error, current);
              acknowledged.completeExceptionally(error);
            }
          });
    } catch (RuntimeException e) {
      replaceAfter(e, current);
      acknowledged.completeExceptionally(e);
    }
    return acknowledged;
  }

  /** Waits a little for what is under way. */
  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
  }

  private boolean isTopicKnown() {
    try {
      return !producer.partitionsFor(topic).isEmpty();
    } catch (KafkaException notYet) {
      return false;
    }
  }

  /**
   * A producer may stay unusable after an error that is not a passing one, nor one of the record.
   * The new one cannot send before it knows the topic.
   */
  private synchronized void replaceAfter(Exception error, KafkaProducer<String, byte[]> broken) {
    boolean mayBeBroken =
        !(error instanceof RetriableException || error instanceof RecordTooLargeException);
    if (producer == broken && mayBeBroken) {
      producer = producer();
      broken.close(Duration.ZERO);
    }
  }

  private KafkaProducer<String, byte[]> producer() {
    return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
  }
}
