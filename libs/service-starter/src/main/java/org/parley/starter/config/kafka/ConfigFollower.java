package org.parley.starter.config.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.Topics;
import org.parley.contracts.config.ConfigKey;
import org.parley.contracts.config.ConfigObject;
import org.parley.eventlog.LogCodec;
import org.parley.eventlog.UndecodableException;
import org.parley.starter.config.ConfigView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads {@code config.objects} from its beginning and then follows it. It starts before everything
 * else in the context and returns from {@link #start} when the view holds all that was configured
 * at that moment, so no service answers from half a configuration. When the connection fails for
 * good it reads everything again and resets the view.
 */
public final class ConfigFollower implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(ConfigFollower.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final long RETRY_MILLIS = 500;
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

  private final ConfigView view;
  private final LogCodec<ConfigObject> codec;
  private final Map<String, Object> client;
  private final Duration startTimeout;
  private final CountDownLatch caughtUp = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile @Nullable Thread reader;

  public ConfigFollower(
      ConfigView view,
      LogCodec<ConfigObject> codec,
      Map<String, Object> client,
      Duration startTimeout) {
    this.view = view;
    this.codec = codec;
    this.client = client;
    this.startTimeout = startTimeout;
  }

  @Override
  public void start() {
    Thread thread = Thread.ofPlatform().name("config-view").daemon().unstarted(this::run);
    reader = thread;
    thread.start();
    try {
      if (!caughtUp.await(startTimeout.toMillis(), TimeUnit.MILLISECONDS)) {
        stop();
        throw new IllegalStateException(
            "The configuration could not be read from topic %s within %s: is Kafka up, and did config-service start?"
                .formatted(Topics.CONFIG_OBJECTS, startTimeout));
      }
    } catch (InterruptedException e) {
      stop();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while reading the configuration", e);
    }
  }

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

  /** Before every bean that answers somebody. */
  @Override
  public int getPhase() {
    return Integer.MIN_VALUE + 1000;
  }

  private void run() {
    while (reader == Thread.currentThread()) {
      try (KafkaConsumer<String, byte[]> consumer = consumer()) {
        follow(consumer);
      } catch (InterruptException e) {
        return;
      } catch (KafkaException e) {
        log.warn("Reading the configuration failed, trying again: {}", e.toString());
      } catch (RuntimeException e) {
        // Never silently end: the service would go on with a configuration that stands still.
        log.error("Reading the configuration failed, beginning anew", e);
      }
      try {
        if (stopped.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
          return;
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void follow(KafkaConsumer<String, byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.CONFIG_OBJECTS).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    if (partitions.isEmpty()) {
      return; // not made yet
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    view.reset(readToEnd(consumer, partitions).values());
    tellWhenThereIsSomething();
    while (reader == Thread.currentThread()) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        ConfigKey.parse(record.key())
            .ifPresent(key -> {
              if (record.value() == null) {
                view.remove(key);
              } else {
                decode(record).ifPresent(view::put);
              }
            });
      }
      tellWhenThereIsSomething();
    }
  }

  /**
   * A topic without anything is one that was made a moment ago: what config-service publishes
   * first, it publishes in one transaction.
   */
  private void tellWhenThereIsSomething() {
    if (caughtUp.getCount() > 0 && view.size() > 0) {
      log.info("The configuration is read: {} objects", view.size());
      caughtUp.countDown();
    }
  }

  private Map<ConfigKey, ConfigObject> readToEnd(
      KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions) {
    Map<ConfigKey, ConfigObject> read = new LinkedHashMap<>();
    Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
    while (partitions.stream().anyMatch(p -> consumer.position(p) < end.getOrDefault(p, 0L))) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        ConfigKey.parse(record.key())
            .ifPresent(key -> {
              if (record.value() == null) {
                read.remove(key);
              } else {
                decode(record).ifPresent(object -> read.put(key, object));
              }
            });
      }
    }
    return read;
  }

  /**
   * An object that a newer version wrote in a form unknown here is left as it was, and told once.
   */
  private Optional<ConfigObject> decode(ConsumerRecord<String, byte[]> record) {
    try {
      return Optional.of(codec.decode(record.value()));
    } catch (UndecodableException e) {
      log.warn("{} at offset {} cannot be read: {}", record.key(), record.offset(), e.getMessage());
      return Optional.empty();
    }
  }

  private KafkaConsumer<String, byte[]> consumer() {
    Map<String, Object> properties = new HashMap<>(client);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // config-service publishes in transactions, which fence off a relay that was thought dead.
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
  }
}
