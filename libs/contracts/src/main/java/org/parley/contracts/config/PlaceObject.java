package org.parley.contracts.config;

import java.util.List;

/** A seat and the DNs on its desk. */
public record PlaceObject(long version, String name, List<PlaceDn> dns) implements ConfigObject {

  /** A DN on the desk. */
  public record PlaceDn(String switchName, String number) {}

  public PlaceObject {
    dns = List.copyOf(dns);
  }

  @Override
  public ConfigKey key() {
    return ConfigKey.place(name);
  }
}
