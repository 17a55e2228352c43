package org.parley.tlib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConnIdTest {
  private static final ConnId CALL = ConnId.of(5, ConnId.Medium.VOICE, 0xABC);

  @Test
  void a_consult_call_is_of_the_interaction_of_its_call() {
    Set<ConnId> all = new HashSet<>(Set.of(CALL));
    IntStream.rangeClosed(1, ConnId.MAX_LEG)
        .forEach(leg -> {
          ConnId consult = CALL.consult(leg);
          assertThat(consult.leg()).isEqualTo(leg);
          assertThat(consult.interaction()).isEqualTo(CALL);
          assertThat(consult.isVoice(5)).isTrue();
          assertThat(CALL.consult(3).consult(leg)).isEqualTo(consult);
          all.add(consult);
        });
    assertThat(all).hasSize(1 + ConnId.MAX_LEG);
    assertThat(CALL.leg()).isZero();
  }

  @Test
  void there_are_no_other_legs() {
    assertThatThrownBy(() -> CALL.consult(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CALL.consult(16)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_medium_and_the_site_can_be_read() {
    assertThat(CALL.isVoice(5)).isTrue();
    assertThat(CALL.isVoice(6)).isFalse();
    assertThat(CALL.isIm(5)).isFalse();
    assertThat(ConnId.of(5, ConnId.Medium.IM, 0xABC).isVoice(5)).isFalse();
  }
}
