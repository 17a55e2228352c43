package org.parley.bench.voice;

import java.util.List;
import java.util.function.IntPredicate;
import org.parley.bench.voice.FarEnds.Heard;

/**
 * When something that was asked for is heard.
 *
 * @param firstNanos from the asking to the first frame that is as it should be
 * @param lastBeforeNanos to the last frame that is not; 0: there was none after the asking
 * @param framesBefore how many of them there were
 * @param isComplete whether it came at all, and stayed
 */
record Onset(long firstNanos, long lastBeforeNanos, int framesBefore, boolean isComplete) {

  /**
   * @param frames of one seat, in order
   * @param asked when
   */
  static Onset of(List<Heard> frames, long asked, IntPredicate asItShouldBe) {
    long first = 0;
    long last = 0;
    int before = 0;
    for (Heard frame : frames) {
      if (frame.nanos() >= asked) {
        if (!asItShouldBe.test(frame.sample())) {
          last = frame.nanos() - asked;
          before++;
        } else if (first == 0) {
          first = frame.nanos() - asked;
        }
      }
    }
    return new Onset(first, last, before, first > 0 && last < first);
  }
}
