package org.parley.media.host;

import org.parley.media.audio.Frame;

/** How loud one pitch is in some audio. */
final class Goertzel {
  private Goertzel() {}

  /** The amplitude of that pitch: of a pure tone, that of the tone. */
  static double amplitude(short[] samples, int hertz) {
    double turn = 2 * Math.PI * hertz / Frame.RATE;
    double coefficient = 2 * Math.cos(turn);
    double last = 0;
    double before = 0;
    for (short sample : samples) {
      double now = sample + coefficient * last - before;
      before = last;
      last = now;
    }
    double power = last * last + before * before - coefficient * last * before;
    return 2 * Math.sqrt(Math.max(0, power)) / samples.length;
  }
}
