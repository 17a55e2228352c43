package org.parley.sip.stack.health;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How much one address may ask: a bucket of tokens each, for the addresses seen last. Whoever goes
 * on when his bucket is empty gets into debt, and whoever is in debt up to his neck is not even
 * answered. Any thread.
 */
public final class SourceLimits {

  /** What becomes of a request. */
  public enum Ruling {
    SERVE,
    TURN_AWAY,
    DROP
  }

  private static final class Bucket {
    private double tokens;
    private long filled;
  }

  private final double perNano;
  private final int burst;
  private final LongSupplier nanoTime;
  private final Map<String, Bucket> buckets;

  /**
   * @param perSecond requests of one address in the long run; 0 for no limit
   * @param burst that many at once
   * @param addresses remembered; beyond, the one seen longest ago is forgotten
   */
  public SourceLimits(int perSecond, int burst, int addresses, LongSupplier nanoTime) {
    this.perNano = perSecond / 1e9;
    this.burst = burst;
    this.nanoTime = nanoTime;
    this.buckets =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > addresses;
          }
        };
  }

  public synchronized Ruling ask(String address) {
    if (perNano == 0) {
      return Ruling.SERVE;
    }
    long now = nanoTime.getAsLong();
    Bucket bucket = buckets.get(address);
    if (bucket == null) {
      bucket = new Bucket();
      bucket.tokens = burst;
      bucket.filled = now;
      buckets.put(address, bucket);
    }
    bucket.tokens = Math.min(burst, bucket.tokens + (now - bucket.filled) * perNano);
    bucket.filled = now;
    if (bucket.tokens <= -burst) {
      return Ruling.DROP;
    }
    bucket.tokens--;
    return bucket.tokens >= 0 ? Ruling.SERVE : Ruling.TURN_AWAY;
  }
}
