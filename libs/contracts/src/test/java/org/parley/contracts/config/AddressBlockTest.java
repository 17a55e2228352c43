package org.parley.contracts.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressBlockTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.8, false",
    "192.0.2.0/24, 192.0.2.255, true",
    "192.0.2.0/24, 192.0.3.0, false",
    "192.0.2.77/24, 192.0.2.1, true",
    "10.32.0.0/11, 10.63.255.255, true",
    "10.32.0.0/11, 10.64.0.0, false",
    "0.0.0.0/0, 203.0.113.1, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "::1, ::1, true",
    "::/0, 127.0.0.1, false",
  })
  void a_block_has_the_addresses_that_begin_with_its_bits(
      String block, String address, boolean contained) {
    assertThat(AddressBlock.parse(block).orElseThrow().contains(InetAddress.ofLiteral(address)))
        .isEqualTo(contained);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "192.0.2",
        "192.0.2.256",
        "192.0.2.1/33",
        "192.0.2.1/",
        "192.0.2.1/-1",
        "2001:db8::/129",
        "fe80::1%eth0",
        "1:2:3:4:5:6:7:8:9",
        "192.0.2.1 ",
        "::ffff:192.0.2.1/128"
      })
  void what_is_no_address_is_no_block(String text) {
    assertThat(AddressBlock.parse(text)).isEmpty();
  }
}
