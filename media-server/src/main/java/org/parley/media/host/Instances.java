package org.parley.media.host;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/** Which media-servers there are. */
public interface Instances {
  /** The name of this one; the same after a restart. */
  String own();

  /** Names of all that live, this one included. */
  Set<String> alive();

  /**
   * Who takes a conference that nobody has: all instances name the same one, and conferences are
   * spread over all.
   */
  default boolean isOurs(String conference) {
    Optional<String> chosen =
        alive().stream()
            .max(
                Comparator.comparingInt((String name) -> weight(conference, name))
                    .thenComparing(Comparator.naturalOrder()));
    return chosen.filter(own()::equals).isPresent();
  }

  private static int weight(String conference, String name) {
    int hash = (conference + ' ' + name).hashCode();
    hash ^= hash >>> 16;
    hash *= 0x7feb352d;
    hash ^= hash >>> 15;
    return hash;
  }
}
