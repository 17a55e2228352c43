package org.parley.eventlog;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One member of the group that runs a {@link Decider} on a commands topic, and the writer of the
 * events partitions that the group assigns to it. Polls, decides and sends on one thread; restores
 * and snapshots on others.
 */
public final class EventLog<C, E, S> implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EventLog.class);
  private static final Duration HAND_OVER = Duration.ofSeconds(8);
  private static final int RESTORES_AT_ONCE = 2;

  private final HealthBoard health = new HealthBoard();
  private final EventsProducer producer;
  private final SnapshotStore<S> snapshots;
  private final ScheduledExecutorService restores;
  private final Member<C, E, S> member;
  private final Thread thread;

  /** Makes the clients; nothing is read or written before {@link #start}. */
  public EventLog(EventLogConfig<C, E, S> config) {
    String name = config.topics().events();
    producer = new EventsProducer(config.client());
    snapshots =
        new SnapshotStore<>(
            config.client(), config.topics().snapshots(), config.states(), config.metrics());
    restores =
        Executors.newScheduledThreadPool(
            RESTORES_AT_ONCE,
            Thread.ofPlatform().daemon().name("restores-" + name + "-", 0).factory());
    var loader =
        new PartitionLoader<>(
            config.topics(),
            RecordFormat.strict(config.events()),
            config.states(),
            config.decider(),
            config.metrics());
    member = new Member<>(config, producer, snapshots, loader, restores, health);
    thread =
        Thread.ofPlatform()
            .name("log-" + name)
            .uncaughtExceptionHandler((died, error) -> log.error("{} died", died.getName(), error))
            .unstarted(member);
  }

  /** Joins the group and works until {@link #close}. Returns at once. */
  public void start() {
    thread.start();
  }

  public LogHealth health() {
    return health.view(thread.isAlive());
  }

  /**
   * Hands the partitions over: finishes what is under way, leaves the group at once. Waits a few
   * seconds at most.
   */
  @Override
  public void close() {
    member.close();
    try {
      if (thread.getState() == Thread.State.NEW) {
        member.discard();
      } else if (!thread.join(HAND_OVER)) {
        log.warn(
            "{} did not end in time; its partitions move when the session times out",
            thread.getName());
        thread.interrupt();
      }
      restores.shutdown();
      restores.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    restores.shutdownNow();
    snapshots.close();
    producer.close();
  }
}
