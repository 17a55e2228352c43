package org.parley.media.host;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that is said until it has shown in the log: at once when it is new, and again each
 * second, for a command may be lost. Used by one thread.
 */
final class Repeats<T> {
  static final Duration PAUSE = Duration.ofSeconds(1);

  private @Nullable T last;
  private long at;

  /** Whether it is to be said now. */
  boolean isDue(T what, long nanos) {
    if (Objects.equals(what, last) && nanos - at < PAUSE.toNanos()) {
      return false;
    }
    last = what;
    at = nanos;
    return true;
  }

  /** It has shown: should it ever have to be said again, that is new. */
  void shown() {
    last = null;
  }
}
