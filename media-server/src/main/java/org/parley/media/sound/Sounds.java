package org.parley.media.sound;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.parley.media.sound.MediaRoot.NoSound;
import org.parley.media.sound.MediaRoot.Source;

/**
 * Sounds that were asked for lately, so that all who hear the same music share its samples. A file
 * that has changed is read anew. Used by one thread.
 */
public final class Sounds {
  private final MediaRoot root;
  private final long mostBytes;
  private final Map<Source, Sound> read = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * @param mostBytes of samples to be kept; of the one that was asked for last, all are
   */
  public Sounds(MediaRoot root, long mostBytes) {
    this.root = root;
    this.mostBytes = mostBytes;
  }

  /**
   * The sound of a path such as {@code music/on_hold}.
   *
   * @throws NoSound the path leaves the media root, there is no such file, it holds no audio, or
   *     more than ten minutes of it
   */
  public Sound read(String path) throws NoSound {
    Source source = root.find(path);
    Sound known = read.get(source);
    if (known != null) {
      return known;
    }
    Sound sound = root.read(source, path);
    read.put(source, sound);
    bytes += size(sound);
    Iterator<Sound> oldest = read.values().iterator();
    while (bytes > mostBytes && read.size() > 1) {
      bytes -= size(oldest.next());
      oldest.remove();
    }
    return sound;
  }

  private static long size(Sound sound) {
    return (long) sound.samples().length * Short.BYTES;
  }

  /** How many are kept. */
  int size() {
    return read.size();
  }
}
