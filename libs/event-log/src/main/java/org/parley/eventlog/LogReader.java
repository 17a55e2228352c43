package org.parley.eventlog;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A reader of all partitions of an events topic. Restores the state of every entity from snapshots
 * and log by the same rule as a writer, tells it, then follows the log and tells each accepted
 * record. Where it meets events that it does not know (a newer writer's), it passes over them; an
 * entity that a later record then can't be applied to is dropped, until it is restored from a
 * snapshot that is newer, and the others go on.
 */
public final class LogReader<E, S> implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(LogReader.class);
  private static final Duration RETRY = Duration.ofMillis(500);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final Map<String, Object> client;
  private final LogTopics topics;
  private final LogListener<E, S> listener;
  private final LogMetrics metrics;
  private final PartitionLoader<E, S> loader;
  private final HealthBoard health = new HealthBoard();
  private final Map<Integer, PartitionFold<E, S>> folds = new HashMap<>();
  private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
  private final CompletableFuture<Boolean> isThere = new CompletableFuture<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  /**
   * @param client Kafka client properties, as for {@link EventLogConfig}
   * @param evolution the same as the writer's
   */
  public LogReader(
      Map<String, Object> client,
      LogTopics topics,
      LogCodec<List<E>> events,
      LogCodec<S> states,
      Evolution<E, S> evolution,
      LogListener<E, S> listener,
      LogMetrics metrics) {
    this.client = Map.copyOf(client);
    this.topics = topics;
    this.listener = listener;
    this.metrics = metrics;
    this.loader =
        new PartitionLoader<>(
            topics, RecordFormat.forgiving(events, metrics), states, evolution, metrics);
    this.thread =
        Thread.ofPlatform()
            .name("reader-" + topics.events())
            .uncaughtExceptionHandler((died, error) -> log.error("{} died", died.getName(), error))
            .unstarted(this::run);
  }

  /** Starts to read; waits for the topics if they are not there yet. Returns at once. */
  public void start() {
    thread.start();
  }

  /**
   * Done when every partition has been restored to where its end was at the start, and told to the
   * listener.
   */
  public CompletableFuture<Void> caughtUp() {
    return caughtUp;
  }

  /** Whether the topics were there at the first look; they are waited for all the same. */
  public CompletableFuture<Boolean> isThere() {
    return isThere;
  }

  public LogHealth health() {
    return health.view(thread.isAlive());
  }

  private void run() {
    while (closing.getCount() > 0) {
      try (KafkaConsumer<String, byte[]> consumer = Clients.free(client)) {
        follow(consumer);
      } catch (InterruptException e) {
        return;
      } catch (RuntimeException e) {
        log.error("{}: reading failed, beginning anew", topics.events(), e);
        health.trouble("reading failed: " + e.getMessage());
        await();
      }
    }
  }

  /**
   * Restores all partitions and follows them until closed. Whatever goes wrong, beginning anew is
   * right.
   */
  private void follow(KafkaConsumer<String, byte[]> consumer) {
    List<PartitionInfo> partitions = consumer.partitionsFor(topics.events());
    isThere.complete(!partitions.isEmpty());
    if (partitions.isEmpty()) {
      health.trouble("no topic " + topics.events() + " yet");
      await();
      return;
    }
    partitions.forEach(partition -> health.restoring(partition.partition()));
    health.begun();
    folds.clear();
    for (PartitionInfo partition : partitions) {
      if (closing.getCount() == 0) {
        return;
      }
      restore(consumer, partition.partition());
    }
    caughtUp.complete(null);
    consumer.assign(folds.keySet().stream().map(this::events).toList());
    folds.forEach((partition, fold) -> consumer.seek(events(partition), fold.next()));
    while (closing.getCount() > 0) {
      for (ConsumerRecord<String, byte[]> in : consumer.poll(POLL)) {
        take(in);
      }
    }
  }

  private void restore(KafkaConsumer<String, byte[]> consumer, int partition) {
    PartitionFold<E, S> fold = loader.load(consumer, partition).fold();
    folds.put(partition, fold);
    tell(() ->
        listener.onRestored(
            partition, Collections.unmodifiableMap(new HashMap<>(fold.entities()))));
    health.working(partition);
  }

  private void take(ConsumerRecord<String, byte[]> in) {
    PartitionFold<E, S> fold = folds.get(in.partition());
    if (fold == null) {
      return;
    }
    LogRecord<E> record = loader.decode(in);
    S before = record == null ? null : fold.entity(record.key());
    if (!fold.read(in.offset(), record) || record == null) {
      metrics.ignored(in.partition());
      return;
    }
    boolean isLost = fold.isLost(record.key());
    if (isLost && before == null) {
      metrics.ignored(in.partition());
      return;
    }
    List<E> events = isLost ? List.of() : record.events();
    var position =
        new RecordPosition(in.partition(), in.offset(), record.commandOffset(), record.time());
    tell(
        () -> listener.onRecord(record.key(), before, events, fold.entity(record.key()), position));
  }

  /** A listener's failure is its own: the record is not told again. */
  private void tell(Runnable news) {
    try {
      news.run();
    } catch (InterruptException e) {
      throw e;
    } catch (RuntimeException e) {
      log.error("{}: the listener failed", topics.events(), e);
      health.trouble("the listener failed: " + e);
    }
  }

  private TopicPartition events(int partition) {
    return new TopicPartition(topics.events(), partition);
  }

  private void await() {
    try {
      closing.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /** The listener is not called any more when this returns, unless it is blocked for seconds. */
  @Override
  public void close() {
    closing.countDown();
    try {
      if (thread.getState() != Thread.State.NEW && !thread.join(CLOSE)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
