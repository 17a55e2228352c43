package org.parley.contracts.config;

/**
 * Whose contact centre it is.
 *
 * @param dbid the number that sections such as {@code endpoints:<tenant>} name (seed 004)
 */
public record TenantObject(long version, String name, int dbid) implements ConfigObject {
  @Override
  public ConfigKey key() {
    return ConfigKey.tenant(name);
  }
}
