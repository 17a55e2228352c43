package org.parley.eventlog;

import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes snapshots on a thread and a producer of its own, one chunk at a time, so that neither the
 * poll loop nor the appends wait for them. The states of entities are immutable, so they may be
 * encoded while the writer goes on.
 */
final class SnapshotStore<S> implements AutoCloseable {

  /** Room for one entity that is larger than a chunk should be. */
  static final int MAX_PIECE = 16 * 1024 * 1024;

  private static final Logger log = LoggerFactory.getLogger(SnapshotStore.class);

  private final Map<String, Object> client;
  private final String topic;
  private final SnapshotFormat<S> format;
  private final LogMetrics metrics;
  private final ExecutorService thread;
  private @Nullable KafkaProducer<String, byte[]> producer;

  SnapshotStore(Map<String, Object> client, String topic, LogCodec<S> states, LogMetrics metrics) {
    this.client = client;
    this.topic = topic;
    this.format = new SnapshotFormat<>(states, SnapshotFormat.CHUNK_BYTES);
    this.metrics = metrics;
    this.thread =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("snapshots-" + topic).factory());
  }

  interface Outcome {
    void written(boolean whole);
  }

  /** Writes in the background; the outcome is told on the snapshot thread. */
  void write(int partition, Snapshot<S> snapshot, int slot, Outcome outcome) {
    thread.execute(() -> outcome.written(write(partition, snapshot, slot)));
  }

  private boolean write(int partition, Snapshot<S> snapshot, int slot) {
    long begun = System.nanoTime();
    try {
      if (producer == null) {
        producer =
            Clients.producer(
                client, Map.of("compression.type", "lz4", "max.request.size", MAX_PIECE));
      }
      long bytes = 0;
      Iterator<SnapshotFormat.Piece> pieces = format.pieces(snapshot, UUID.randomUUID(), slot);
      while (pieces.hasNext()) {
        SnapshotFormat.Piece piece = pieces.next();
        producer.send(new ProducerRecord<>(topic, partition, piece.key(), piece.value())).get();
        bytes += piece.value().length;
      }
      metrics.snapshotWritten(
          partition,
          snapshot.entities().size(),
          bytes,
          Duration.ofNanos(System.nanoTime() - begun));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | RuntimeException e) {
      log.error("{}-{}: snapshot not written, the log goes on without it", topic, partition, e);
    }
    metrics.snapshotFailed(partition);
    return false;
  }

  /** Gives a snapshot under way a moment. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(3, TimeUnit.SECONDS)) {
        thread.shutdownNow();
        thread.awaitTermination(1, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (producer != null) {
      producer.close(Duration.ZERO);
    }
  }
}
