package org.parley.sip.registrar.configview;

import java.time.Duration;
import org.parley.contracts.config.DnOptions;
import org.parley.contracts.config.SipServerOptions;
import org.parley.sip.registrar.RegistrarOptions;
import org.parley.starter.config.ConfigView;
import org.parley.tlib.Dn;

/** As the view has it now. Options that contradict each other give way to sip-min-expires. */
public final class ConfiguredRegistrar implements RegistrarOptions {
  private final ConfigView view;

  public ConfiguredRegistrar(ConfigView view) {
    this.view = view;
  }

  @Override
  public Kind kindOf(Dn dn) {
    return view.dn(dn.number())
        .filter(object -> object.sipCredentials() != null)
        .map(object ->
            view.value(object, DnOptions.CONTACT).equals(DnOptions.REGISTERED)
                ? Kind.REGISTERS
                : Kind.FIXED)
        .orElse(Kind.UNKNOWN);
  }

  @Override
  public Duration minExpires() {
    return view.value(SipServerOptions.SIP_MIN_EXPIRES);
  }

  @Override
  public Duration maxExpires() {
    return longer(view.value(SipServerOptions.SIP_MAX_EXPIRES), minExpires());
  }

  @Override
  public Duration defaultExpires() {
    Duration wanted = longer(view.value(SipServerOptions.SIP_DEFAULT_EXPIRES), minExpires());
    Duration longest = maxExpires();
    return wanted.compareTo(longest) > 0 ? longest : wanted;
  }

  @Override
  public int maxContacts() {
    return view.value(SipServerOptions.SIP_MAX_CONTACTS);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
