package org.parley.sip.registrar.configview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.contracts.config.ApplicationObject;
import org.parley.contracts.config.ApplicationType;
import org.parley.contracts.config.DnObject;
import org.parley.contracts.config.DnType;
import org.parley.contracts.config.OptionValues;
import org.parley.contracts.config.SipCredentials;
import org.parley.sip.registrar.RegistrarOptions.Kind;
import org.parley.starter.config.ConfigView;
import org.parley.tlib.Dn;

class ConfiguredRegistrarTest {
  private final ConfigView view = new ConfigView("A");
  private final ConfiguredRegistrar registrar = new ConfiguredRegistrar(view);

  @ParameterizedTest
  @CsvSource({
    // type, enabled, password, contact, kind
    "Extension, true, true, *, REGISTERS",
    "Extension, true, true, sip:pbx, FIXED",
    "Extension, true, false, *, UNKNOWN",
    "Extension, false, true, *, UNKNOWN",
    "Trunk, true, false, *, UNKNOWN",
    "Trunk, true, true, sip:pbx, FIXED",
  })
  void who_can_register(String type, boolean enabled, boolean password, String contact, Kind kind) {
    view.put(
        new DnObject(
            1,
            "A",
            "2001",
            DnType.named(type).orElseThrow(),
            enabled,
            OptionValues.NONE.with("TServer", "contact", contact),
            password ? SipCredentials.of("A", "2001", "secret") : null));

    assertThat(registrar.kindOf(new Dn("2001"))).isEqualTo(kind);
    assertThat(registrar.kindOf(new Dn("2002"))).isEqualTo(Kind.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    // min, max, default; what counts
    "60s, 1h, 1h, 60, 3600, 3600",
    "60s, 10m, 1h, 60, 600, 600",
    "5m, 1m, 1h, 300, 300, 300",
    "5m, 1h, 1m, 300, 3600, 300",
  })
  void options_that_contradict_each_other_give_way_to_the_shortest_life(
      String min, String max, String byDefault, long shortest, long longest, long otherwise) {
    view.put(
        new ApplicationObject(
            1,
            "sip-server",
            ApplicationType.SIP_SERVER,
            OptionValues.NONE
                .with("TServer", "sip-min-expires", min)
                .with("TServer", "sip-max-expires", max)
                .with("TServer", "sip-default-expires", byDefault)));

    assertThat(registrar.minExpires()).isEqualTo(Duration.ofSeconds(shortest));
    assertThat(registrar.maxExpires()).isEqualTo(Duration.ofSeconds(longest));
    assertThat(registrar.defaultExpires()).isEqualTo(Duration.ofSeconds(otherwise));
  }
}
