package org.parley.sip.leg.configview;

import java.time.Duration;
import java.util.Optional;
import org.parley.contracts.config.ChatSignaling;
import org.parley.contracts.config.DnObject;
import org.parley.contracts.config.DnOptions;
import org.parley.contracts.config.DnType;
import org.parley.contracts.config.SipServerOptions;
import org.parley.sip.leg.Policies;
import org.parley.starter.config.ConfigView;
import org.parley.tlib.Dn;

/** As the view has it now. */
public final class ConfiguredPolicies implements Policies {
  private final ConfigView view;
  private final Duration sessionExpires;

  public ConfiguredPolicies(ConfigView view, Duration sessionExpires) {
    this.view = view;
    this.sessionExpires = sessionExpires;
  }

  @Override
  public ChatSignaling signaling(Dn dn) {
    return view.dn(dn.number())
        .map(object -> view.value(object, DnOptions.SIP_SIGNALING_CHAT))
        .orElse(ChatSignaling.NONE);
  }

  @Override
  public int maxText() {
    return view.value(SipServerOptions.IM_MAX_TEXT);
  }

  @Override
  public int maxSessions(Dn dn) {
    return view.dn(dn.number())
        .map(object -> view.value(object, DnOptions.IM_MAX_SESSIONS))
        .orElseGet(() -> view.value(SipServerOptions.IM_MAX_SESSIONS));
  }

  @Override
  public Optional<DnType> dn(Dn dn) {
    return view.dn(dn.number()).map(DnObject::dnType);
  }

  @Override
  public Duration sessionExpires() {
    return sessionExpires;
  }
}
