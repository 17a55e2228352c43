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
                Comparator.comparingLong((String name) -> weight(conference, name))
                    .thenComparing(Comparator.naturalOrder()));
    return chosen.filter(own()::equals).isPresent();
  }

  /** The same in every instance. */
  private static long weight(String conference, String name) {
    long hash = 0xcbf29ce484222325L; // FNV-1a
    String both = conference + "\n" + name;
    for (int i = 0; i < both.length(); i++) {
      hash = (hash ^ both.charAt(i)) * 0x100000001b3L;
    }
    // Names differ in their last character only: without this all weights would differ alike.
    hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
    return hash ^ hash >>> 33;
  }
}
