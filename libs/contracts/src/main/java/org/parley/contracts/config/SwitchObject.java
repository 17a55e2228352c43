package org.parley.contracts.config;

/**
 * A switch, which is a site.
 *
 * @param name the location that T-Library clients see, such as {@code A}
 * @param siteNumber 1 to 62; the site part of every ConnID drawn here, so two connected sites never
 *     share it
 */
public record SwitchObject(long version, String name, String tenant, int siteNumber)
    implements ConfigObject {
  public static final int MAX_SITE_NUMBER = 62;

  @Override
  public ConfigKey key() {
    return ConfigKey.switchNamed(name);
  }
}
