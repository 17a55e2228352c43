package org.parley.sip.line;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.sip.SipLeg;

/** Where legs are kept for the time after a restart. Never waits. */
public interface LegStore {
  /**
   * Keeps what is to be known of a leg from now on.
   *
   * @param key as {@link SipLeg#key} makes it
   * @param leg null: the leg is over
   * @param done told on the gateway thread whether it is kept
   */
  void put(String key, @Nullable SipLeg leg, Consumer<Boolean> done);
}
