package org.parley.starter.kafka;

import org.jspecify.annotations.Nullable;
import org.parley.eventlog.EventLog;
import org.parley.eventlog.EventLogConfig;
import org.parley.eventlog.LogHealth;
import org.parley.eventlog.LogTopicsAdmin;
import org.parley.starter.ParleyProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * An {@link EventLog} as a part of a service. It runs from when the configuration is known until
 * the shutdown, when it hands its partitions over; it makes its topics where services do so. As
 * health it is up when every partition that this instance has is at work, and says what is not.
 */
public final class RunningLog<C, E, S> implements SmartLifecycle, HealthIndicator {
  private final ParleyProperties.Kafka kafka;
  private final int partitions;
  private final EventLogConfig<C, E, S> config;
  private volatile @Nullable EventLog<C, E, S> log;

  /**
   * @param partitions of topics that have to be made
   */
  public RunningLog(ParleyProperties.Kafka kafka, int partitions, EventLogConfig<C, E, S> config) {
    this.kafka = kafka;
    this.partitions = partitions;
    this.config = config;
  }

  @Override
  public void start() {
    if (kafka.createTopics()) {
      LogTopicsAdmin.ensure(
          config.client(), config.topics(), partitions, kafka.replicationFactor());
    }
    var started = new EventLog<>(config);
    started.start();
    log = started;
  }

  @Override
  public void stop() {
    EventLog<C, E, S> running = log;
    if (running != null) {
      log = null;
      running.close();
    }
  }

  @Override
  public boolean isRunning() {
    return log != null;
  }

  @Override
  public Health health() {
    EventLog<C, E, S> running = log;
    if (running == null) {
      return Health.down().withDetail("reason", "not started").build();
    }
    LogHealth now = running.health();
    Health.Builder health = now.ready() ? Health.up() : Health.down();
    health.withDetail("assigned", now.assigned()).withDetail("restoring", now.restoring());
    if (now.lastError() != null) {
      health.withDetail("lastError", now.lastError());
    }
    return health.build();
  }
}
