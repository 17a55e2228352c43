package org.parley.tlibgateway.request;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.tlib.Dn;
import org.parley.tlib.TlibError;

/** Calls to another location, which are not available yet. */
final class Elsewhere {
  private Elsewhere() {}

  /**
   * @param location as the request names it; null or empty: here
   * @param site the location of this gateway
   * @return empty when it is here
   */
  static Optional<Reaction> refused(@Nullable String location, String site, Dn dn) {
    return location == null || location.isEmpty() || location.equals(site)
        ? Optional.empty()
        : Optional.of(
            Reaction.refuse(
                TlibError.UNSUP_OPER, "calls to another location are not available yet", dn));
  }
}
