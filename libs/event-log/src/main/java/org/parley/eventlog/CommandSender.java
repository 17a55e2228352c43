package org.parley.eventlog;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Sends commands to a log. Thread-safe; one per process and commands topic is enough. */
public final class CommandSender<C> implements AutoCloseable {

  private final String topic;

  public CommandSender(Map<String, Object> client, String commandsTopic, LogCodec<C> codec) {
    this.topic = commandsTopic;
  }

  /**
   * Appends the command, after those this sender sent before under the same key. The answer says
   * that the command is durable; what it brought about is told by a {@link LogReader}. A failed
   * send may have had its effect all the same.
   */
  public CompletableFuture<CommandPosition> send(String key, C command) {
    throw new UnsupportedOperationException("not there yet: " + topic);
  }

  @Override
  public void close() {}
}
