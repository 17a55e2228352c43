package org.parley.media.host.kafka;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.Topics;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.eventlog.LogHealth;
import org.parley.eventlog.LogListener;
import org.parley.eventlog.LogMetrics;
import org.parley.eventlog.LogTopics;
import org.parley.eventlog.RecordPosition;
import org.parley.media.host.RoomHost;
import org.parley.starter.gateway.FollowedLog;
import org.parley.starter.gateway.GatewayThread;
import org.parley.starter.gateway.HandOver;
import org.parley.starter.gateway.PromptSender;
import org.parley.starter.json.ContractCodecs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commands to conference-service, and what it decided to the {@link RoomHost}. */
public final class VoiceLog implements Consumer<VoiceCommand>, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(VoiceLog.class);
  private static final LogTopics VOICE =
      new LogTopics(
          Topics.VOICE_COMMANDS,
          Topics.VOICE_EVENTS,
          Topics.VOICE_SNAPSHOTS,
          Topics.VOICE_DEAD_LETTERS);

  private final GatewayThread thread;
  private final Map<String, Object> client;
  private final ContractCodecs codecs;
  private final LogMetrics metrics;
  private final PromptSender<VoiceCommand> sender;
  private final HandOver handOver;
  private @Nullable FollowedLog<VoiceEvent, VoiceInteraction> following;
  private volatile boolean failing;

  public VoiceLog(
      GatewayThread thread, Map<String, Object> client, ContractCodecs codecs, LogMetrics metrics) {
    this.thread = thread;
    this.client = client;
    this.codecs = codecs;
    this.metrics = metrics;
    this.sender = new PromptSender<>(client, Topics.VOICE_COMMANDS, codecs.of(VoiceCommand.class));
    this.handOver = new HandOver(thread, () -> {});
  }

  /**
   * Sends a command, from any thread and without making it wait. One that does not get through is
   * told in the log only: whoever sent it sees that nothing came of it.
   */
  @Override
  public void accept(VoiceCommand command) {
    thread.execute(() -> send(command));
  }

  private void send(VoiceCommand command) {
    var unused =
        sender
            .send(command.connId().interaction().toString(), command)
            .whenComplete((_, error) -> note(command, error));
  }

  /** The first of a row of failures: all that waits is said again each second. */
  private void note(VoiceCommand command, @Nullable Throwable error) {
    if (error != null && !failing) {
      log.warn(
          "{} for {} was not sent, nor may be what follows: {}",
          command.getClass().getSimpleName(),
          command.connId(),
          error.toString());
    }
    failing = error != null;
  }

  /**
   * Begins to read.
   *
   * @return done when the host has been told all there was, and commands can be sent
   */
  public CompletableFuture<Void> follow(RoomHost host) {
    var reader =
        new FollowedLog<>(
            client,
            VOICE,
            codecs.events(VoiceEvent.class),
            codecs.of(VoiceInteraction.class),
            VoiceInteraction::evolve,
            handOver,
            new News(host),
            metrics);
    following = reader;
    reader.start();
    return CompletableFuture.allOf(reader.caughtUp(), sender.prepared());
  }

  /** Null before {@link #follow}. */
  public @Nullable LogHealth health() {
    FollowedLog<VoiceEvent, VoiceInteraction> reader = following;
    return reader == null ? null : reader.health();
  }

  /** From now on nobody is told anything. */
  public void silence() {
    handOver.close();
  }

  @Override
  public void close() {
    silence();
    if (following != null) {
      following.close();
    }
    sender.close();
  }

  /** A partition that is restored anew replaces all that was told of it. */
  private static final class News implements LogListener<VoiceEvent, VoiceInteraction> {
    private final RoomHost host;
    private final Map<Integer, Set<String>> told = new HashMap<>();

    News(RoomHost host) {
      this.host = host;
    }

    @Override
    public void onRestored(int partition, Map<String, VoiceInteraction> entities) {
      Set<String> before = told.put(partition, new HashSet<>(entities.keySet()));
      if (before != null) {
        before.removeAll(entities.keySet());
        before.forEach(key -> host.changed(key, List.of(), null));
      }
      entities.forEach((key, state) -> host.changed(key, List.of(), state));
    }

    @Override
    public void onRecord(
        String key,
        @Nullable VoiceInteraction before,
        List<VoiceEvent> events,
        @Nullable VoiceInteraction after,
        RecordPosition position) {
      Set<String> known = told.computeIfAbsent(position.partition(), _ -> new HashSet<>());
      if (after == null) {
        known.remove(key);
      } else {
        known.add(key);
      }
      host.changed(key, events, after);
    }
  }
}
