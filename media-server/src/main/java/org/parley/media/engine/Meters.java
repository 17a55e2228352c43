package org.parley.media.engine;

import java.time.Duration;
import org.parley.media.leg.Loss;

/** What is counted, on the mixer threads; must not wait. */
public interface Meters {
  /** Counts nothing. */
  Meters NONE =
      new Meters() {
        @Override
        public void frame(Duration late, Duration work) {}

        @Override
        public void leftOut(long frames) {}

        @Override
        public void lost(Loss why) {}
      };

  /**
   * A frame of all rooms of a thread.
   *
   * @param late how long after its time it began
   * @param work how long it took
   */
  void frame(Duration late, Duration work);

  /** Frames that were left out, because there was no time for them. */
  void leftOut(long frames);

  /** A packet that was not taken. */
  void lost(Loss why);
}
