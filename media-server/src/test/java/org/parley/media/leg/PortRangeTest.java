package org.parley.media.leg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PortRangeTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private final PortRange range = new PortRange(HERE, 21_001, 21_007);

  @Test
  void pairs_begin_at_even_ports_and_end_when_there_are_no_more() {
    PortPair first = range.open().orElseThrow();
    PortPair second = range.open().orElseThrow();
    PortPair third = range.open().orElseThrow();

    assertThat(first.port()).isEqualTo(21_002);
    assertThat(second.port()).isEqualTo(21_004);
    assertThat(third.port()).isEqualTo(21_006);
    assertThat(range.open()).isEmpty();
    assertThat(range.free()).isZero();

    range.close(second);
    PortPair again = range.open().orElseThrow();
    assertThat(again.port()).isEqualTo(21_004);
    range.close(again);
    range.close(first);
    range.close(third);
  }

  @Test
  void a_port_that_somebody_else_has_is_passed_over() throws Exception {
    try (var _ = new DatagramSocket(new InetSocketAddress(HERE, 21_003))) {
      Optional<PortPair> pair = range.open();
      assertThat(pair.map(PortPair::port)).contains(21_004);
      pair.ifPresent(range::close);
    }
  }

  @Test
  void a_certain_pair_is_opened_if_it_is_ours_and_free() throws Exception {
    PortPair asked = range.open(21_004).orElseThrow();
    assertThat(asked.port()).isEqualTo(21_004);

    assertThat(range.open(21_004)).isEmpty();
    assertThat(range.open(21_003)).isEmpty();
    assertThat(range.open(30_000)).isEmpty();
    try (var _ = new DatagramSocket(new InetSocketAddress(HERE, 21_007))) {
      assertThat(range.open(21_006)).isEmpty();
    }
    assertThat(range.free()).isEqualTo(2);
    range.close(asked);
  }

  @Test
  void a_range_without_a_pair_is_refused() {
    assertThatThrownBy(() -> new PortRange(HERE, 21_001, 21_002))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PortRange(HERE, 10, 2_000))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
