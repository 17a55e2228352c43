package org.parley.config.outbox.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.parley.config.outbox.Outbox;
import org.parley.contracts.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Carries the outbox to the topic, in order and at least once. Of all instances one does it at a
 * time: the database gives the lead, and the transactional id makes Kafka refuse a relay that was
 * thought dead and still sends, so a compacted topic never ends with an old state. After a failure
 * of any kind it starts over: what is in the outbox is still to do.
 */
public final class OutboxRelay implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
  private static final int BATCH = 500;
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration RETRY = Duration.ofMillis(500);

  /** Longer than a send can take (see the timeouts below). */
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(7);

  private final Outbox outbox;
  private final Map<String, Object> client;
  private final Map<String, Object> producer;
  private final Runnable ensureTopic;
  private final IntSupplier publishAll;
  private volatile @Nullable Thread relay;

  /**
   * @param publishAll puts every object into the outbox again and answers how many
   */
  public OutboxRelay(
      Outbox outbox,
      String site,
      Map<String, Object> client,
      Runnable ensureTopic,
      IntSupplier publishAll) {
    this.outbox = outbox;
    this.client = Map.copyOf(client);
    this.producer = new HashMap<>(client);
    this.ensureTopic = ensureTopic;
    this.publishAll = publishAll;
    this.producer.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "parley-config-" + site);
    this.producer.put(ProducerConfig.ACKS_CONFIG, "all");
    this.producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    this.producer.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
    this.producer.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
    this.producer.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5_000);
  }

  @Override
  public void start() {
    Thread thread = Thread.ofPlatform().name("config-outbox").daemon().unstarted(this::run);
    relay = thread;
    thread.start();
  }

  /** Returns when the relay has let go of the lead. */
  @Override
  public void stop() {
    Thread thread = relay;
    if (thread != null) {
      relay = null;
      outbox.wake();
      try {
        thread.join(STOP_TIMEOUT);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return relay != null;
  }

  private boolean running() {
    return relay == Thread.currentThread();
  }

  private void run() {
    boolean told = false;
    while (running()) {
      try {
        lead();
        told = false;
        outbox.awaitEntries(RETRY);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (running() && !told) {
          log.warn("The outbox does not get through, trying on: {}", e.toString());
          told = true;
        }
        pause();
      }
    }
  }

  private void pause() {
    try {
      outbox.awaitEntries(RETRY);
    } catch (InterruptedException e) {
      relay = null;
    }
  }

  private void lead() throws InterruptedException {
    Optional<Outbox.Lead> won = outbox.tryLead();
    if (won.isEmpty()) {
      return;
    }
    try (Outbox.Lead lead = won.get()) {
      try (KafkaProducer<String, byte[]> producer =
          new KafkaProducer<>(this.producer, new StringSerializer(), new ByteArraySerializer())) {
        producer.initTransactions();
        ensureTopic.run();
        if (lead.next(1).isEmpty() && topicIsEmpty()) {
          int objects = publishAll.getAsInt();
          log.info("The topic {} is empty, publishing {} objects", Topics.CONFIG_OBJECTS, objects);
        }
        while (running()) {
          List<Outbox.Entry> batch = lead.next(BATCH);
          if (batch.isEmpty()) {
            outbox.awaitEntries(POLL);
          } else {
            publish(producer, batch);
            lead.published(batch.getLast().position());
          }
        }
      }
    }
  }

  /** Returns when the broker has all of it. */
  private static void publish(KafkaProducer<String, byte[]> producer, List<Outbox.Entry> batch) {
    producer.beginTransaction();
    for (Outbox.Entry entry : batch) {
      producer.send(new ProducerRecord<>(Topics.CONFIG_OBJECTS, entry.key(), entry.payload()));
    }
    producer.commitTransaction();
  }

  private boolean topicIsEmpty() {
    return ConfigTopicEnd.of(client).values().stream().allMatch(end -> end == 0L);
  }
}
