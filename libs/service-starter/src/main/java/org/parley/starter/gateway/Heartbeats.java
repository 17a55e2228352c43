package org.parley.starter.gateway;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The instances of a service that were heard lately, by this instance's own clock, and always this
 * one. An instance hears its own beats as well: a time in which not even they came counts against
 * nobody, or all would think each other dead whenever Kafka or this process stands still. Used by
 * one thread.
 */
public final class Heartbeats {
  private final String own;
  private final Duration gap;
  private final LongSupplier nanoTime;
  private final Map<String, Long> heard = new HashMap<>();

  /** Since when our own beats have come without a gap. */
  private long steadySince;

  /**
   * @param own name of this instance
   * @param beat how often each says that it lives; our own may be missing for two of them
   * @param nanoTime as {@link System#nanoTime}
   */
  public Heartbeats(String own, Duration beat, LongSupplier nanoTime) {
    this.own = own;
    this.gap = beat.multipliedBy(2);
    this.nanoTime = nanoTime;
  }

  public String own() {
    return own;
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
    return last != null && now - last <= gap.toNanos();
  }

  /** It said so itself. */
  public void gone(String instance) {
    heard.remove(instance);
  }

  /** Whether it was heard within that time. */
  public boolean isAlive(String instance, Duration silence) {
    Long last = heard.get(instance);
    return instance.equals(own) || last != null && !isMissing(last, silence);
  }

  private boolean isMissing(long last, Duration silence) {
    long now = nanoTime.getAsLong();
    return isSteady(now) && now - last > silence.toNanos() && now - steadySince > silence.toNanos();
  }

  /** Names of all that were heard within that time, and of this one. */
  public Set<String> alive(Duration silence) {
    return Stream.concat(Stream.of(own), heard.keySet().stream())
        .filter(instance -> isAlive(instance, silence))
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Which of them has to do with something that none has more to do with than the others. All who
   * know the same instances name the same one; when one comes or goes, only its own share changes
   * hands (rendezvous hashing).
   *
   * @param instances at least one
   */
  public static String chosen(Set<String> instances, String what) {
    return instances.stream()
        .max(
            Comparator.comparingLong((String name) -> weight(what, name))
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }

  private static long weight(String what, String name) {
    long hash = 0xcbf29ce484222325L; // FNV-1a
    String both = what + "\n" + name;
    for (int i = 0; i < both.length(); i++) {
      hash = (hash ^ both.charAt(i)) * 0x100000001b3L;
    }
    // Names differ in their last character only: without this all weights would differ alike.
    hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
    return hash ^ hash >>> 33;
  }
}
