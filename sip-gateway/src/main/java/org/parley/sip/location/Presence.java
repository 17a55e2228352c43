package org.parley.sip.location;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.parley.tlib.Dn;

/**
 * Which instances of the gateway are alive: those that were heard within the last seconds, measured
 * by this instance's own clock, and always this one. Used on the gateway thread only.
 */
public final class Presence {
  /** How often an instance says that it lives. */
  public static final Duration BEAT = Duration.ofSeconds(1);

  /** Five beats. */
  public static final Duration SILENCE = BEAT.multipliedBy(5);

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final String self;
  private final LongSupplier nanoTime;
  private final Map<String, Long> heard = new HashMap<>();

  /**
   * @param self the name of this instance
   * @param nanoTime as {@link System#nanoTime}
   */
  public Presence(String self, LongSupplier nanoTime) {
    this.self = self;
    this.nanoTime = nanoTime;
  }

  public String self() {
    return self;
  }

  public void heard(String gateway) {
    heard.put(gateway, nanoTime.getAsLong());
  }

  /** It said so itself. */
  public void gone(String gateway) {
    heard.remove(gateway);
  }

  public boolean isAlive(String gateway) {
    return isAlive(gateway, SILENCE);
  }

  /** Whether it was heard within that time. */
  public boolean isAlive(String gateway, Duration silence) {
    Long last = heard.get(gateway);
    return gateway.equals(self) || last != null && nanoTime.getAsLong() - last <= silence.toNanos();
  }

  /**
   * The one of the living that acts for a DN of which none has more to do with than the others.
   * When an instance comes or goes, only its own share of the DNs changes hands (rendezvous
   * hashing).
   */
  public String chosenFor(Dn dn) {
    String best = self;
    long most = weight(dn, self);
    for (String gateway : alive()) {
      long weight = weight(dn, gateway);
      if (weight > most || weight == most && gateway.compareTo(best) < 0) {
        best = gateway;
        most = weight;
      }
    }
    return best;
  }

  private List<String> alive() {
    List<String> alive = new ArrayList<>(heard.keySet());
    alive.removeIf(gateway -> !isAlive(gateway));
    return alive;
  }

  /** The same in every instance. */
  private static long weight(Dn dn, String gateway) {
    long hash = FNV_OFFSET;
    String both = dn + "\n" + gateway;
    for (int i = 0; i < both.length(); i++) {
      hash = (hash ^ both.charAt(i)) * FNV_PRIME;
    }
    hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    return hash ^ hash >>> 33;
  }
}
