package org.parley.sip.leg.kafka;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.Topics;
import org.parley.contracts.im.ImCommand;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImSession;
import org.parley.eventlog.LogHealth;
import org.parley.eventlog.LogListener;
import org.parley.eventlog.LogMetrics;
import org.parley.eventlog.LogTopics;
import org.parley.eventlog.RecordPosition;
import org.parley.sip.leg.Commands;
import org.parley.sip.leg.Switchboard;
import org.parley.starter.gateway.FollowedLog;
import org.parley.starter.gateway.GatewayThread;
import org.parley.starter.gateway.HandOver;
import org.parley.starter.gateway.PromptSender;
import org.parley.starter.json.ContractCodecs;

/** Commands to im-session-service, and what it decided to the {@link Switchboard}. */
public final class SessionLog implements Commands, AutoCloseable {
  private static final LogTopics IM =
      new LogTopics(
          Topics.IM_COMMANDS, Topics.IM_EVENTS, Topics.IM_SNAPSHOTS, Topics.IM_DEAD_LETTERS);

  private final GatewayThread thread;
  private final Map<String, Object> client;
  private final ContractCodecs codecs;
  private final LogMetrics metrics;
  private final PromptSender<ImCommand> sender;
  private final HandOver handOver;
  private @Nullable FollowedLog<ImEvent, ImSession> log;

  public SessionLog(
      GatewayThread thread, Map<String, Object> client, ContractCodecs codecs, LogMetrics metrics) {
    this.thread = thread;
    this.client = client;
    this.codecs = codecs;
    this.metrics = metrics;
    this.sender = new PromptSender<>(client, Topics.IM_COMMANDS, codecs.of(ImCommand.class));
    this.handOver = new HandOver(thread, () -> {});
  }

  @Override
  public void send(ImCommand command, Runnable failed) {
    sender
        .send(command.connId().interaction().toString(), command)
        .whenComplete((_, error) -> {
          if (error != null) {
            thread.execute(failed);
          }
        });
  }

  /**
   * Begins to read.
   *
   * @return done when the switchboard has been told all there was, and commands can be sent
   */
  public CompletableFuture<Void> follow(Switchboard switchboard) {
    var following =
        new FollowedLog<>(
            client,
            IM,
            codecs.events(ImEvent.class),
            codecs.of(ImSession.class),
            ImSession::evolve,
            handOver,
            new News(switchboard),
            metrics);
    log = following;
    following.start();
    return CompletableFuture.allOf(following.caughtUp(), sender.prepared());
  }

  /** Null before {@link #follow}. */
  public @Nullable LogHealth health() {
    FollowedLog<ImEvent, ImSession> following = log;
    return following == null ? null : following.health();
  }

  /** From now on nobody is told anything. */
  public void silence() {
    handOver.close();
  }

  @Override
  public void close() {
    silence();
    if (log != null) {
      log.close();
    }
    sender.close();
  }

  private record News(Switchboard switchboard) implements LogListener<ImEvent, ImSession> {
    @Override
    public void onRestored(int partition, Map<String, ImSession> sessions) {
      switchboard.sessionsRestored(partition, sessions);
    }

    @Override
    public void onRecord(
        String key,
        @Nullable ImSession before,
        List<ImEvent> events,
        @Nullable ImSession after,
        RecordPosition position) {
      switchboard.sessionChanged(position.partition(), key, before, events, after);
    }
  }
}
