package org.parley.config.objects;

import org.jspecify.annotations.Nullable;

/** What a change does to the password of a person. Holds the hash, never the password. */
public sealed interface Password {
  record Unchanged() implements Password {}

  /**
   * @param hash none for somebody who may not log in with a password
   */
  record Set(@Nullable String hash) implements Password {
    @Override
    public String toString() {
      return "Set[...]";
    }
  }
}
