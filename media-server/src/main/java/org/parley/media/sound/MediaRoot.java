package org.parley.media.sound;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.jspecify.annotations.Nullable;
import org.parley.media.audio.Frame;
import org.parley.media.audio.G711;

/**
 * The directory of sounds. A path such as {@code music/on_hold} is relative to it and may leave the
 * extension out. WAV, AU and AIFF of any rate; a file without a header is µ-law at 8,000 samples a
 * second. Without any file there is {@code music/on_hold}, which a file of that name replaces.
 */
public final class MediaRoot {
  /** Tried in this order after the path as it is. */
  private static final List<String> EXTENSIONS = List.of(".wav", ".ulaw", ".ul", ".au", ".aiff");

  /** What WAV, AU and AIFF begin with. */
  private static final Set<String> HEADERS = Set.of("RIFF", ".snd", "FORM");

  private static final int MAGIC = 4;

  /** What there is without any file, unless a file of that name is there. */
  private static final String BUILT_IN = "music/on_hold";

  /** Ten minutes. */
  private static final int MOST_SAMPLES = 10 * 60 * Frame.RATE;

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
   * A file as it is now, or the built-in music.
   *
   * @param path null: what is built in
   * @param changed the time of its last change, in milliseconds
   */
  record Source(@Nullable Path path, long size, long changed) {}

  /**
   * Finds a sound.
   *
   * @throws NoSound the path leaves the media root, or there is no such file
   */
  Source find(String path) throws NoSound {
    Path exact = inside(path);
    Optional<Path> file =
        Stream.concat(Stream.of(""), EXTENSIONS.stream())
            .map(extension -> exact.resolveSibling(exact.getFileName() + extension))
            .filter(Files::isRegularFile)
            .filter(this::isReallyInside)
            .findFirst();
    try {
      if (file.isPresent()) {
        Path found = file.get();
        return new Source(found, Files.size(found), Files.getLastModifiedTime(found).toMillis());
      }
    } catch (IOException gone) {
      throw new NoSound(path + " cannot be read: " + gone.getMessage());
    }
    Path builtIn = root.resolve(BUILT_IN);
    if (exact.equals(builtIn) || exact.equals(builtIn.resolveSibling("on_hold.wav"))) {
      return new Source(null, 0, 0);
    }
    throw new NoSound("there is no file " + path);
  }

  /**
   * Reads a sound.
   *
   * @throws NoSound it holds no audio, or more than ten minutes
   */
  Sound read(Source source, String path) throws NoSound {
    try {
      short[] samples = samples(source);
      if (samples.length == 0) {
        throw new NoSound(path + " is empty");
      }
      if (samples.length > MOST_SAMPLES) {
        throw new NoSound(path + " is longer than ten minutes");
      }
      return new Sound(samples);
    } catch (IOException unreadable) {
      throw new NoSound(path + " cannot be read: " + unreadable.getMessage());
    }
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

  private static short[] samples(Source source) throws IOException {
    try (InputStream in = open(source)) {
      in.mark(MAGIC);
      String magic = new String(in.readNBytes(MAGIC), StandardCharsets.US_ASCII);
      in.reset();
      return HEADERS.contains(magic) ? converted(in) : muLaw(in);
    }
  }

  private static InputStream open(Source source) throws IOException {
    Path path = source.path();
    InputStream in =
        path == null
            ? Objects.requireNonNull(MediaRoot.class.getResourceAsStream(BUILT_IN + ".wav"))
            : Files.newInputStream(path);
    return new BufferedInputStream(in);
  }

  private static short[] converted(InputStream in) throws IOException {
    try (AudioInputStream theirs = AudioSystem.getAudioInputStream(in);
        AudioInputStream ours = AudioSystem.getAudioInputStream(OURS, theirs)) {
      byte[] bytes = ours.readNBytes((MOST_SAMPLES + 1) * Short.BYTES);
      var samples = new short[bytes.length / Short.BYTES];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (short) (bytes[2 * i] & 0xFF | bytes[2 * i + 1] << Byte.SIZE);
      }
      return samples;
    } catch (UnsupportedAudioFileException | IllegalArgumentException unknown) {
      throw new IOException(unknown.getMessage(), unknown);
    }
  }

  private static short[] muLaw(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MOST_SAMPLES + 1);
    var samples = new short[bytes.length];
    G711.PCMU.decode(bytes, samples, 0);
    return samples;
  }
}
