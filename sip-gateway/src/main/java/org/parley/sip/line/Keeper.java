package org.parley.sip.line;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.sip.SipLeg;

/**
 * Writes legs, one write at a time for each: what changes meanwhile is written once, in its last
 * form. A write that failed is tried again until it succeeds or something newer is to be written.
 */
public final class Keeper {
  private static final Duration RETRY = Duration.ofSeconds(1);

  private static final class Slot {
    private @Nullable SipLeg wanted;
    private @Nullable SipLeg underWay;

    /** Told when what is wanted is kept. */
    private List<Runnable> waiting = new ArrayList<>();
  }

  private final LegStore store;
  private final Timers timers;
  private final Map<String, Slot> writing = new HashMap<>();

  public Keeper(LegStore store, Timers timers) {
    this.store = store;
    this.timers = timers;
  }

  public void keep(String key, SipLeg leg) {
    put(key, leg, () -> {});
  }

  /**
   * @param kept run when this, or something newer, survives a restart; whoever waits looks whether
   *     it still wants what it waited for
   */
  public void keep(String key, SipLeg leg, Runnable kept) {
    put(key, leg, kept);
  }

  public void forget(String key) {
    put(key, null, () -> {});
  }

  private void put(String key, @Nullable SipLeg leg, Runnable kept) {
    Slot known = writing.get(key);
    Slot slot = known == null ? new Slot() : known;
    slot.wanted = leg;
    slot.waiting.add(kept);
    if (known == null) {
      writing.put(key, slot);
      write(key, slot);
    }
  }

  private void write(String key, Slot slot) {
    slot.underWay = slot.wanted;
    List<Runnable> told = slot.waiting;
    slot.waiting = new ArrayList<>();
    store.put(
        key,
        slot.underWay,
        kept -> {
          if (!kept) {
            slot.waiting.addAll(0, told);
            timers.after(RETRY, () -> write(key, slot));
            return;
          }
          if (Objects.equals(slot.wanted, slot.underWay)) {
            writing.remove(key);
            told.addAll(slot.waiting);
          } else {
            write(key, slot);
          }
          told.forEach(Runnable::run);
        });
  }

  /** How many legs have something to be written. */
  public int writing() {
    return writing.size();
  }
}
