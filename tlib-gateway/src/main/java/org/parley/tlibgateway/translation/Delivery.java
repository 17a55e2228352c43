package org.parley.tlibgateway.translation;

import org.jspecify.annotations.Nullable;
import org.parley.contracts.Origin;
import org.parley.tlib.Dn;
import org.parley.tlib.TlibEvent;

/**
 * An event and who gets it. It has no ReferenceID and no number yet: these differ by connection.
 */
public sealed interface Delivery {
  TlibEvent event();

  /**
   * To every client registered on a DN.
   *
   * @param cause the request that led to it: its connection gets the event as the answer; null for
   *     what comes unasked
   */
  record ToDn(Dn dn, @Nullable Origin cause, TlibEvent event) implements Delivery {}

  /** To the asking connection alone. */
  record ToAsker(Origin asker, TlibEvent event) implements Delivery {}
}
