package org.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OptionsTest {
  private static final Set<String> KNOWN = Set.of("--rate", "--attach");

  @Test
  void values_follow_an_equals_sign_or_a_blank() {
    assertThat(new Options(List.of("--rate=5"), KNOWN).number("--rate", 1)).isEqualTo(5);
    assertThat(new Options(List.of("--rate", "5"), KNOWN).number("--rate", 1)).isEqualTo(5);
    assertThat(new Options(List.of("--attach", "--rate", "5"), KNOWN).has("--attach")).isTrue();
    assertThat(new Options(List.of(), KNOWN).number("--rate", 1)).isEqualTo(1);
  }

  @Test
  void unknown_option_is_named() {
    assertThatThrownBy(() -> new Options(List.of("--rat=5"), KNOWN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--rat");
  }
}
