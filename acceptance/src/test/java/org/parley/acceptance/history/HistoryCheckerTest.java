package org.parley.acceptance.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.acceptance.history.History.Line;
import org.parley.acceptance.history.HistoryChecker.Kind;

/** A checker that cannot fail proves nothing: each promise is broken once. */
class HistoryCheckerTest {
  private static final String A = "1001";
  private static final String B = "1002";

  private final List<Line> said =
      new ArrayList<>(
          List.of(
              new Line(1, A, "a1"),
              new Line(2, B, "b1"),
              new Line(3, A, "a2"),
              new Line(4, A, "a3")));

  private History history(List<Line> transcript, List<Line> atA, List<Line> atB) {
    var history = new History("s", List.of(A, B));
    for (String id : List.of("a1", "a2", "a3", "a-unanswered")) {
      history.sent(A, id);
    }
    history.sent(B, "b1");
    history.acknowledged("a1", 1);
    history.acknowledged("b1", 2);
    history.acknowledged("a2", 3);
    atA.forEach(line -> history.seen(A, line));
    atB.forEach(line -> history.seen(B, line));
    history.transcript(transcript);
    return history;
  }

  private static List<Kind> kinds(History history) {
    return HistoryChecker.check(history).stream()
        .map(HistoryChecker.Violation::kind)
        .distinct()
        .toList();
  }

  private List<Line> swapped() {
    var lines = new ArrayList<>(said);
    lines.set(2, new Line(3, A, "a3"));
    lines.set(3, new Line(4, A, "a2"));
    return lines;
  }

  private List<Line> withoutLast() {
    return said.subList(0, 3);
  }

  @Test
  void history_as_promised_has_no_violation() {
    assertThat(HistoryChecker.check(history(said, said, said))).isEmpty();
  }

  @Test
  void message_without_acknowledgement_may_be_lost() {
    assertThat(kinds(history(withoutLast(), withoutLast(), withoutLast()))).isEmpty();
  }

  @Test
  void acknowledged_message_missing_everywhere_is_lost() {
    List<Line> cut = said.subList(0, 2);

    assertThat(kinds(history(cut, cut, cut))).containsExactly(Kind.LOST);
  }

  @Test
  void message_that_one_party_never_saw_is_lost() {
    assertThat(kinds(history(said, said, withoutLast()))).containsExactly(Kind.LOST);
  }

  @Test
  void message_twice_in_the_transcript_is_doubled() {
    said.add(new Line(5, A, "a3"));

    assertThat(kinds(history(said, said, said))).contains(Kind.DOUBLED);
  }

  @Test
  void message_shown_twice_to_a_party_is_doubled() {
    var twice = new ArrayList<>(said);
    twice.add(new Line(5, A, "a3"));

    assertThat(kinds(history(said, twice, said))).containsExactly(Kind.DOUBLED);
  }

  @Test
  void message_that_nobody_sent_is_a_phantom() {
    said.add(new Line(5, A, "b1-again"));

    assertThat(kinds(history(said, said, said))).containsExactly(Kind.PHANTOM);
  }

  @Test
  void message_under_a_foreign_name_is_a_phantom() {
    said.set(1, new Line(2, A, "b1"));

    assertThat(kinds(history(said, said, said))).contains(Kind.PHANTOM);
  }

  @Test
  void message_that_only_a_party_has_is_a_phantom() {
    assertThat(kinds(history(withoutLast(), withoutLast(), said))).containsExactly(Kind.PHANTOM);
  }

  @Test
  void messages_of_a_sender_in_another_order_have_overtaken() {
    assertThat(kinds(history(swapped(), swapped(), swapped()))).contains(Kind.OVERTAKEN);
  }

  @Test
  void another_order_at_one_party_is_misplaced() {
    assertThat(kinds(history(said, said, swapped()))).containsExactly(Kind.MISPLACED);
  }

  @Test
  void gap_in_the_places_is_misplaced() {
    said.set(3, new Line(5, A, "a3"));

    assertThat(kinds(history(said, said, said))).containsExactly(Kind.MISPLACED);
  }

  @Test
  void other_place_than_the_acknowledged_one_is_misplaced() {
    History history = history(said, said, said);
    history.acknowledged("a3", 7);

    assertThat(kinds(history)).containsExactly(Kind.MISPLACED);
  }
}
