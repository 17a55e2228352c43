package org.parley.config.access;

import java.util.List;
import java.util.function.Supplier;

/**
 * The keys that sign tokens, kept so that tokens outlive a restart and are good at every instance.
 */
public interface SigningKeys {
  /**
   * One key, private part included.
   *
   * @param jwk as JSON Web Key (RFC 7517)
   */
  record Key(String keyId, String jwk) {
    @Override
    public String toString() {
      return "Key[" + keyId + "]";
    }
  }

  /**
   * The newest first; of several instances that start at once on an empty table one makes the first
   * key.
   */
  List<Key> orFirst(Supplier<Key> made);
}
