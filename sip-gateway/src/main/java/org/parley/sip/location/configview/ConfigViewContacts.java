package org.parley.sip.location.configview;

import java.util.Optional;
import org.parley.contracts.config.DnOptions;
import org.parley.sip.location.ConfiguredContacts;
import org.parley.sip.message.SipUri;
import org.parley.starter.config.ConfigView;
import org.parley.tlib.Dn;

/** As the view has it now. */
public final class ConfigViewContacts implements ConfiguredContacts {
  private final ConfigView view;

  public ConfigViewContacts(ConfigView view) {
    this.view = view;
  }

  @Override
  public boolean exists(Dn dn) {
    return view.dn(dn.number()).isPresent();
  }

  /** The catalogue has seen to it that a value other than {@code *} is a URI. */
  @Override
  public Optional<SipUri> fixed(Dn dn) {
    return view.dn(dn.number())
        .map(object -> view.value(object, DnOptions.CONTACT))
        .flatMap(SipUri::parse);
  }
}
