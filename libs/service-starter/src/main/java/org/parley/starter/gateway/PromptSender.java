package org.parley.starter.gateway;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.parley.eventlog.CommandPosition;
import org.parley.eventlog.CommandSender;
import org.parley.eventlog.LogCodec;

/**
 * Sends commands straight from the gateway thread. Kafka's producer would let its caller wait when
 * it knows no leader or its buffer is full; here it may not, and while nothing gets through for two
 * seconds further commands fail at once instead of piling up.
 */
public final class PromptSender<C> implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration RETRY = Duration.ofMillis(50);

  private final CommandSender<C> sender;
  private final AtomicInteger underWay = new AtomicInteger();
  private volatile boolean closed;
  private volatile long progressNanos = System.nanoTime();

  public PromptSender(Map<String, Object> client, String commandsTopic, LogCodec<C> codec) {
    this.sender = new CommandSender<>(unblocking(client), commandsTopic, codec);
  }

  /** What an operator set wins. */
  private static Map<String, Object> unblocking(Map<String, Object> client) {
    Map<String, Object> all = new HashMap<>();
    all.put("max.block.ms", 20); // by then prepared() has had its first look at the topic
    all.put("metadata.max.idle.ms", Duration.ofDays(365).toMillis());
    all.put("delivery.timeout.ms", 8_000);
    all.put("request.timeout.ms", 4_000);
    all.putAll(client);
    return all;
  }

  /** Completes when the topic is known: a send before that would fail rather than wait. */
  public CompletableFuture<Void> prepared() {
    var known = new CompletableFuture<Void>();
    Thread.ofVirtual()
        .name("prompt-sender")
        .start(() -> {
          while (!closed && !sender.knowsTopic()) {
            LockSupport.parkNanos(RETRY.toNanos());
          }
          known.complete(null);
        });
    return known;
  }

  /** As {@link CommandSender#send}, but never waits. Completes on any thread. */
  public CompletionStage<CommandPosition> send(String key, C command) {
    long now = System.nanoTime();
    if (underWay.get() == 0) {
      progressNanos = now;
    } else if (now - progressNanos > PATIENCE.toNanos()) {
      return CompletableFuture.failedFuture(new TimeoutException("Kafka takes nothing"));
    }
    underWay.incrementAndGet();
    return sender
        .send(key, command)
        .whenComplete((position, _) -> {
          underWay.decrementAndGet();
          if (position != null) {
            progressNanos = System.nanoTime();
          }
        });
  }

  /** Waits a little for what is under way. */
  @Override
  public void close() {
    closed = true;
    sender.close();
  }
}
