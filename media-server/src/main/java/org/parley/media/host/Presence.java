package org.parley.media.host;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The media-servers that were heard lately, by this instance's own clock, and always this one. An
 * instance hears its own beats as well: a time in which not even they came counts against nobody,
 * or all rooms would change hands whenever Kafka stands still. Used by one thread.
 */
public final class Presence implements Instances {
  /** How often an instance says that it lives. */
  public static final Duration BEAT = Duration.ofMillis(500);

  /** Four beats. */
  public static final Duration SILENCE = BEAT.multipliedBy(4);

  /** Two beats: for so long our own may be missing before nothing can be said of others. */
  private static final Duration GAP = BEAT.multipliedBy(2);

  private final String own;
  private final LongSupplier nanoTime;
  private final Map<String, Long> heard = new HashMap<>();

  /** Since when our own beats have come without a gap. */
  private long steadySince;

  /**
   * @param own name of this instance
   * @param nanoTime as {@link System#nanoTime}
   */
  public Presence(String own, LongSupplier nanoTime) {
    this.own = own;
    this.nanoTime = nanoTime;
  }

  public void heard(String instance) {
    long now = nanoTime.getAsLong();
    if (instance.equals(own) && !isSteady(now)) {
      steadySince = now;
    }
    heard.put(instance, now);
  }

  private boolean isSteady(long now) {
    @Nullable Long last = heard.get(own);
    return last != null && now - last <= GAP.toNanos();
  }

  /** It said so itself. */
  public void gone(String instance) {
    heard.remove(instance);
  }

  @Override
  public String own() {
    return own;
  }

  @Override
  public Set<String> alive() {
    long now = nanoTime.getAsLong();
    boolean certain = isSteady(now);
    return Stream.concat(
            Stream.of(own),
            heard.entrySet().stream()
                .filter(entry -> !certain || !isMissing(entry.getValue(), now))
                .map(Map.Entry::getKey))
        .collect(Collectors.toUnmodifiableSet());
  }

  private boolean isMissing(long last, long now) {
    return now - last > SILENCE.toNanos() && now - steadySince > SILENCE.toNanos();
  }
}
