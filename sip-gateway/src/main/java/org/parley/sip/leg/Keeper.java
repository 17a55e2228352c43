package org.parley.sip.leg;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.sip.SipLeg;

/**
 * Writes legs, one write at a time for each: what changes meanwhile is written once, in its last
 * form. A write that failed is tried again until it succeeds or something newer is to be written.
 */
final class Keeper {
  private static final Duration RETRY = Duration.ofSeconds(1);

  private static final class Slot {
    private @Nullable SipLeg wanted;
    private @Nullable SipLeg underWay;
  }

  private final LegStore store;
  private final Timers timers;
  private final Map<LegKey, Slot> writing = new HashMap<>();

  Keeper(Ports ports) {
    this.store = ports.store();
    this.timers = ports.timers();
  }

  void keep(LegKey key, SipLeg leg) {
    put(key, leg);
  }

  void forget(LegKey key) {
    put(key, null);
  }

  private void put(LegKey key, @Nullable SipLeg leg) {
    Slot slot = writing.get(key);
    if (slot != null) {
      slot.wanted = leg;
      return;
    }
    slot = new Slot();
    slot.wanted = leg;
    writing.put(key, slot);
    write(key, slot);
  }

  private void write(LegKey key, Slot slot) {
    slot.underWay = slot.wanted;
    store.put(
        key.text(),
        slot.underWay,
        kept -> {
          if (!kept) {
            timers.after(RETRY, () -> write(key, slot));
          } else if (Objects.equals(slot.wanted, slot.underWay)) {
            writing.remove(key);
          } else {
            write(key, slot);
          }
        });
  }

  /** How many legs have something to be written. */
  int writing() {
    return writing.size();
  }
}
