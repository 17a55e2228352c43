package org.parley.sip.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.sip.auth.Identities;
import org.parley.sip.message.NameAddr;
import org.parley.sip.message.SipUri;
import org.parley.tlib.Dn;

class AddressesTest {

  @ParameterizedTest
  @CsvSource({
    "1001, 192.0.2.1, sip:1001@192.0.2.1",
    "10<01>, h, sip:10%3C01%3E@h",
    "1001, 2001:db8::1, sip:1001@[2001:db8::1]",
    "carla@out.example, h, sip:carla@out.example",
    "@x, h, sip:%40x@h",
  })
  void a_dn_is_an_address(String dn, String host, String uri) {
    assertThat(Addresses.uri(new Dn(dn), host)).isEqualTo(uri);
    assertThat(SipUri.parse(uri)).isPresent();
  }

  @Test
  void a_number_comes_back_from_its_address() {
    for (char c = '!'; c < 0x7F; c++) {
      Dn dn = new Dn("1" + c + "0");
      SipUri uri = SipUri.parse(Addresses.uri(dn, "h")).orElseThrow();
      assertThat(c == '@' ? Identities.customer(uri) : Identities.dn(uri)).contains(dn);
    }
  }

  @ParameterizedTest
  @CsvSource({"Carla Weiß, Carla Weiß", "'  ', carla@h", "'a\tb', a b"})
  void a_customer_is_called_as_it_calls_itself(String display, String name) {
    NameAddr from = new NameAddr(display, "sip:carla@h", new LinkedHashMap<>());
    assertThat(Addresses.name(from, new Dn("carla@h"))).isEqualTo(name);
  }

  @Test
  void a_customer_without_a_name_is_its_address_and_a_long_name_is_cut() {
    Dn carla = new Dn("carla@h");
    assertThat(Addresses.name(NameAddr.of("sip:carla@h"), carla)).isEqualTo("carla@h");
    assertThat(
            Addresses.name(
                new NameAddr("x".repeat(500), "sip:carla@h", new LinkedHashMap<>()), carla))
        .hasSize(64);
    assertThat(
            Addresses.name(
                new NameAddr("x".repeat(63) + "\uD83D\uDE00", "sip:carla@h", new LinkedHashMap<>()),
                carla))
        .isEqualTo("x".repeat(63));
  }
}
