package org.parley.contracts.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionCatalogueTest {

  @ParameterizedTest
  @CsvSource({
    "DN, TServer, multimedia",
    "DN, TServer, voice",
    "DN, TServer, sip-signaling-chat",
    "DN, TServer, sip-enable-moh",
    "SIP_SERVER, TServer, sip-enable-call-info",
    "SIP_SERVER, TServer, sip-enable-call-info-extended",
    "SIP_SERVER, TServer, music-listen-disconnect",
    "CHAT_SERVER, endpoints:1, default",
    "CHAT_SERVER, settings, hide-attached-data",
    "CHAT_SERVER, settings, message-log-print-size",
    "CHAT_SERVER, log-filter-data, credit-card",
    "GMS, chat.customer-support, _chat_endpoint",
    "WORKSPACE, interaction-workspace, openmedia.workitem-channels",
  })
  void every_option_that_a_seed_names_is_there(OptionScope scope, String section, String name) {
    assertThat(OptionCatalogue.find(scope, section, name))
        .hasValueSatisfying(option -> {
          assertThat(option.section()).isEqualTo(section);
          assertThat(option.name()).isEqualTo(name);
        });
  }

  @ParameterizedTest
  @CsvSource({
    "DN, TServer, multimedia, false, At the next interaction",
    "DN, TServer, voice, true, At the next interaction",
    "DN, TServer, sip-signaling-chat, session, Immediately",
    "SIP_SERVER, TServer, music-listen-disconnect, music/on_hold, For the next request",
    "SIP_SERVER, TServer, im-invite-timeout, 30s, At the next interaction",
  })
  void defaults_and_times_of_effect_are_those_of_the_seeds(
      OptionScope scope, String section, String name, String byDefault, String takesEffect) {
    assertThat(OptionCatalogue.find(scope, section, name))
        .hasValueSatisfying(option -> {
          assertThat(option.defaultValue()).isEqualTo(byDefault);
          assertThat(option.takesEffect()).hasToString(takesEffect);
        });
  }

  @Test
  void an_option_is_found_on_its_own_kind_of_object_only() {
    assertThat(OptionCatalogue.find(OptionScope.SIP_SERVER, "TServer", "multimedia")).isEmpty();
    assertThat(OptionCatalogue.find(OptionScope.DN, "TServer", "multimedi")).isEmpty();
    assertThat(OptionCatalogue.find(OptionScope.DN, "tserver", "multimedia")).isEmpty();
    assertThat(OptionCatalogue.find(OptionScope.CHAT_SERVER, "endpoints:", "default")).isEmpty();
  }

  @Test
  void no_two_entries_have_the_same_place() {
    assertThat(
            OptionCatalogue.entries().stream().map(o -> List.of(o.scope(), o.section(), o.name())))
        .doesNotHaveDuplicates();
  }

  @Test
  void a_value_that_a_later_version_refuses_counts_as_not_set() {
    var stored = new OptionValues(Map.of("TServer", Map.of("multimedia", "perhaps")));

    assertThat(DnOptions.MULTIMEDIA.valueIn(stored)).isFalse();
  }

  @Test
  void an_option_without_a_default_has_no_value_until_it_is_set() {
    var endpoint = ChatServerOptions.ENDPOINT_DEFAULT.at("endpoints:1", "default");

    assertThat(endpoint.setIn(OptionValues.NONE.with("endpoints:1", "default", "chat-in")))
        .hasValue("chat-in");
    assertThat(endpoint.setIn(OptionValues.NONE)).isEmpty();
    assertThatThrownBy(() -> endpoint.valueIn(OptionValues.NONE))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void music_on_hold_of_a_dn_is_taken_over_from_the_sip_server() {
    assertThat(OptionCatalogue.inheritedBy(DnOptions.SIP_ENABLE_MOH).map(OptionKey::scope))
        .hasValue(OptionScope.SIP_SERVER);
    assertThat(OptionCatalogue.inheritedBy(DnOptions.DEFAULT_MUSIC).map(OptionKey::scope))
        .hasValue(OptionScope.SIP_SERVER);
    assertThat(OptionCatalogue.inheritedBy(DnOptions.MULTIMEDIA)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"30, 30000", "30s, 30000", "1500ms, 1500", "2m, 120000", "1h, 3600000"})
  void a_length_of_time_is_a_number_with_a_unit_or_of_seconds(String written, long millis) {
    assertThat(SipServerOptions.IM_INVITE_TIMEOUT.type().parse(written))
        .hasValue(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource({"0s", "2h", "-1", "1.5s", "30 s", "''", "99999999999"})
  void a_length_of_time_outside_its_bounds_or_form_is_not_valid(String written) {
    assertThat(SipServerOptions.IM_INVITE_TIMEOUT.accepts(written)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0", "65537", "4k", "99999999999", "١٢"})
  void a_number_outside_its_bounds_or_form_is_not_valid(String written) {
    assertThat(SipServerOptions.IM_MAX_TEXT.accepts(written)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"../etc/passwd", "music/../../x", "/etc/passwd", "''", "a//b", "a/./b", "music\\x"})
  void a_path_that_leaves_the_music_directory_is_not_valid(String written) {
    assertThat(SipServerOptions.MUSIC_LISTEN_DISCONNECT.accepts(written)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"session, SESSION", "none, NONE"})
  void an_enumeration_is_written_in_lower_case(String written, ChatSignaling meant) {
    assertThat(DnOptions.SIP_SIGNALING_CHAT.type().parse(written)).hasValue(meant);
    assertThat(DnOptions.SIP_SIGNALING_CHAT.accepts(meant.name())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "*",
    "sip:192.0.2.1",
    "sip:2001@192.0.2.1:5070",
    "sip:pbx.example.org;transport=tcp",
    "sips:gw@[2001:db8::1]:5061",
    "sip:trunk@pbx.example.org:65535;transport=tls;lr"
  })
  void a_contact_is_a_star_or_a_sip_uri(String written) {
    assertThat(DnOptions.CONTACT.accepts(written)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "''",
    "**",
    "2001",
    "tel:2001",
    "sip:",
    "sip:2001@",
    "sip:2001@192.0.2.1:0",
    "sip:2001@192.0.2.1:65536",
    "sip:2001@192.0.2.1;transport=ws",
    "sip:2001:secret@192.0.2.1",
    "sip:2001@192.0.2.1?Subject=x",
    "'sip:20 01@192.0.2.1'",
    "<sip:2001@192.0.2.1>"
  })
  void anything_else_is_no_contact(String written) {
    assertThat(DnOptions.CONTACT.accepts(written)).isFalse();
  }

  @Test
  void lists_are_separated_by_commas_and_have_nothing_twice() {
    assertThat(SipServerOptions.SIP_DIGEST_ALGORITHMS.type().parse(" md5 ,SHA-256"))
        .hasValue(List.of(DigestAlgorithm.MD5, DigestAlgorithm.SHA_256));
    assertThat(SipServerOptions.SIP_DIGEST_ALGORITHMS.byDefault())
        .hasValue(List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5));
    assertThat(
            List.of("", "MD5,MD5", "MD5,", "SHA-512-256", "MD5 SHA-256").stream()
                .filter(SipServerOptions.SIP_DIGEST_ALGORITHMS::accepts))
        .isEmpty();
    assertThat(DnOptions.TRUSTED_ADDRESSES.byDefault()).hasValue(List.of());
    assertThat(DnOptions.TRUSTED_ADDRESSES.type().parse("192.0.2.0/24, ::1"))
        .hasValueSatisfying(blocks -> assertThat(blocks).hasSize(2));
    assertThat(DnOptions.TRUSTED_ADDRESSES.accepts("192.0.2.0/24;::1")).isFalse();
  }

  /** Against {@code printf 2001:parley-A:demo | md5sum} and {@code | sha256sum}. */
  @Test
  void sip_credentials_are_the_hashes_of_user_realm_and_password() {
    SipCredentials credentials = SipCredentials.of("A", "2001", "demo");

    assertThat(credentials.md5()).isEqualTo("c8451c7d36b84baec61b5043ff9f5564");
    assertThat(credentials.sha256())
        .isEqualTo("752daf689785aca48b8f20cbe18768fd09d2bfcff3e6f724782535e0d56f22a6");
    assertThat(credentials).hasToString("SipCredentials[...]");
  }
}
