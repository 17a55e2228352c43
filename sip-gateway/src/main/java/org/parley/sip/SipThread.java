package org.parley.sip;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.parley.sip.line.Timers;
import org.parley.starter.gateway.GatewayThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway thread of SIP. A task that fails is told in the log; the thread goes on. */
final class SipThread implements GatewayThread, Timers, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SipThread.class);
  private static final Duration LAST_WORK = Duration.ofSeconds(5);

  private final ScheduledThreadPoolExecutor executor;

  SipThread() {
    executor = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("sip").factory());
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public void execute(Runnable task) {
    executor.execute(guarded(task));
  }

  @Override
  public void schedule(Runnable task, long delay, TimeUnit unit) {
    var unused = executor.schedule(guarded(task), delay, unit);
  }

  @Override
  public Cancellable after(Duration delay, Runnable task) {
    ScheduledFuture<?> later =
        executor.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> later.cancel(false);
  }

  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException | Error bug) {
        log.error("A task of the gateway thread failed", bug);
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
