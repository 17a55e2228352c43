package org.parley.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimersTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final Timers<String> timers = new Timers<>();

  private List<String> due(Instant now, long lastCommand) {
    return timers.due(now, lastCommand, 100).stream()
        .map(timer -> timer.key() + timer.command())
        .toList();
  }

  private static Deadline<String> at(int second, String command) {
    return new Deadline<>(NOON.plusSeconds(second), command);
  }

  @Test
  void deadlines_are_due_in_the_order_of_their_times() {
    timers.set("a", List.of(at(3, "late"), at(1, "soon")));
    timers.set("b", List.of(at(2, "middle")));

    assertThat(timers.next()).isEqualTo(NOON.plusSeconds(1));
    assertThat(due(NOON, 0)).isEmpty();
    assertThat(due(NOON.plusSeconds(3), 0)).containsExactly("asoon", "bmiddle", "alate");
  }

  @Test
  void a_deadline_that_is_no_longer_told_does_not_run() {
    timers.set("a", List.of(at(1, "x"), at(2, "y")));
    timers.set("a", List.of(at(2, "y")));
    assertThat(due(NOON.plusSeconds(9), 0)).containsExactly("ay");

    timers.set("a", List.of());
    assertThat(timers.next()).isNull();
  }

  @Test
  void a_deadline_under_way_is_not_sent_again_however_late_it_is() {
    timers.set("a", List.of(at(1, "x")));
    Timers.Timer<String> timer = timers.due(NOON.plusSeconds(1), 10, 100).getFirst();
    assertThat(due(NOON.plusSeconds(60), 10)).as("no outcome yet").isEmpty();
    timer.sentAs(50);
    assertThat(due(NOON.plusSeconds(120), 49)).as("not decided yet").isEmpty();
  }

  @Test
  void a_deadline_that_stands_after_its_command_was_decided_is_sent_again_a_second_later() {
    timers.set("a", List.of(at(1, "x")));
    timers.due(NOON.plusSeconds(1), 10, 100).getFirst().sentAs(50);
    timers.set("a", List.of(at(1, "x")));

    assertThat(due(NOON.plusMillis(1999), 50)).isEmpty();
    assertThat(due(NOON.plusSeconds(2), 50)).containsExactly("ax");
  }

  @Test
  void a_deadline_whose_command_was_not_sent_is_due_again() {
    timers.set("a", List.of(at(1, "x")));
    timers.due(NOON.plusSeconds(1), 10, 100).getFirst().notSent();

    assertThat(due(NOON.plusSeconds(2), 10)).containsExactly("ax");
  }

  @Test
  void at_most_so_many_are_due_at_once() {
    for (int i = 0; i < 30; i++) {
      timers.set("k" + i, List.of(at(0, "x")));
    }
    assertThat(timers.due(NOON, 0, 20)).hasSize(20);
    assertThat(timers.due(NOON, 0, 20)).hasSize(10);
  }
}
