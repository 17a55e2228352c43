package org.parley.eventlog;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restores one partition: the newest whole snapshot that fits the log, else the log from its
 * beginning, then all that follows.
 */
final class PartitionLoader<E, S> {

  private static final Logger log = LoggerFactory.getLogger(PartitionLoader.class);
  private static final Duration STALLED = Duration.ofSeconds(20);

  private final LogTopics topics;
  private final RecordFormat<E> records;
  private final SnapshotFormat<S> snapshots;
  private final Evolution<E, S> evolution;
  private final LogMetrics metrics;

  PartitionLoader(
      LogTopics topics,
      RecordFormat<E> records,
      LogCodec<S> states,
      Evolution<E, S> evolution,
      LogMetrics metrics) {
    this.topics = topics;
    this.records = records;
    this.snapshots = new SnapshotFormat<>(states, SnapshotFormat.CHUNK_BYTES);
    this.evolution = evolution;
    this.metrics = metrics;
  }

  /**
   * @param freeSlot where the next snapshot goes: not where the one lies that this state came from
   * @param replayed records read from the log
   */
  record Loaded<E, S>(PartitionFold<E, S> fold, int freeSlot, long replayed) {}

  Loaded<E, S> load(Consumer<String, byte[]> consumer, int partition) {
    long begun = System.nanoTime();
    Loaded<E, S> loaded = begin(consumer, partition);
    metrics.restored(partition, Duration.ofNanos(System.nanoTime() - begun), loaded.replayed());
    return loaded;
  }

  private Loaded<E, S> begin(Consumer<String, byte[]> consumer, int partition) {
    for (SnapshotFormat.Stored stored : stored(consumer, partition)) {
      try {
        PartitionFold<E, S> fold = new PartitionFold<>(evolution, snapshots.decode(stored));
        return new Loaded<>(fold, 1 - stored.slot(), replay(consumer, partition, fold));
      } catch (UndecodableException | PartitionFold.UnfitException e) {
        log.warn("{}-{}: snapshot of no use: {}", topics.snapshots(), partition, e.getMessage());
      }
    }
    var fold = new PartitionFold<E, S>(evolution);
    return new Loaded<>(fold, 0, replay(consumer, partition, fold));
  }

  private List<SnapshotFormat.Stored> stored(Consumer<String, byte[]> consumer, int partition) {
    var from = new TopicPartition(topics.snapshots(), partition);
    consumer.assign(List.of(from));
    long start = Clients.begin(consumer, from);
    var latest = new HashMap<String, byte[]>();
    readTo(
        consumer, from, start, Clients.end(consumer, from), in -> latest.put(in.key(), in.value()));
    return SnapshotFormat.whole(latest);
  }

  private long replay(Consumer<String, byte[]> consumer, int partition, PartitionFold<E, S> fold) {
    if (records.isForgiving()) {
      fold.dropWhatFails(key -> {
        metrics.undecodable(partition);
        log.warn(
            "{}-{}: what is known about {} is dropped until it is restored: a record does not go with it",
            topics.events(),
            partition,
            key);
      });
    }
    var from = new TopicPartition(topics.events(), partition);
    consumer.assign(List.of(from));
    long end = Clients.end(consumer, from);
    long start = fold.resume(Clients.begin(consumer, from), end);
    var count = new LongAdder();
    readTo(
        consumer,
        from,
        start,
        end,
        in -> {
          count.increment();
          if (!fold.read(in.offset(), decode(in))) {
            metrics.ignored(partition);
          }
        });
    fold.skipTo(end);
    return count.sum();
  }

  @Nullable LogRecord<E> decode(ConsumerRecord<String, byte[]> in) {
    try {
      return records.read(in);
    } catch (UndecodableException e) {
      throw new IllegalStateException(
          "%s-%d@%d: %s".formatted(in.topic(), in.partition(), in.offset(), e.getMessage()), e);
    }
  }

  private static void readTo(
      Consumer<String, byte[]> consumer,
      TopicPartition from,
      long start,
      long end,
      java.util.function.Consumer<ConsumerRecord<String, byte[]>> each) {
    consumer.seek(from, start);
    long progress = System.nanoTime();
    while (consumer.position(from) < end) {
      var batch = consumer.poll(Duration.ofMillis(100));
      for (var in : batch.records(from)) {
        if (in.offset() >= end) {
          return;
        }
        each.accept(in);
      }
      if (!batch.isEmpty()) {
        progress = System.nanoTime();
      } else if (System.nanoTime() - progress > STALLED.toNanos()) {
        throw new TimeoutException(
            "no progress in %s at %d of %d".formatted(from, consumer.position(from), end));
      }
    }
  }
}
