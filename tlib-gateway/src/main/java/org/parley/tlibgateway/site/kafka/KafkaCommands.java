package org.parley.tlibgateway.site.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.parley.contracts.Topics;
import org.parley.contracts.im.ImCommand;
import org.parley.contracts.routing.RoutingCommand;
import org.parley.eventlog.CommandPosition;
import org.parley.eventlog.CommandSender;
import org.parley.starter.json.ContractCodecs;
import org.parley.tlibgateway.client.Commands;

/**
 * Sends commands straight from the gateway thread. Kafka's producer would let its caller wait when
 * it knows no leader or its buffer is full; here it may not, and while nothing gets through for
 * {@link #PATIENCE} further commands fail at once instead of piling up.
 */
public final class KafkaCommands implements Commands, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Duration RETRY = Duration.ofMillis(50);

  private final CommandSender<ImCommand> im;
  private final CommandSender<RoutingCommand> routing;
  private final AtomicInteger underWay = new AtomicInteger();
  private volatile boolean closed;
  private volatile long progressNanos = System.nanoTime();

  public KafkaCommands(Map<String, Object> client, ContractCodecs codecs) {
    Map<String, Object> unblocking = unblocking(client);
    this.im = new CommandSender<>(unblocking, Topics.IM_COMMANDS, codecs.of(ImCommand.class));
    this.routing =
        new CommandSender<>(unblocking, Topics.ROUTING_COMMANDS, codecs.of(RoutingCommand.class));
  }

  /** What an operator set wins. */
  private static Map<String, Object> unblocking(Map<String, Object> client) {
    Map<String, Object> all = new HashMap<>();
    all.put("max.block.ms", 20); // by then prepared() has had its first look at the topics
    all.put("metadata.max.idle.ms", Duration.ofDays(365).toMillis());
    all.put("delivery.timeout.ms", 8_000);
    all.put("request.timeout.ms", 4_000);
    all.putAll(client);
    return all;
  }

  /** Completes when both topics are known: a send before that would fail rather than wait. */
  public CompletableFuture<Void> prepared() {
    var known = new CompletableFuture<Void>();
    Thread.ofVirtual()
        .name("kafka-commands")
        .start(() -> {
          while (!closed && !(im.knowsTopic() && routing.knowsTopic())) {
            LockSupport.parkNanos(RETRY.toNanos());
          }
          known.complete(null);
        });
    return known;
  }

  @Override
  public CompletionStage<?> send(ImCommand command) {
    return send(() -> im.send(command.connId().interaction().toString(), command));
  }

  @Override
  public CompletionStage<?> send(RoutingCommand command) {
    return send(() -> routing.send(Topics.ROUTING_KEY, command));
  }

  private CompletionStage<?> send(Supplier<CompletableFuture<CommandPosition>> sending) {
    long now = System.nanoTime();
    if (underWay.get() == 0) {
      progressNanos = now;
    } else if (now - progressNanos > PATIENCE.toNanos()) {
      return CompletableFuture.failedFuture(new TimeoutException("Kafka takes nothing"));
    }
    underWay.incrementAndGet();
    return sending
        .get()
        .whenComplete((position, _) -> {
          underWay.decrementAndGet();
          if (position != null) {
            progressNanos = System.nanoTime();
          }
        });
  }

  @Override
  public void close() {
    closed = true;
    im.close();
    routing.close();
  }
}
