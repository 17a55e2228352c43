package org.parley.media.leg;

/** Told what comes in at a leg, on the thread that uses the leg; must not wait. */
public interface LegListener {
  /**
   * The party pressed a key.
   *
   * @param key 0 to 15, as in RFC 4733
   */
  void pressed(int key);

  /** A packet was thrown away. */
  void lost(Loss why);
}
