package org.parley.starter.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * Whether the broker answers. It asks on its own thread every few seconds; a health request gets
 * the last answer at once, so a dead broker never makes a probe hang. For readiness; liveness must
 * not depend on it, or a broker outage would restart every service.
 */
public final class KafkaHealth implements HealthIndicator, SmartLifecycle {
  private static final Duration EVERY = Duration.ofSeconds(3);
  private static final int TIMEOUT_MILLIS = 2000;

  private final Map<String, Object> client;
  private volatile Health last = Health.unknown().withDetail("reason", "not asked yet").build();
  private volatile @Nullable Thread asking;

  public KafkaHealth(Map<String, Object> client) {
    this.client = new HashMap<>(client);
    this.client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    this.client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    this.client.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, TIMEOUT_MILLIS);
  }

  @Override
  public Health health() {
    return last;
  }

  @Override
  public void start() {
    Thread thread = Thread.ofPlatform().name("kafka-health").daemon().unstarted(this::run);
    asking = thread;
    thread.start();
  }

  @Override
  public void stop() {
    Thread thread = asking;
    if (thread != null) {
      asking = null;
      thread.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return asking != null;
  }

  private void run() {
    try (Admin admin = Admin.create(client)) {
      while (asking == Thread.currentThread()) {
        last = ask(admin);
        Thread.sleep(EVERY);
      }
    } catch (InterruptedException e) {
      // stopped
    }
  }

  private static Health ask(Admin admin) throws InterruptedException {
    try {
      int brokers =
          admin
              .describeCluster(new DescribeClusterOptions().timeoutMs(TIMEOUT_MILLIS))
              .nodes()
              .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
              .size();
      return Health.up().withDetail("brokers", brokers).build();
    } catch (ExecutionException | TimeoutException e) {
      return Health.down().withDetail("reason", "the broker does not answer").build();
    }
  }
}
