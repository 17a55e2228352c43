package org.parley.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.parley.tlib.Dn;

class ArgumentsTest {
  private static Arguments parse(String... words) throws Arguments.Invalid {
    return Arguments.parse(words).orElseThrow();
  }

  @Test
  void a_user_is_enough() throws Arguments.Invalid {
    Arguments arguments = parse("1001");

    assertThat(arguments.gateways())
        .containsExactly(InetSocketAddress.createUnresolved("127.0.0.1", 7100));
    assertThat(arguments.dn()).isEqualTo(new Dn("1001"));
    assertThat(arguments.agentId()).isEqualTo("1001");
    assertThat(arguments.isLoopback()).isTrue();
  }

  @Test
  void tls_has_its_own_port_and_an_offset_moves_it() throws Arguments.Invalid {
    assertThat(parse("1001", "--tls", "--port-offset=1000").gateways())
        .containsExactly(InetSocketAddress.createUnresolved("127.0.0.1", 8101));
  }

  @Test
  void several_gateways_can_be_named() throws Arguments.Invalid {
    Arguments arguments = parse("--host", "a.example:7200,b.example", "anna", "--dn", "1001");

    assertThat(arguments.gateways())
        .containsExactly(
            InetSocketAddress.createUnresolved("a.example", 7200),
            InetSocketAddress.createUnresolved("b.example", 7100));
    assertThat(arguments.isLoopback()).isFalse();
    assertThat(arguments.user()).isEqualTo("anna");
  }

  @Test
  void what_makes_no_sense_is_said() {
    assertThatThrownBy(() -> parse("--port")).hasMessage("--port needs a value.");
    assertThatThrownBy(() -> parse("1001", "--prot", "1")).hasMessage("What is --prot?");
    assertThatThrownBy(() -> parse("1001", "--port", "x")).hasMessage("A port is a number.");
    assertThatThrownBy(() -> parse()).hasMessageStartingWith("Who are you?");
    assertThatThrownBy(() -> parse("1001", "--dns", "9-1")).hasMessageStartingWith("a range");
  }

  @Test
  void help_is_no_user() throws Arguments.Invalid {
    assertThat(Arguments.parse(new String[] {"help"})).isEmpty();
  }
}
