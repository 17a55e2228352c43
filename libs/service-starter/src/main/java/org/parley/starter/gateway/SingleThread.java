package org.parley.starter.gateway;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A gateway thread of its own. A task that fails is told in the log; the thread goes on. */
public final class SingleThread implements GatewayThread, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SingleThread.class);
  private static final Duration LAST_WORK = Duration.ofSeconds(5);

  private final String name;
  private final ScheduledThreadPoolExecutor executor;

  public SingleThread(String name) {
    this.name = name;
    executor = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name(name).factory());
    executor.setRemoveOnCancelPolicy(true);
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

  /**
   * @return takes it back; does nothing when it has been done
   */
  public Runnable after(Duration delay, Runnable task) {
    ScheduledFuture<?> later =
        executor.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> later.cancel(false);
  }

  private Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException | Error bug) {
        log.error("A task of the thread {} failed", name, bug);
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
