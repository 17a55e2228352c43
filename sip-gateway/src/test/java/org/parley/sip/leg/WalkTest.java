package org.parley.sip.leg;

import org.junit.jupiter.api.Test;

/**
 * Whatever happens in whatever order: no message that was said is lost without its sender being
 * told, none reaches an endpoint twice or out of order, and at the end nothing is left.
 */
class WalkTest {

  @Test
  void no_walk_loses_doubles_or_leaves_anything() {
    for (long seed = 1; seed <= 150; seed++) {
      new Walk(seed, false).run();
    }
  }

  @Test
  void no_walk_with_restarts_does_either() {
    for (long seed = 1; seed <= 150; seed++) {
      new Walk(seed, true).run();
    }
  }
}
