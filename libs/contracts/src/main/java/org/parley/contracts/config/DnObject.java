package org.parley.contracts.config;

/**
 * A directory number.
 *
 * @param enabled a DN that is not enabled exists for the administrator only; to clients it is
 *     unknown
 */
public record DnObject(
    long version,
    String switchName,
    String number,
    DnType dnType,
    boolean enabled,
    OptionValues options)
    implements ConfigObject {
  @Override
  public ConfigKey key() {
    return ConfigKey.dn(switchName, number);
  }
}
