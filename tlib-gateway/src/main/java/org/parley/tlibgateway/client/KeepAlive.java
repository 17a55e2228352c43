package org.parley.tlibgateway.client;

import java.time.Duration;

/**
 * The keep-alive of one connection, from our side (ADDP, t-library.md 1.2): when nothing was heard
 * for the interval that the client asked for, it is asked; when it says nothing for as long again,
 * it is lost.
 */
final class KeepAlive {
  /** What to do now. */
  enum Due {
    NOTHING,
    ASK,
    LOST
  }

  private final long openedMillis;
  private long heardMillis;
  private long intervalMillis;
  private boolean asked;
  private long seq;
  private long fluentMillis;

  KeepAlive(long nowMillis) {
    this.openedMillis = nowMillis;
    this.heardMillis = nowMillis;
    this.fluentMillis = nowMillis;
  }

  /**
   * @param wanted zero for none
   */
  void interval(Duration wanted) {
    intervalMillis = wanted.toMillis();
  }

  /** The client said something. */
  void heard(long nowMillis) {
    heardMillis = nowMillis;
    asked = false;
  }

  /** What the client leaves unread is below the mark at which it counts as stalled. */
  void fluent(long nowMillis) {
    fluentMillis = nowMillis;
  }

  boolean isStalled(long nowMillis, Duration allowed) {
    return nowMillis - fluentMillis > allowed.toMillis();
  }

  boolean isOlderThan(long nowMillis, Duration age) {
    return nowMillis - openedMillis > age.toMillis();
  }

  Due due(long nowMillis) {
    long silent = nowMillis - heardMillis;
    if (intervalMillis == 0 || silent < intervalMillis) {
      return Due.NOTHING;
    }
    if (asked) {
      return silent < 2 * intervalMillis ? Due.NOTHING : Due.LOST;
    }
    asked = true;
    return Due.ASK;
  }

  long nextSeq() {
    return ++seq;
  }
}
