package org.parley.media;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.parley.starter.gateway.GatewayThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that looks after rooms. A task that fails is told in the log; the thread goes on. */
final class MediaThread implements GatewayThread, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MediaThread.class);
  private static final Duration LAST_WORK = Duration.ofSeconds(5);

  private final ScheduledThreadPoolExecutor executor;

  MediaThread() {
    executor = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("media").factory());
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /**
   * @throws RejectedExecutionException it has ended
   */
  @Override
  public void execute(Runnable task) {
    executor.execute(guarded(task));
  }

  @Override
  public void schedule(Runnable task, long delay, TimeUnit unit) {
    var unused = executor.schedule(guarded(task), delay, unit);
  }

  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException | Error bug) {
        log.error("A task of the thread that looks after rooms failed", bug);
      }
    };
  }

  /** Finishes what is waiting; timers are dropped. */
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(LAST_WORK.toMillis(), TimeUnit.MILLISECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
