package org.parley.tlibgateway.request;

import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.parley.contracts.config.SwitchObject;
import org.parley.starter.config.ConfigView;
import org.parley.tlib.ConnId;
import org.parley.tlib.ConnIds;
import org.parley.tlibgateway.site.Site;

/** ConnIDs of calls of this site: of which medium they are, and which are free. */
final class CallIds {
  private final ConfigView config;
  private final Site site;
  private final ConnIds ids;

  CallIds(ConfigView config, Site site, InstantSource clock, RandomGenerator random) {
    this.config = config;
    this.site = site;
    this.ids = new ConnIds(clock, random);
  }

  boolean isVoice(ConnId connId) {
    return siteNumber().filter(connId::isVoice).isPresent();
  }

  boolean isIm(ConnId connId) {
    return siteNumber().filter(connId::isIm).isPresent();
  }

  /** One for the first call of an interaction; empty: the switch is not configured. */
  Optional<ConnId> draw(ConnId.Medium medium) {
    return siteNumber().map(number -> ids.next(number, medium));
  }

  /**
   * One for a consult call of a voice call; empty: there are as many as there can be. That of a
   * call which is not known here is as good as any: it will be refused.
   */
  Optional<ConnId> freeConsult(ConnId connId) {
    return site.voice(connId)
        .map(interaction -> interaction.freeConsult(connId))
        .orElseGet(() -> Optional.of(connId.consult(1)));
  }

  private Optional<Integer> siteNumber() {
    return config.ownSwitch().map(SwitchObject::siteNumber);
  }
}
