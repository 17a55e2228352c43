package org.parley.starter.gateway;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.parley.eventlog.Evolution;
import org.parley.eventlog.LogCodec;
import org.parley.eventlog.LogHealth;
import org.parley.eventlog.LogListener;
import org.parley.eventlog.LogMetrics;
import org.parley.eventlog.LogReader;
import org.parley.eventlog.LogTopics;
import org.parley.eventlog.RecordPosition;

/** A log of the site, all of it, told to a listener on the gateway thread. */
public final class FollowedLog<E, S> implements AutoCloseable {
  private final HandOver handOver;
  private final LogReader<E, S> reader;

  /**
   * @param listener told on the gateway thread
   */
  public FollowedLog(
      Map<String, Object> client,
      LogTopics topics,
      LogCodec<List<E>> events,
      LogCodec<S> states,
      Evolution<E, S> evolution,
      HandOver handOver,
      LogListener<E, S> listener,
      LogMetrics metrics) {
    this.handOver = handOver;
    this.reader =
        new LogReader<>(
            client, topics, events, states, evolution, new HandedOver(listener), metrics);
  }

  public void start() {
    reader.start();
  }

  /** Done when the listener has been told everything there was at the start. */
  public CompletableFuture<Void> caughtUp() {
    return reader
        .caughtUp()
        .thenCompose(_ -> {
          var told = new CompletableFuture<Void>();
          handOver.put(() -> told.complete(null));
          return told;
        });
  }

  /** Whether the site has such a log, as {@link LogReader#isThere} says. */
  public CompletableFuture<Boolean> isThere() {
    return reader.isThere();
  }

  public LogHealth health() {
    return reader.health();
  }

  @Override
  public void close() {
    reader.close();
  }

  private final class HandedOver implements LogListener<E, S> {
    private final LogListener<E, S> listener;

    HandedOver(LogListener<E, S> listener) {
      this.listener = listener;
    }

    @Override
    public void onRestored(int partition, Map<String, S> entities) {
      handOver.put(() -> listener.onRestored(partition, entities));
    }

    @Override
    public void onRecord(
        String key,
        @Nullable S before,
        List<E> events,
        @Nullable S after,
        RecordPosition position) {
      handOver.put(() -> listener.onRecord(key, before, events, after, position));
    }
  }
}
