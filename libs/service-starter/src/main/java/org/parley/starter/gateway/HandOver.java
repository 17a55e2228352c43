package org.parley.starter.gateway;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records on their way from the readers' threads to the gateway thread, in order. Whatever has come
 * in by the time the gateway thread looks is dealt with in one go, and settled once. The queue is
 * bounded: a gateway thread that is behind makes the readers wait, not the heap grow.
 */
public final class HandOver {
  private static final Logger log = LoggerFactory.getLogger(HandOver.class);
  private static final int CAPACITY = 4096;

  /** Records in one go, so that sockets get their turn in between. */
  private static final int BATCH = 512;

  private final ArrayBlockingQueue<Runnable> records = new ArrayBlockingQueue<>(CAPACITY);
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final GatewayThread thread;
  private final Runnable settle;
  private volatile boolean closed;

  /**
   * @param settle run after each batch, on the gateway thread
   */
  public HandOver(GatewayThread thread, Runnable settle) {
    this.thread = thread;
    this.settle = settle;
  }

  /** Called by readers; waits while the queue is full. */
  public void put(Runnable record) {
    try {
      while (!closed && !records.offer(record, 100, TimeUnit.MILLISECONDS)) {
        schedule();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    schedule();
  }

  private void schedule() {
    if (!closed && scheduled.compareAndSet(false, true)) {
      try {
        thread.execute(this::drain);
      } catch (RejectedExecutionException stopped) {
        close(); // the gateway thread has ended: nobody is there to be told
      }
    }
  }

  private void drain() {
    scheduled.set(false);
    for (int i = 0; i < BATCH; i++) {
      Runnable record = records.poll();
      if (record == null) {
        break;
      }
      try {
        record.run();
      } catch (RuntimeException e) {
        log.error("A record of the log could not be dealt with", e);
      }
    }
    settle.run();
    if (!records.isEmpty()) {
      schedule();
    }
  }

  /** Readers do not wait any more; what they bring is dropped. */
  public void close() {
    closed = true;
    records.clear();
  }
}
