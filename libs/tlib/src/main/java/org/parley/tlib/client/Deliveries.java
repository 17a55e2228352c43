package org.parley.tlib.client;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the listener is told, in order, by one thread; a bounded number may wait. */
final class Deliveries {
  private static final Logger log = LoggerFactory.getLogger(Deliveries.class);

  /** After this in the queue comes nothing. */
  private static final Runnable STOP = () -> {};

  private final BlockingQueue<Runnable> waiting;

  /** What the thread itself wants done; it must not wait for room in its own queue. */
  private final Queue<Runnable> deferred = new ArrayDeque<>();

  private final Thread thread;

  Deliveries(int maxWaiting) {
    this.waiting = new ArrayBlockingQueue<>(maxWaiting);
    this.thread = Thread.ofVirtual().name("tlib-client-events").unstarted(this::deliverAll);
  }

  void start() {
    thread.start();
  }

  /** Waits while too many wait. Called by the thread itself, it comes after the present one. */
  void put(Runnable delivery) {
    if (Thread.currentThread() == thread) {
      deferred.add(delivery);
      return;
    }
    try {
      waiting.put(delivery);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  /** Delivers what waits and ends, or ends at once when too much waits. */
  void stop() {
    if (!waiting.offer(STOP)) {
      thread.interrupt();
    }
  }

  private void deliverAll() {
    try {
      for (Runnable next = waiting.take(); next != STOP; next = waiting.take()) {
        while (next != null) {
          deliver(next);
          next = deferred.poll();
        }
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private static void deliver(Runnable next) {
    try {
      next.run();
    } catch (RuntimeException bug) {
      log.error("the listener failed", bug);
    }
  }
}
