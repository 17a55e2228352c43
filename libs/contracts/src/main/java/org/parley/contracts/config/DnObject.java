package org.parley.contracts.config;

import org.jspecify.annotations.Nullable;

/**
 * A directory number.
 *
 * @param enabled a DN that is not enabled exists for the administrator only; to clients it is
 *     unknown
 * @param sipCredentials of the endpoint, or of the far end of a trunk; null: nobody can register as
 *     this DN
 */
public record DnObject(
    long version,
    String switchName,
    String number,
    DnType dnType,
    boolean enabled,
    OptionValues options,
    @Nullable SipCredentials sipCredentials)
    implements ConfigObject {

  /** One without a SIP password. */
  public DnObject(
      long version,
      String switchName,
      String number,
      DnType dnType,
      boolean enabled,
      OptionValues options) {
    this(version, switchName, number, dnType, enabled, options, null);
  }

  public DnObject withOptions(OptionValues other) {
    return new DnObject(version, switchName, number, dnType, enabled, other, sipCredentials);
  }

  public DnObject withSipCredentials(@Nullable SipCredentials other) {
    return new DnObject(version, switchName, number, dnType, enabled, options, other);
  }

  @Override
  public ConfigKey key() {
    return ConfigKey.dn(switchName, number);
  }
}
