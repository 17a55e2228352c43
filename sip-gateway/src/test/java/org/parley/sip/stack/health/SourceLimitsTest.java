package org.parley.sip.stack.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.sip.stack.health.SourceLimits.Ruling.DROP;
import static org.parley.sip.stack.health.SourceLimits.Ruling.SERVE;
import static org.parley.sip.stack.health.SourceLimits.Ruling.TURN_AWAY;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.sip.stack.health.SourceLimits.Ruling;

class SourceLimitsTest {
  private long now;
  private final SourceLimits limits = new SourceLimits(10, 3, 2, () -> now);

  private List<Ruling> ask(String address, int times) {
    List<Ruling> rulings = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      rulings.add(limits.ask(address));
    }
    return rulings;
  }

  @Test
  void a_burst_is_served_then_turned_away_then_dropped() {
    assertThat(ask("a", 8))
        .containsExactly(SERVE, SERVE, SERVE, TURN_AWAY, TURN_AWAY, TURN_AWAY, DROP, DROP);
  }

  @Test
  void patience_is_rewarded() {
    ask("a", 3);
    now = Duration.ofMillis(100).toNanos();

    assertThat(ask("a", 2)).containsExactly(SERVE, TURN_AWAY);
  }

  @Test
  void one_does_not_pay_for_another() {
    ask("a", 8);

    assertThat(ask("b", 1)).containsExactly(SERVE);
  }

  @Test
  void no_more_addresses_are_remembered_than_was_said() {
    ask("a", 8);
    ask("b", 1);
    ask("c", 1);

    assertThat(ask("a", 1)).containsExactly(SERVE);
  }

  @Test
  void there_need_be_no_limit() {
    SourceLimits none = new SourceLimits(0, 0, 1, () -> now);

    assertThat(List.of(none.ask("a"), none.ask("a"))).containsOnly(SERVE);
  }
}
