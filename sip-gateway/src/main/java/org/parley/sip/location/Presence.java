package org.parley.sip.location;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.parley.starter.gateway.Heartbeats;
import org.parley.tlib.Dn;

/**
 * Which instances of the gateway are alive: those that were heard within the last seconds, and
 * always this one. Used on the gateway thread only.
 */
public final class Presence {
  /** How often an instance says that it lives. */
  public static final Duration BEAT = Duration.ofSeconds(1);

  /** Five beats. */
  public static final Duration SILENCE = BEAT.multipliedBy(5);

  private final Heartbeats beats;

  /**
   * @param self the name of this instance
   * @param nanoTime as {@link System#nanoTime}
   */
  public Presence(String self, LongSupplier nanoTime) {
    this.beats = new Heartbeats(self, BEAT, nanoTime);
  }

  public String self() {
    return beats.own();
  }

  public void heard(String gateway) {
    beats.heard(gateway);
  }

  /** It said so itself. */
  public void gone(String gateway) {
    beats.gone(gateway);
  }

  public boolean isAlive(String gateway) {
    return isAlive(gateway, SILENCE);
  }

  /** Whether it was heard within that time. */
  public boolean isAlive(String gateway, Duration silence) {
    return beats.isAlive(gateway, silence);
  }

  /**
   * The one of the living that acts for a DN of which none has more to do with than the others.
   * When an instance comes or goes, only its own share of the DNs changes hands.
   */
  public String chosenFor(Dn dn) {
    return Heartbeats.chosen(beats.alive(SILENCE), dn.number());
  }
}
