package org.parley.sip.line;

import java.time.Duration;

/** Things to be done later, on the gateway thread. */
public interface Timers {

  /** Something that need not be done any more. */
  interface Cancellable {
    /** Does nothing when it has been done. */
    void cancel();
  }

  Cancellable after(Duration delay, Runnable task);
}
