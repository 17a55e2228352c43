package org.parley.im.session.configview;

import java.time.Duration;
import java.util.Optional;
import org.parley.contracts.config.DnOptions;
import org.parley.contracts.config.SipServerOptions;
import org.parley.im.session.ImPolicies;
import org.parley.starter.config.ConfigView;
import org.parley.tlib.Dn;
import org.springframework.stereotype.Component;

/** Asks the view at each decision, so a change counts from the next decision that heeds it. */
@Component
final class ConfiguredPolicies implements ImPolicies {
  private final ConfigView config;

  ConfiguredPolicies(ConfigView config) {
    this.config = config;
  }

  @Override
  public String location() {
    return config.site();
  }

  @Override
  public Optional<Target> target(Dn number) {
    return config
        .dn(number.number())
        .map(dn ->
            new Target(
                dn.dnType(),
                config.value(dn, DnOptions.MULTIMEDIA),
                config.value(dn, DnOptions.SIP_SIGNALING_CHAT)));
  }

  @Override
  public Duration inviteTimeout() {
    return config.value(SipServerOptions.IM_INVITE_TIMEOUT);
  }

  @Override
  public int maxText() {
    return config.value(SipServerOptions.IM_MAX_TEXT);
  }

  @Override
  public Duration endedRetention() {
    return config.value(SipServerOptions.IM_ENDED_RETENTION);
  }

  @Override
  public Duration pageModeIdleTimeout() {
    return config.value(SipServerOptions.IM_PAGE_MODE_IDLE_TIMEOUT);
  }
}
