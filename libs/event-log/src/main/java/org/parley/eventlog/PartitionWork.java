package org.parley.eventlog;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One restored partition at work: reads commands, appends records, sends what is due, has snapshots
 * written. Lives on the poll thread; what other threads have to tell comes through {@code
 * pollThread}. When its writer breaks it is thrown away whole.
 */
final class PartitionWork<C, E, S> {

  /** Below the broker's default limit of 1 MiB for a record, with room for key and headers. */
  static final int MAX_BODY = 1_000_000;

  private static final Logger log = LoggerFactory.getLogger(PartitionWork.class);
  private static final int TIMERS_AT_ONCE = 500;

  private final EventLogConfig<C, E, S> config;
  private final EventsProducer producer;
  private final SnapshotStore<S> snapshots;
  private final Executor pollThread;
  private final HealthBoard health;
  private final TopicPartition commands;
  private final TopicPartition events;
  private final PartitionWriter<C, E, S> writer;
  private final Timers<C> timers = new Timers<>();
  private int freeSlot;
  private long recordsAtSnapshot;
  private Instant snapshotAt;
  private boolean writingSnapshot;

  /** Walks through all entities, so not on the poll thread. */
  PartitionWork(
      int partition,
      PartitionLoader.Loaded<E, S> loaded,
      EventLogConfig<C, E, S> config,
      EventsProducer producer,
      SnapshotStore<S> snapshots,
      Executor pollThread,
      HealthBoard health) {
    this.config = config;
    this.producer = producer;
    this.snapshots = snapshots;
    this.pollThread = pollThread;
    this.health = health;
    this.commands = new TopicPartition(config.topics().commands(), partition);
    this.events = new TopicPartition(config.topics().events(), partition);
    this.writer =
        new PartitionWriter<>(config.decider(), this::encode, loaded.fold(), UUID.randomUUID());
    this.freeSlot = loaded.freeSlot();
    this.recordsAtSnapshot = -loaded.replayed();
    this.snapshotAt = config.clock().instant();
    loaded.fold().entities().forEach(this::setTimers);
  }

  PartitionWriter<C, E, S> writer() {
    return writer;
  }

  private byte[] encode(List<E> decided) {
    byte[] body = config.events().encode(decided);
    if (body.length > MAX_BODY) {
      throw new IllegalStateException("events of %d bytes in one record".formatted(body.length));
    }
    return body;
  }

  private void setTimers(String key, @Nullable S state) {
    try {
      timers.set(key, state == null ? List.of() : config.decider().deadlines(state));
    } catch (RuntimeException e) {
      log.error("{}: the decider failed to tell deadlines", commands, e);
      timers.set(key, List.of());
    }
  }

  void take(ConsumerRecord<String, byte[]> in) {
    var at =
        new CommandPosition(
            in.partition(),
            in.offset(),
            in.key() == null ? "" : in.key(),
            Instant.ofEpochMilli(in.timestamp()));
    if (!writer.takes(at)) {
      return;
    }
    long begun = System.nanoTime();
    PartitionWriter.Append<E> append = decide(in, at);
    if (append != null) {
      send(append);
      setTimers(at.key(), writer.fold().entity(at.key()));
      config.metrics().decided(in.partition(), System.nanoTime() - begun);
    }
  }

  private PartitionWriter.@Nullable Append<E> decide(
      ConsumerRecord<String, byte[]> in, CommandPosition at) {
    String reason;
    try {
      if (in.key() == null || in.value() == null) {
        throw new UndecodableException("command without key or value");
      }
      return writer.decide(at, config.commands().decode(in.value()));
    } catch (UndecodableException e) {
      reason = String.valueOf(e.getMessage());
    } catch (RuntimeException e) {
      log.error("{}@{}: not decided", commands, in.offset(), e);
      reason = "not decided: " + e.getClass().getName();
    }
    config.metrics().undecodable(in.partition());
    try {
      producer.sendAndWait(deadLetter(in, reason));
    } catch (RuntimeException e) {
      broken("dead letter not written", e);
      return null;
    }
    return writer.stepOver(at);
  }

