package org.parley.contracts.config;

/** A component of the product with its options. One site has at most one application of a type. */
public record ApplicationObject(
    long version, String name, ApplicationType applicationType, OptionValues options)
    implements ConfigObject {
  @Override
  public ConfigKey key() {
    return ConfigKey.application(name);
  }
}
