package org.parley.media.host;

import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;
import org.parley.starter.gateway.Heartbeats;

/** The media-servers that were heard within the last two seconds. Used by one thread. */
public final class Presence implements Instances {
  /** How often an instance says that it lives. */
  public static final Duration BEAT = Duration.ofMillis(500);

  /** Four beats. */
  public static final Duration SILENCE = BEAT.multipliedBy(4);

  private final Heartbeats beats;

  /**
   * @param own name of this instance
   * @param nanoTime as {@link System#nanoTime}
   */
  public Presence(String own, LongSupplier nanoTime) {
    this.beats = new Heartbeats(own, BEAT, nanoTime);
  }

  public void heard(String instance) {
    beats.heard(instance);
  }

  /** It said so itself. */
  public void gone(String instance) {
    beats.gone(instance);
  }

  @Override
  public String own() {
    return beats.own();
  }

  @Override
  public Set<String> alive() {
    return beats.alive(SILENCE);
  }
}