  private ProducerRecord<String, byte[]> deadLetter(
      ConsumerRecord<String, byte[]> in, String reason) {
    byte[] value = in.value() != null && in.value().length <= MAX_BODY ? in.value() : null;
    var out = new ProducerRecord<>(config.topics().deadLetters(), in.key(), value);
    out.headers().add("reason", reason.getBytes(StandardCharsets.UTF_8));
    out.headers().add("position", (commands + "@" + in.offset()).getBytes(StandardCharsets.UTF_8));
    return out;
  }

  private void send(PartitionWriter.Append<E> append) {
    long counter = append.record().id().counter();
    int generation = producer.generation();
    producer.send(
        RecordFormat.write(events, append.record(), append.body()),
        (metadata, error) ->
            pollThread.execute(() -> settled(counter, generation, metadata, error)));
  }

  private void settled(
      long counter, int generation, @Nullable RecordMetadata metadata, @Nullable Exception error) {
    boolean wasBroken = writer.broken();
    if (error != null || metadata == null) {
      writer.failed();
      if (!wasBroken) {
        config.metrics().sendFailed(events.partition());
        broken("append failed", error);
        if (error != null) {
          producer.replaceAfter(error, generation);
        }
      }
    } else if (!writer.acknowledged(counter, metadata.offset()) && !wasBroken) {
      config.metrics().foreignWrite(events.partition());
      broken("somebody else wrote before offset " + metadata.offset(), null);
    }
  }

  private void broken(String why, @Nullable Exception cause) {
    writer.breakOff();
    health.trouble(
        "%s: %s%s".formatted(events, why, cause == null ? "" : ", " + cause.getMessage()));
    log.warn("{}: {}; restoring from the log", events, why, cause);
  }

  /** What is due besides commands. */
  void tend(Instant now) {
    if (writer.broken()) {
      return;
    }
    timers.due(now, writer.fold().lastCommand(), TIMERS_AT_ONCE).forEach(this::send);
    if (snapshotDue(now)) {
      writer.captureSnapshot();
      recordsAtSnapshot = writer.records();
      snapshotAt = now;
    }
    writeSnapshot();
  }

  private void send(Timers.Timer<C> timer) {
    byte[] command;
    try {
      command = config.commands().encode(timer.command());
    } catch (RuntimeException e) {
      log.error("{}: the command of a timer can't be encoded", commands, e);
      return;
    }
    config.metrics().deadlineSent(commands.partition());
    producer.send(
        new ProducerRecord<>(commands.topic(), commands.partition(), timer.key(), command),
        (metadata, error) -> {
          if (error == null) {
            timer.sentAs(metadata.offset());
          } else {
            timer.notSent();
          }
        });
  }

  private boolean snapshotDue(Instant now) {
    SnapshotCadence cadence = config.snapshots();
    long since = writer.records() - recordsAtSnapshot;
    return since > 0
        && !writingSnapshot
        && !writer.capturing()
        && (since >= Math.max(cadence.records(), 2L * writer.fold().entities().size())
            || !now.isBefore(snapshotAt.plus(cadence.interval())));
  }

  private void writeSnapshot() {
    Snapshot<S> snapshot = writer.takeSnapshot();
    if (snapshot != null) {
      writingSnapshot = true;
      snapshots.write(
          events.partition(),
          snapshot,
          freeSlot,
          whole -> pollThread.execute(() -> snapshotWritten(whole)));
    }
  }

  private void snapshotWritten(boolean whole) {
    writingSnapshot = false;
    if (whole) {
      freeSlot = 1 - freeSlot;
    }
  }

  /** The last thing before somebody else takes over, everything sent being settled. */
  void handOver() {
    boolean worthIt = writer.records() > recordsAtSnapshot && !writingSnapshot;
    if (worthIt && writer.fold().entities().size() <= config.snapshots().onClose()) {
      writer.captureSnapshot();
      writeSnapshot();
    }
  }

  /** When {@link #tend} should be called next for the sake of a timer; null if no timer runs. */
  @Nullable Instant nextTimer() {
    return timers.next();
  }
}
