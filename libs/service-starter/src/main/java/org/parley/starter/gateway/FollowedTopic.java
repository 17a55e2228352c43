package org.parley.starter.gateway;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.parley.eventlog.LogCodec;
import org.parley.starter.kafka.CompactedTopic;
import org.parley.starter.kafka.CompactedTopicWriter;
import org.springframework.context.SmartLifecycle;

/**
 * A compacted topic that a gateway reads and writes. The listener is told on the gateway thread;
 * when {@link #start} returns it has been told all that the topic held. The topic has to exist.
 */
public final class FollowedTopic<V> implements SmartLifecycle {
  private final String name;
  private final Duration startTimeout;
  private final CompactedTopicWriter<V> writer;
  private final HandOver handOver;
  private final CompactedTopic<V> topic;

  /**
   * @param startTimeout {@link #start} fails when the topic has not been read by then
   * @param delivery a record that is not acknowledged by then has failed
   * @param listener told on the gateway thread
   */
  public FollowedTopic(
      String name,
      GatewayThread thread,
      LogCodec<V> codec,
      Map<String, Object> client,
      Duration startTimeout,
      Duration delivery,
      CompactedTopic.Listener<V> listener) {
    this.name = name;
    this.startTimeout = startTimeout;
    this.writer = new CompactedTopicWriter<>(name, codec, client, delivery);
    this.handOver = new HandOver(thread, () -> {});
    this.topic = new CompactedTopic<>(name, codec, client, startTimeout, new HandedOver(listener));
  }

  /** As {@link CompactedTopicWriter#put}. */
  public CompletableFuture<Long> put(String key, @Nullable V value) {
    return writer.put(key, value);
  }

  /**
   * @throws IllegalStateException when the topic could not be read, and taken in, in time
   */
  @Override
  public void start() {
    writer.open(startTimeout);
    topic.start();
    var taken = new CompletableFuture<@Nullable Void>();
    handOver.put(() -> taken.complete(null));
    try {
      taken.get(startTimeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      stop();
      throw new IllegalStateException("What " + name + " holds was not taken in", e);
    } catch (InterruptedException e) {
      stop();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while reading " + name, e);
    }
  }

  /** From now on the listener is told nothing; what is being written may still be. */
  public void silence() {
    handOver.close();
    topic.stop();
  }

  @Override
  public void stop() {
    silence();
    writer.close();
  }

  @Override
  public boolean isRunning() {
    return topic.isRunning();
  }

  @Override
  public int getPhase() {
    return topic.getPhase();
  }

  private final class HandedOver implements CompactedTopic.Listener<V> {
    private final CompactedTopic.Listener<V> listener;

    HandedOver(CompactedTopic.Listener<V> listener) {
      this.listener = listener;
    }

    @Override
    public void onAll(Map<String, V> all, long next) {
      handOver.put(() -> listener.onAll(all, next));
    }

    @Override
    public void onChanges(List<CompactedTopic.Change<V>> changes) {
      handOver.put(() -> listener.onChanges(changes));
    }
  }
}
