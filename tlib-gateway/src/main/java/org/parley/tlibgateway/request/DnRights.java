package org.parley.tlibgateway.request;

import java.util.Optional;
import org.parley.contracts.config.DnAccess;
import org.parley.contracts.config.PlaceObject.PlaceDn;
import org.parley.contracts.config.SipServerOptions;
import org.parley.starter.config.ConfigView;
import org.parley.tlib.Dn;
import org.parley.tlibgateway.login.Person;

/** Which DNs a person may use: those of the own place, or any (option {@code tlib-dn-access}). */
public final class DnRights {
  private final ConfigView config;

  public DnRights(ConfigView config) {
    this.config = config;
  }

  public boolean mayUse(Person person, Dn dn) {
    return person.mayUseAnyDn()
        || config.value(SipServerOptions.TLIB_DN_ACCESS) == DnAccess.ANY
        || Optional.ofNullable(person.place())
            .flatMap(config::place)
            .filter(place -> place.dns().contains(new PlaceDn(config.site(), dn.number())))
            .isPresent();
  }
}
