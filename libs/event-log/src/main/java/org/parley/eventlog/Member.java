package org.parley.eventlog;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The member of the consumer group and its poll thread. A partition that comes is paused and
 * restored elsewhere while the others go on; one that goes is let go when its appends are settled.
 * Who the writer of a partition is, is settled by the chain rule alone: the group only sees to it
 * that normally there is one.
 */
final class Member<C, E, S> implements Runnable, ConsumerRebalanceListener {

  private static final Logger log = LoggerFactory.getLogger(Member.class);
  private static final Duration IDLE = Duration.ofMillis(50);
  private static final Duration RETRY = Duration.ofMillis(500);
  private static final Duration SETTLING = Duration.ofSeconds(3);
  private static final long EARLY_NANOS = 1_000_000_000L;
  private static final long LAG_EVERY_NANOS = 1_000_000_000L;

  private final EventLogConfig<C, E, S> config;
  private final KafkaConsumer<String, byte[]> consumer;
  private final EventsProducer producer;
  private final SnapshotStore<S> snapshots;
  private final PartitionLoader<E, S> loader;
  private final ScheduledExecutorService restores;
  private final HealthBoard health;
  private final LinkedBlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
  private final Map<Integer, Owned<C, E, S>> owned = new HashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private long lagAt = System.nanoTime();

  /** An assigned partition; {@code work} is null while it is restored. */
  private static final class Owned<C, E, S> {
    @Nullable PartitionWork<C, E, S> work;
    private long workSince;
    private boolean brokeEarly;

    /**
     * A writer that breaks soon after a restore, and again after the next, is in no passing
     * trouble.
     */
    Duration delayBeforeRestore() {
      boolean again = brokeEarly;
      brokeEarly = System.nanoTime() - workSince < EARLY_NANOS;
      return again && brokeEarly ? RETRY : Duration.ZERO;
    }
  }

  Member(
      EventLogConfig<C, E, S> config,
      EventsProducer producer,
      SnapshotStore<S> snapshots,
      PartitionLoader<E, S> loader,
      ScheduledExecutorService restores,
      HealthBoard health) {
    this.config = config;
    this.consumer = Clients.member(config.client(), config.groupId());
    this.producer = producer;
    this.snapshots = snapshots;
    this.loader = loader;
    this.restores = restores;
    this.health = health;
  }

  /** Instead of {@link #run}. */
  void discard() {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }

  /** Makes {@link #run} hand over and end, soon. */
  void close() {
    closing.countDown();
  }

  @Override
  public void run() {
    try {
      consumer.subscribe(List.of(config.topics().commands()), this);
      while (closing.getCount() > 0) {
        guarded(this::turn);
      }
      guarded(() -> letGo(List.copyOf(owned.keySet()), true));
    } finally {
      consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
    }
  }

