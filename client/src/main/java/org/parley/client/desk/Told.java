package org.parley.client.desk;

import java.util.concurrent.TimeUnit;
import org.parley.tlib.Attribute;
import org.parley.tlib.TlibEvent;

/**
 * How far the events of the connection have been told. An answer is one of them, and reaches the
 * thread that asked before it is told; whoever types the next command has to have seen it.
 */
final class Told {
  /** After a reconnect the numbers begin anew; nobody waits longer than this for one of before. */
  private static final long MOST_MILLIS = 1000;

  private long last;

  synchronized void upTo(TlibEvent event) {
    event
        .find(Attribute.EVENT_SEQUENCE_NUMBER)
        .ifPresent(number -> {
          last = number;
          notifyAll();
        });
  }

  /** Not on the thread that tells. */
  synchronized void await(TlibEvent answer) {
    long wanted = answer.find(Attribute.EVENT_SEQUENCE_NUMBER).orElse(0L);
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MOST_MILLIS);
    try {
      for (long left = MOST_MILLIS;
          last < wanted && left > 0;
          left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
