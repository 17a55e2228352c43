package org.parley.contracts.config;

/** The topic every service learns its configuration from. */
public final class ConfigTopic {
  /**
   * Compacted, one partition, so that all readers see all changes in the order of their commits.
   * Key: {@link ConfigKey#text()}; value: a {@link ConfigObject}, or none for a deleted object.
   */
  public static final String CONFIG_OBJECTS = "config.objects";

  private ConfigTopic() {}
}
