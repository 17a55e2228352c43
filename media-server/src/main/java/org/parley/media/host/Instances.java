package org.parley.media.host;

import java.util.Set;
import org.parley.starter.gateway.Heartbeats;

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
    return Heartbeats.chosen(alive(), conference).equals(own());
  }
}
