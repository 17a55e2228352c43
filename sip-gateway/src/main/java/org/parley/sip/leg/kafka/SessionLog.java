package org.parley.sip.leg.kafka;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parley.eventlog.Evolution;
import org.parley.eventlog.LogCodec;
import org.parley.eventlog.LogHealth;
import org.parley.eventlog.LogListener;
import org.parley.eventlog.LogMetrics;
import org.parley.eventlog.LogTopics;
import org.parley.starter.gateway.FollowedLog;
import org.parley.starter.gateway.GatewayThread;
import org.parley.starter.gateway.HandOver;
import org.parley.starter.gateway.PromptSender;
import org.parley.tlib.ConnId;

/**
 * Commands to the service that decides about the sessions of a medium, and what it decided to
 * whoever has their legs here.
 *
 * @param <C> its commands
 * @param <E> its events
 * @param <S> what they make
 */
public final class SessionLog<C, E, S> implements AutoCloseable {

  /**
   * The log of a medium.
   *
   * @param connId of the call that a command is about
   */
  public record Medium<C, E, S>(
      LogTopics topics,
      LogCodec<C> commands,
      LogCodec<List<E>> events,
      LogCodec<S> states,
      Evolution<E, S> evolution,
      Function<C, ConnId> connId) {}

  private final GatewayThread thread;
  private final Map<String, Object> client;
  private final Medium<C, E, S> medium;
  private final LogMetrics metrics;
  private final PromptSender<C> sender;
  private final HandOver handOver;
  private @Nullable FollowedLog<E, S> log;

  public SessionLog(
      GatewayThread thread,
      Map<String, Object> client,
      Medium<C, E, S> medium,
      LogMetrics metrics) {
    this.thread = thread;
    this.client = client;
    this.medium = medium;
    this.metrics = metrics;
    this.sender = new PromptSender<>(client, medium.topics().commands(), medium.commands());
    this.handOver = new HandOver(thread, () -> {});
  }

  /**
   * Sends a command after those sent before about the same interaction.
   *
   * @param failed told on the gateway thread when it could not be sent
   */
  public void send(C command, Runnable failed) {
    sender
        .send(medium.connId().apply(command).interaction().toString(), command)
        .whenComplete((_, error) -> {
          if (error != null) {
            thread.execute(failed);
          }
        });
  }

  /**
   * Begins to read.
   *
   * @param listener told on the gateway thread
   * @return done when the listener has been told all there was, and commands can be sent
   */
  public CompletableFuture<Void> follow(LogListener<E, S> listener) {
    var following =
        new FollowedLog<>(
            client,
            medium.topics(),
            medium.events(),
            medium.states(),
            medium.evolution(),
            handOver,
            listener,
            metrics);
    log = following;
    following.start();
    return CompletableFuture.allOf(following.caughtUp(), sender.prepared());
  }

  /** Null before {@link #follow}. */
  public @Nullable LogHealth health() {
    FollowedLog<E, S> following = log;
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
}
