package org.parley.config.objects;

import org.parley.contracts.config.AgentLoginObject;
import org.parley.contracts.config.ApplicationObject;
import org.parley.contracts.config.ConfigObject;
import org.parley.contracts.config.DnObject;
import org.parley.contracts.config.PersonObject;
import org.parley.contracts.config.PlaceObject;
import org.parley.contracts.config.SwitchObject;
import org.parley.contracts.config.TenantObject;

/** Objects as a caller makes them: their version is given when they are stored. */
public final class Draft {
  /** The version of an object that is not stored yet. */
  public static final long UNNUMBERED = 0;

  static ConfigObject numbered(ConfigObject object, long version) {
    return switch (object) {
      case TenantObject o -> new TenantObject(version, o.name(), o.dbid());
      case SwitchObject o -> new SwitchObject(version, o.name(), o.tenant(), o.siteNumber());
      case DnObject o ->
          new DnObject(
              version,
              o.switchName(),
              o.number(),
              o.dnType(),
              o.enabled(),
              o.options(),
              o.sipCredentials());
      case ApplicationObject o ->
          new ApplicationObject(version, o.name(), o.applicationType(), o.options());
      case PersonObject o ->
          new PersonObject(
              version,
              o.userName(),
              o.firstName(),
              o.lastName(),
              o.agentIds(),
              o.roles(),
              o.place(),
              o.enabled());
      case AgentLoginObject o ->
          new AgentLoginObject(version, o.switchName(), o.loginCode(), o.passwordHash());
      case PlaceObject o -> new PlaceObject(version, o.name(), o.dns());
    };
  }

  /** With the SIP password that the object has so far, where none is given. */
  static ConfigObject withSecretsOf(ConfigObject before, ConfigObject given) {
    return given instanceof DnObject dn && dn.sipCredentials() == null
        ? dn.withSipCredentials(((DnObject) before).sipCredentials())
        : given;
  }

  private Draft() {}
}
