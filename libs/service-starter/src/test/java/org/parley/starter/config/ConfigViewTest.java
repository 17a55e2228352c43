package org.parley.starter.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parley.contracts.config.ApplicationObject;
import org.parley.contracts.config.ApplicationType;
import org.parley.contracts.config.ConfigKey;
import org.parley.contracts.config.DnObject;
import org.parley.contracts.config.DnOptions;
import org.parley.contracts.config.DnType;
import org.parley.contracts.config.OptionValues;
import org.parley.contracts.config.SipServerOptions;

class ConfigViewTest {
  private final ConfigView view = new ConfigView("A");

  @Test
  void an_option_that_is_not_set_has_its_default() {
    var dn = dn(1, true, Map.of());

    assertThat(view.value(dn, DnOptions.MULTIMEDIA)).isFalse();
    assertThat(view.value(dn, DnOptions.VOICE)).isTrue();
    assertThat(view.value(SipServerOptions.IM_MAX_TEXT)).isEqualTo(4096);
  }

  @Test
  void an_option_of_the_application_counts_as_soon_as_it_is_set() {
    view.put(sipServer(1, Map.of("im-max-text", "10")));

    assertThat(view.value(SipServerOptions.IM_MAX_TEXT)).isEqualTo(10);
  }

  @Test
  void an_application_that_is_gone_leaves_the_defaults() {
    view.put(sipServer(1, Map.of("im-max-text", "10")));
    view.put(sipServer(2, Map.of("im-max-text", "11")));
    assertThat(view.value(SipServerOptions.IM_MAX_TEXT)).isEqualTo(11);

    view.reset(List.of());

    assertThat(view.value(SipServerOptions.IM_MAX_TEXT)).isEqualTo(4096);
  }

  @Test
  void a_dn_takes_music_on_hold_over_from_the_sip_server_until_it_has_its_own() {
    assertThat(view.value(dn(1, true, Map.of()), DnOptions.SIP_ENABLE_MOH)).isTrue();

    view.put(sipServer(2, Map.of("sip-enable-moh", "false")));

    assertThat(view.value(dn(1, true, Map.of()), DnOptions.SIP_ENABLE_MOH)).isFalse();
    assertThat(view.value(dn(1, true, Map.of("sip-enable-moh", "true")), DnOptions.SIP_ENABLE_MOH))
        .isTrue();
  }

  @Test
  void a_disabled_dn_is_not_found() {
    view.put(dn(1, false, Map.of()));

    assertThat(view.dn("1001")).isEmpty();
  }

  @Test
  void a_record_that_is_older_than_what_is_known_changes_nothing() {
    view.put(dn(5, true, Map.of("multimedia", "true")));
    view.put(dn(4, true, Map.of()));

    assertThat(view.value(view.dn("1001").orElseThrow(), DnOptions.MULTIMEDIA)).isTrue();
  }

  @Test
  void listeners_hear_of_each_change_once_and_of_the_differences_only_at_a_reset() {
    List<String> heard = new ArrayList<>();
    view.onChange((key, before, after) ->
        heard.add(key.text() + (before == null ? " new" : "") + (after == null ? " gone" : "")));

    view.put(dn(1, true, Map.of()));
    view.put(dn(1, true, Map.of()));
    view.put(sipServer(2, Map.of()));
    view.reset(List.of(dn(1, true, Map.of()), sipServer(3, Map.of("im-max-text", "1"))));
    view.reset(List.of(sipServer(3, Map.of("im-max-text", "1"))));
    view.remove(ConfigKey.dn("A", "1001"));

    assertThat(heard)
        .containsExactly(
            "dn/A/1001 new",
            "application/sip-server new",
            "application/sip-server",
            "dn/A/1001 gone");
  }

  @Test
  void a_listener_that_fails_does_not_keep_others_from_the_change() {
    List<ConfigKey> heard = new ArrayList<>();
    view.onChange((_, _, _) -> {
      throw new IllegalStateException("a bug of the test's making");
    });
    view.onChange((key, _, _) -> heard.add(key));

    view.put(dn(1, true, Map.of()));

    assertThat(heard).containsExactly(ConfigKey.dn("A", "1001"));
  }

  private static DnObject dn(long version, boolean enabled, Map<String, String> options) {
    return new DnObject(
        version,
        "A",
        "1001",
        DnType.EXTENSION,
        enabled,
        new OptionValues(Map.of("TServer", options)));
  }

  private static ApplicationObject sipServer(long version, Map<String, String> options) {
    return new ApplicationObject(
        version,
        "sip-server",
        ApplicationType.SIP_SERVER,
        new OptionValues(Map.of("TServer", options)));
  }
}