  /**
   * After a failure what was polled may not have been decided, so every partition goes back to what
   * its log says.
   */
  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (InterruptException e) {
      throw e;
    } catch (RuntimeException e) {
      trouble("the poll loop failed", e);
      for (Owned<C, E, S> mine : owned.values()) {
        if (mine.work != null) {
          mine.work.writer().breakOff();
        }
      }
      pause();
    }
  }

  private void turn() {
    runInbox();
    Instant now = config.clock().instant();
    Duration wait = IDLE;
    for (var entry : owned.entrySet()) {
      PartitionWork<C, E, S> work = entry.getValue().work;
      if (work == null) {
        continue;
      }
      if (work.writer().broken() && work.writer().inFlight() == 0) {
        restore(entry.getKey(), entry.getValue(), entry.getValue().delayBeforeRestore());
        continue;
      }
      work.tend(now);
      Instant timer = work.nextTimer();
      if (timer != null && timer.isBefore(now.plus(wait))) {
        wait = timer.isAfter(now) ? Duration.between(now, timer) : Duration.ZERO;
      }
    }
    try {
      ConsumerRecords<String, byte[]> records = consumer.poll(wait);
      for (TopicPartition partition : records.partitions()) {
        take(partition, records.records(partition));
      }
    } catch (OffsetOutOfRangeException e) {
      e.offsetOutOfRangePartitions().forEach(this::goOnElsewhere);
    }
    tellLag();
  }

  private void take(TopicPartition partition, List<ConsumerRecord<String, byte[]>> records) {
    Owned<C, E, S> mine = owned.get(partition.partition());
    PartitionWork<C, E, S> work = mine == null ? null : mine.work;
    if (work == null) {
      return;
    }
    for (ConsumerRecord<String, byte[]> in : records) {
      work.take(in);
      runInbox();
    }
  }

  private void runInbox() {
    for (Runnable told = inbox.poll(); told != null; told = inbox.poll()) {
      told.run();
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    health.begun();
    for (TopicPartition partition : partitions) {
      consumer.seek(partition, 0);
      var mine = new Owned<C, E, S>();
      owned.put(partition.partition(), mine);
      restore(partition.partition(), mine, Duration.ZERO);
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    letGo(partitions.stream().map(TopicPartition::partition).toList(), true);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    letGo(partitions.stream().map(TopicPartition::partition).toList(), false);
  }

  /**
   * Waits for what was sent, so that the successor finds a log that does not move; if told in time
   * to.
   */
  private void letGo(Collection<Integer> partitions, boolean inTime) {
    long deadline = System.nanoTime() + SETTLING.toNanos();
    for (int partition : partitions) {
      Owned<C, E, S> mine = owned.remove(partition);
      health.gone(partition);
      config.metrics().entities(partition, List.of());
      if (mine == null || mine.work == null || !inTime) {
        continue;
      }
      while (mine.work.writer().inFlight() > 0 && System.nanoTime() < deadline) {
        awaitInbox(deadline - System.nanoTime());
      }
      if (mine.work.writer().inFlight() == 0) {
        mine.work.handOver();
      }
    }
  }

  private void awaitInbox(long nanos) {
    try {
      Runnable told = inbox.poll(nanos, TimeUnit.NANOSECONDS);
      if (told != null) {
        told.run();
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private void restore(int partition, Owned<C, E, S> mine, Duration delay) {
    consumer.pause(List.of(commands(partition)));
    mine.work = null;
    health.restoring(partition);
    config.metrics().entities(partition, List.of());
    restores.schedule(() -> load(partition, mine), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void load(int partition, Owned<C, E, S> mine) {
    try (KafkaConsumer<String, byte[]> reading = Clients.free(config.client())) {
      PartitionLoader.Loaded<E, S> loaded = loader.load(reading, partition);
      var work =
          new PartitionWork<>(partition, loaded, config, producer, snapshots, inbox::add, health);
      inbox.add(() -> install(partition, mine, work));
    } catch (InterruptException e) {
      log.debug("{}: restore of {} given up, closing", config.groupId(), partition);
    } catch (RuntimeException e) {
      trouble("%s-%d can't be restored".formatted(config.topics().events(), partition), e);
      inbox.add(() -> {
        if (owned.get(partition) == mine) {
          restore(partition, mine, RETRY);
        }
      });
    }
  }

  private void install(int partition, Owned<C, E, S> mine, PartitionWork<C, E, S> work) {
    if (owned.get(partition) != mine) {
      return;
    }
    mine.work = work;
    mine.workSince = System.nanoTime();
    consumer.seek(commands(partition), work.writer().nextCommand());
    consumer.resume(List.of(commands(partition)));
    health.working(partition);
  }

  /**
   * The commands topic does not have the command that comes next: retention was shorter than our
   * absence, or the topic lost data.
   */
  private void goOnElsewhere(TopicPartition partition, long wanted) {
    long begin = Clients.begin(consumer, partition);
    long end = Clients.end(consumer, partition);
    long goOn = Math.clamp(wanted, begin, end);
    Owned<C, E, S> mine = owned.get(partition.partition());
    if (goOn != wanted && mine != null && mine.work != null) {
      log.error("{} has {} to {}, wanted {}: going on at {}", partition, begin, end, wanted, goOn);
      health.trouble(
          "%s lost commands, going on at %d instead of %d".formatted(partition, goOn, wanted));
      config.metrics().commandsLost(partition.partition(), Math.abs(goOn - wanted));
      mine.work.writer().goOnAt(goOn);
    }
    consumer.seek(partition, goOn);
  }

  private void tellLag() {
    if (System.nanoTime() - lagAt < LAG_EVERY_NANOS) {
      return;
    }
    lagAt = System.nanoTime();
    owned.forEach((partition, mine) -> {
      if (mine.work != null) {
        consumer
            .currentLag(commands(partition))
            .ifPresent(lag -> config.metrics().lag(partition, lag));
        config.metrics().entities(partition, mine.work.writer().fold().entities().values());
      }
    });
  }

  private TopicPartition commands(int partition) {
    return new TopicPartition(config.topics().commands(), partition);
  }

  private void trouble(String what, RuntimeException cause) {
    log.error("{}: {}", config.groupId(), what, cause);
    health.trouble(what + ": " + cause.getMessage());
  }

  private void pause() {
    try {
      closing.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
