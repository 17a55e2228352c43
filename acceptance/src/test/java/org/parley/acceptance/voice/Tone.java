package org.parley.acceptance.voice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A sine that can be found again in a record, among others. */
public enum Tone {
  LOW(400),
  MIDDLE(700),
  HIGH(1100),
  HIGHEST(1500),
  MUSIC(1900),
  SHRILL(2300),
  SHRILLEST(2700);

  static final int RATE = 8_000;
  private static final int AMPLITUDE = 6_000;
  private static final int HEADER = 44;

  private final int hertz;

  Tone(int hertz) {
    this.hertz = hertz;
  }

  /** How loud it is in a record: 6000 as it was sent, 0 if it is not there (Goertzel). */
  double loudness(short[] samples) {
    double coefficient = 2 * Math.cos(2 * Math.PI * hertz / RATE);
    double before = 0;
    double last = 0;
    for (short sample : samples) {
      double next = sample + coefficient * last - before;
      before = last;
      last = next;
    }
    double power = last * last + before * before - coefficient * last * before;
    return 2 * Math.sqrt(Math.max(0, power)) / samples.length;
  }

  /** Writes a WAV file with it: 8 kHz, 16 bit, one channel. */
  public void write(Path file, int seconds) {
    int bytes = 2 * RATE * seconds;
    ByteBuffer wav = ByteBuffer.allocate(HEADER + bytes).order(ByteOrder.LITTLE_ENDIAN);
    wav.put(ascii("RIFF")).putInt(HEADER - 8 + bytes).put(ascii("WAVEfmt ")).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
    wav.putShort((short) 2).putShort((short) 16).put(ascii("data")).putInt(bytes);
    for (int i = 0; i < RATE * seconds; i++) {
      wav.putShort((short) Math.round(AMPLITUDE * Math.sin(2 * Math.PI * hertz * i / RATE)));
    }
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, wav.array());
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
