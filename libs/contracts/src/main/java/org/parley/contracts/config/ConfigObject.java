package org.parley.contracts.config;

/**
 * One configured object, whole, as it stands after a change. The last record of a key is the truth.
 */
public sealed interface ConfigObject
    permits TenantObject,
        SwitchObject,
        DnObject,
        ApplicationObject,
        PersonObject,
        AgentLoginObject,
        PlaceObject {

  ConfigKey key();

  /**
   * Grows with every change of the object; an object that was deleted and made again starts anew.
   */
  long version();
}
