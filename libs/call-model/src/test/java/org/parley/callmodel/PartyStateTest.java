package org.parley.callmodel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartyStateTest {

  @Test
  void the_telephony_state_is_read_from_the_low_four_bits_whatever_flags_are_above() {
    assertThat(PartyState.CONNECTED.isConnected()).isTrue();
    assertThat(new PartyState(0x3C).isConnected()).as("listen-disconnected").isTrue();
    assertThat(PartyState.ALERTING.isAlerting()).isTrue();
    assertThat(PartyState.ALERTING.isConnected()).isFalse();
    assertThat(PartyState.DIALING.isAlerting()).isFalse();
    assertThat(new PartyState(0xE).isConnected()).as("held").isFalse();
  }
}
