package org.parley.conference.call.configview;

import java.time.Duration;
import java.util.Optional;
import org.parley.conference.call.VoicePolicies;
import org.parley.contracts.config.DnOptions;
import org.parley.contracts.config.SipServerOptions;
import org.parley.starter.config.ConfigView;
import org.parley.tlib.Dn;
import org.springframework.stereotype.Component;

/** Asks the view at each decision, so a change counts from the next decision that heeds it. */
@Component
final class ConfiguredPolicies implements VoicePolicies {
  private final ConfigView config;

  ConfiguredPolicies(ConfigView config) {
    this.config = config;
  }

  @Override
  public String location() {
    return config.site();
  }

  @Override
  public Optional<Destination> destination(Dn number) {
    return config
        .dn(number.number())
        .map(dn -> new Destination(dn.dnType(), config.value(dn, DnOptions.VOICE)));
  }

  @Override
  public Duration noAnswerTimeout() {
    return config.value(SipServerOptions.NO_ANSWER_TIMEOUT);
  }

  @Override
  public Optional<String> holdMusic(Dn dn) {
    boolean music =
        config
            .dn(dn.number())
            .map(known -> config.value(known, DnOptions.SIP_ENABLE_MOH))
            .orElseGet(() -> config.value(SipServerOptions.SIP_ENABLE_MOH));
    return music ? Optional.of(config.value(SipServerOptions.DEFAULT_MUSIC)) : Optional.empty();
  }

  @Override
  public String listenDisconnectMusic() {
    return config.value(SipServerOptions.MUSIC_LISTEN_DISCONNECT);
  }

  @Override
  public boolean tellsCallInfo() {
    return config.value(SipServerOptions.SIP_ENABLE_CALL_INFO)
        && config.value(SipServerOptions.SIP_ENABLE_CALL_INFO_EXTENDED);
  }
}
