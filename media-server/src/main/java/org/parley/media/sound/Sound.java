package org.parley.media.sound;

import org.parley.media.audio.Frame;

/**
 * Something to be heard, over and over again.
 *
 * @param samples at {@link Frame#RATE}, at least one; not to be written to
 */
public record Sound(short[] samples) {
  /** What is heard where there is nothing. */
  public static final Sound SILENCE = new Sound(new short[1]);

  public Sound {
    if (samples.length == 0) {
      throw new IllegalArgumentException("a sound needs a sample");
    }
  }

  /**
   * A sine of that pitch, of one second, so that it repeats without a click.
   *
   * @param hertz a whole number
   * @param amplitude up to 32,767
   */
  public static Sound tone(int hertz, int amplitude) {
    var samples = new short[Frame.RATE];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) Math.round(amplitude * Math.sin(2 * Math.PI * hertz * i / Frame.RATE));
    }
    return new Sound(samples);
  }

  /** It is played from its beginning, to one party. */
  public Playing play() {
    return new Playing(samples);
  }

  /** A sound at a place. */
  public static final class Playing {
    private final short[] samples;
    private int at;

    private Playing(short[] samples) {
      this.samples = samples;
    }

    /** The next frame. */
    public void next(short[] into) {
      for (int done = 0; done < into.length; ) {
        int length = Math.min(into.length - done, samples.length - at);
        System.arraycopy(samples, at, into, done, length);
        done += length;
        at = (at + length) % samples.length;
      }
    }
  }
}
