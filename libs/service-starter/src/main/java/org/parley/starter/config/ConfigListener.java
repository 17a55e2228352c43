package org.parley.starter.config;

import org.jspecify.annotations.Nullable;
import org.parley.contracts.config.ConfigKey;
import org.parley.contracts.config.ConfigObject;

/**
 * Is told of each change, one at a time and in the order of the changes, after the view has it.
 * Must return soon: the next change waits.
 */
@FunctionalInterface
public interface ConfigListener {
  /**
   * @param before none for a new object
   * @param after none for a deleted one
   */
  void changed(ConfigKey key, @Nullable ConfigObject before, @Nullable ConfigObject after);
}
