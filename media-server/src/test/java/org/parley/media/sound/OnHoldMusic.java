package org.parley.media.sound;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.parley.media.audio.Frame;
import org.parley.media.audio.G711;

/**
 * Composes the built-in music: sixteen seconds of broken chords with a slow tune above, which go
 * round without a seam. Made for this project; there is no other source. {@code main} writes it
 * where the module keeps it.
 */
final class OnHoldMusic {
  private static final double SECONDS_PER_BEAT = 0.5;
  private static final int BEATS = 32;
  private static final int LENGTH = (int) (BEATS * SECONDS_PER_BEAT * Frame.RATE);
  private static final int LOUDEST = 11_000;
  private static final int MU_LAW = 7;

  private static final int REST = Integer.MIN_VALUE;

  /** Half tones above the A of 440 Hz. Two bars of C, A minor, F and G, with their sevenths. */
  private static final int[][] CHORDS = {
    {-9, -5, -2, 2}, {-12, -9, -5, -2}, {-16, -12, -9, -5}, {-14, -10, -7, -4}
  };

  /** One for each beat; a rest is {@link #REST}. */
  private static final int[] TUNE = {
    7, REST, REST, 10, 12, REST, 10, 7, 5, REST, REST, 7, 3, REST, REST, REST, 3, REST, 5, REST, 7,
    REST, 10, REST, 8, REST, 5, REST, 2, REST, 5, REST
  };

  private OnHoldMusic() {}

  public static void main(String[] arguments) throws IOException {
    Path file = Path.of("src/main/resources/org/parley/media/sound/music/on_hold.wav");
    Files.createDirectories(file.getParent());
    Files.write(file, wav());
  }

  /** A WAV file of u-law. */
  static byte[] wav() {
    byte[] samples = G711.PCMU.encode(samples());
    ByteBuffer file = ByteBuffer.allocate(46 + samples.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put(ascii("RIFF")).putInt(38 + samples.length).put(ascii("WAVE"));
    file.put(ascii("fmt ")).putInt(18).putShort((short) MU_LAW).putShort((short) 1);
    file.putInt(Frame.RATE).putInt(Frame.RATE).putShort((short) 1).putShort((short) 8);
    file.putShort((short) 0);
    file.put(ascii("data")).putInt(samples.length).put(samples);
    return file.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static short[] samples() {
    var sum = new double[LENGTH];
    for (int half = 0; half < 2 * BEATS; half++) {
      int[] chord = CHORDS[half * CHORDS.length / (2 * BEATS)];
      int step = half % 6;
      int note = chord[step < chord.length ? step : 6 - step];
      pluck(sum, half * SECONDS_PER_BEAT / 2, note, 0.5, 1.1);
    }
    for (int beat = 0; beat < BEATS; beat++) {
      if (TUNE[beat] != REST) {
        pluck(sum, beat * SECONDS_PER_BEAT, TUNE[beat], 0.9, 2.2);
      }
    }
    double loudest = 0;
    for (double sample : sum) {
      loudest = Math.max(loudest, Math.abs(sample));
    }
    var samples = new short[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      samples[i] = (short) Math.round(sum[i] / loudest * LOUDEST);
    }
    return samples;
  }

  /** Adds a note that fades; what is left of it at the end is heard at the beginning. */
  private static void pluck(double[] into, double at, int halfTones, double loud, double seconds) {
    double hertz = 440 * StrictMath.pow(2, halfTones / 12.0);
    int start = (int) (at * Frame.RATE);
    for (int i = 0; i < seconds * Frame.RATE; i++) {
      double time = (double) i / Frame.RATE;
      double rise = Math.min(1, time / 0.012);
      double end = Math.min(1, (seconds - time) / 0.05);
      double fade = StrictMath.exp(-3 * time / seconds) * rise * end;
      double turn = 2 * StrictMath.PI * hertz * time;
      double tone =
          StrictMath.sin(turn)
              + 0.3 * StrictMath.sin(2 * turn) * StrictMath.exp(-4 * time)
              + 0.1 * StrictMath.sin(3 * turn) * StrictMath.exp(-7 * time);
      into[(start + i) % into.length] += loud * fade * tone;
    }
  }
}
