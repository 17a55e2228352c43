package org.parley.media.sound;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.parley.media.audio.Frame;
import org.parley.media.audio.G711;

/**
 * The directory of sounds. A path such as {@code music/on_hold} is relative to it and may leave the
 * extension out. WAV, AU and AIFF of any rate; a file without a header is µ-law at 8,000 samples a
 * second.
 */
public final class MediaRoot {
  /** Tried in this order after the path as it is. */
  private static final List<String> EXTENSIONS = List.of(".wav", ".ulaw", ".ul", ".au", ".aiff");

  /** Ten minutes of 44,100 stereo samples; more is no music on hold. */
  private static final long LARGEST_FILE = 110_000_000;

  private static final AudioFormat OURS = new AudioFormat(Frame.RATE, 16, 1, true, false);

  private final Path root;

  public MediaRoot(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /** Why there is no sound under a path. */
  public static final class NoSound extends Exception {
    private static final long serialVersionUID = 1;

    NoSound(String message) {
      super(message);
    }
  }

  /**
   * Reads a sound.
   *
   * @throws NoSound the path leaves the media root, there is no such file, or it holds no audio
   */
  public Sound read(String path) throws NoSound {
    Path file = find(path).orElseThrow(() -> new NoSound("there is no file " + path));
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw new NoSound(path + " is longer than " + LARGEST_FILE + " bytes");
      }
      short[] samples = samples(file);
      if (samples.length == 0) {
        throw new NoSound(path + " is empty");
      }
      return new Sound(samples);
    } catch (IOException unreadable) {
      throw new NoSound(path + " cannot be read: " + unreadable.getMessage());
    }
  }

  private Optional<Path> find(String path) throws NoSound {
    Path exact = inside(path);
    return Stream.concat(Stream.of(""), EXTENSIONS.stream())
        .map(extension -> exact.resolveSibling(exact.getFileName() + extension))
        .filter(Files::isRegularFile)
        .filter(this::isReallyInside)
        .findFirst();
  }

  private Path inside(String path) throws NoSound {
    try {
      Path file = root.resolve(path).normalize();
      if (!path.isBlank() && file.startsWith(root) && !file.equals(root)) {
        return file;
      }
    } catch (InvalidPathException e) {
      // As below.
    }
    throw new NoSound("the path " + path + " is not inside the media root");
  }

  /** A link may lead elsewhere. */
  private boolean isReallyInside(Path file) {
    try {
      return file.toRealPath().startsWith(root.toRealPath());
    } catch (IOException gone) {
      return false;
    }
  }

  private static short[] samples(Path file) throws IOException {
    try (AudioInputStream source = AudioSystem.getAudioInputStream(file.toFile());
        AudioInputStream ours = AudioSystem.getAudioInputStream(OURS, source)) {
      byte[] bytes = ours.readAllBytes();
      var samples = new short[bytes.length / Short.BYTES];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (short) (bytes[2 * i] & 0xFF | bytes[2 * i + 1] << Byte.SIZE);
      }
      return samples;
    } catch (UnsupportedAudioFileException noHeader) {
      byte[] bytes = Files.readAllBytes(file);
      var samples = new short[bytes.length];
      G711.PCMU.decode(bytes, samples, 0);
      return samples;
    } catch (IllegalArgumentException noConversion) {
      throw new IOException(noConversion.getMessage(), noConversion);
    }
  }
}
