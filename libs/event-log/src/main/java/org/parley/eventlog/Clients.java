package org.parley.eventlog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Kafka clients set up as the engine needs them. What the guarantees rest on cannot be overridden,
 * the rest can.
 */
final class Clients {

  private Clients() {}

  /**
   * A member of the group; the classic protocol, because there the client chooses the session
   * timeout.
   */
  static KafkaConsumer<String, byte[]> member(Map<String, Object> client, String groupId) {
    var props = new HashMap<String, Object>();
    props.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 2500);
    props.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 500);
    props.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 30_000);
    props.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 30_000);
    props.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    putOwn(props, client, ConsumerConfig.configNames());
    props.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    props.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
    props.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    return consumer(props);
  }

  /** A consumer that is told its partitions. */
  static KafkaConsumer<String, byte[]> free(Map<String, Object> client) {
    var props = new HashMap<String, Object>();
    props.put(ConsumerConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
    props.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5000);
    props.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    props.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 30_000);
    putOwn(props, client, ConsumerConfig.configNames());
    props.remove(ConsumerConfig.GROUP_ID_CONFIG);
    return consumer(props);
  }

  private static KafkaConsumer<String, byte[]> consumer(Map<String, Object> props) {
    props.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    props.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    props.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    props.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    props.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
    return new KafkaConsumer<>(props, new StringDeserializer(), new ByteArrayDeserializer());
  }

  static KafkaProducer<String, byte[]> producer(
      Map<String, Object> client, Map<String, Object> defaults) {
    var props = new HashMap<String, Object>();
    props.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    props.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
    props.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    props.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
    props.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    props.put(ProducerConfig.METADATA_MAX_AGE_CONFIG, 30_000);
    props.putAll(defaults);
    putOwn(props, client, ProducerConfig.configNames());
    props.put(ProducerConfig.ACKS_CONFIG, "all");
    props.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    props.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
    return new KafkaProducer<>(props, new StringSerializer(), new ByteArraySerializer());
  }

  static Map<String, Object> admin(Map<String, Object> client) {
    var props = new HashMap<String, Object>();
    putOwn(props, client, AdminClientConfig.configNames());
    return props;
  }

  /** The first offset that the partition still has. */
  static long begin(Consumer<?, ?> consumer, TopicPartition of) {
    return Objects.requireNonNull(consumer.beginningOffsets(List.of(of)).get(of));
  }

  /** The offset that the partition gives out next. */
  static long end(Consumer<?, ?> consumer, TopicPartition of) {
    return Objects.requireNonNull(consumer.endOffsets(List.of(of)).get(of));
  }

  /**
   * One map configures all clients: each takes what it knows and what no client of Kafka's knows (a
   * plug-in's own settings).
   */
  private static void putOwn(
      Map<String, Object> props, Map<String, Object> client, Set<String> own) {
    client.forEach((name, value) -> {
      boolean others =
          ConsumerConfig.configNames().contains(name)
              || ProducerConfig.configNames().contains(name)
              || AdminClientConfig.configNames().contains(name);
      if (own.contains(name) || !others) {
        props.put(name, value);
      }
    });
  }
}
