package org.parley.conference.call.configview;

import java.time.Duration;
import java.util.Optional;
import org.parley.conference.call.VoicePolicies;
import org.parley.contracts.config.DnOptions;
import org.parley.contracts.config.OptionKey;
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
  public boolean hearsMusic(Dn held) {
    return valueAt(held, DnOptions.SIP_ENABLE_MOH, SipServerOptions.SIP_ENABLE_MOH);
  }

  @Override
  public String holdMusic(Dn holder) {
    return valueAt(holder, DnOptions.DEFAULT_MUSIC, SipServerOptions.DEFAULT_MUSIC);
  }

  /** What the switch says holds for numbers that are no DN of ours. */
  private <T> T valueAt(Dn dn, OptionKey<T> ofDn, OptionKey<T> ofSwitch) {
    return config
        .dn(dn.number())
        .map(known -> config.value(known, ofDn))
        .orElseGet(() -> config.value(ofSwitch));
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
