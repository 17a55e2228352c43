package org.parley.tlib.client.im;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MessageOrderTest {
  private final MessageOrder order = new MessageOrder();

  private static ImText message(int seq) {
    return new ImText(
        seq,
        "m" + seq,
        Instant.EPOCH,
        "1001",
        "1001",
        "A",
        "agent",
        "all",
        "text/plain",
        "t" + seq);
  }

  private static List<ImText> messages(int... seqs) {
    return IntStream.of(seqs).mapToObj(MessageOrderTest::message).toList();
  }

  private static List<Integer> seqs(List<ImText> messages) {
    return messages.stream().map(ImText::seq).toList();
  }

  @Test
  void messages_in_order_are_handed_out_at_once_and_nothing_is_asked() {
    assertThat(seqs(order.arrived(message(1)))).containsExactly(1);
    assertThat(seqs(order.arrived(message(2)))).containsExactly(2);
    assertThat(order.question()).isEmpty();
    assertThat(order.isSettled()).isTrue();
  }

  @Test
  void a_message_that_comes_twice_is_handed_out_once() {
    order.arrived(message(1));

    assertThat(order.arrived(message(1))).isEmpty();
    assertThat(order.isSettled()).isTrue();
  }

  @Test
  void a_gap_is_asked_for_once_and_filled_by_the_answer() {
    order.arrived(message(1));

    assertThat(order.arrived(message(4))).isEmpty();
    assertThat(order.question()).hasValue(1);
    assertThat(order.question()).isEmpty();
    assertThat(seqs(order.answered(messages(2, 3, 4), false))).containsExactly(2, 3, 4);
    assertThat(order.isSettled()).isTrue();
  }

  @Test
  void pages_are_asked_for_until_the_last() {
    order.doubt();

    assertThat(order.question()).hasValue(0);
    assertThat(seqs(order.answered(messages(1, 2), true))).containsExactly(1, 2);
    assertThat(order.question()).hasValue(2);
    assertThat(seqs(order.arrived(message(5)))).isEmpty();
    assertThat(seqs(order.answered(messages(3, 4), false))).containsExactly(3, 4, 5);
    assertThat(order.question()).isEmpty();
  }

  @Test
  void what_the_server_does_not_have_is_not_waited_for() {
    order.arrived(message(3));

    assertThat(order.question()).hasValue(0);
    assertThat(seqs(order.answered(messages(1), false))).containsExactly(1, 3);
    assertThat(order.isSettled()).isTrue();
  }

  @Test
  void a_gap_above_the_answer_is_a_new_question() {
    order.doubt();
    order.question();
    order.arrived(message(7));

    assertThat(seqs(order.answered(messages(1, 2), false))).containsExactly(1, 2);
    assertThat(order.question()).hasValue(2);
  }

  @Test
  void a_question_without_an_answer_is_asked_again() {
    order.doubt();
    order.question();
    order.unanswered();

    assertThat(order.question()).hasValue(0);
  }

  @Test
  void too_many_early_messages_are_dropped_and_fetched_later() {
    for (int seq = 2; seq <= 1500; seq++) {
      order.arrived(message(seq));
    }
    var all = new ArrayList<Integer>();
    while (order.question().isPresent()) {
      int from = order.last() + 1;
      int to = Math.min(from + 499, 1500);
      all.addAll(
          seqs(
              order.answered(
                  IntStream.rangeClosed(from, to).mapToObj(MessageOrderTest::message).toList(),
                  to < 1500)));
    }

    assertThat(all).isEqualTo(IntStream.rangeClosed(1, 1500).boxed().toList());
  }

  @Test
  void in_random_schedules_every_message_comes_out_once_in_order() {
    for (int seed = 0; seed < 2000; seed++) {
      var random = new Random(seed);
      var tested = new MessageOrder();
      var out = new ArrayList<Integer>();
      int said = 0;
      int askedAfter = -1;
      for (int step = 0; step < 60; step++) {
        switch (random.nextInt(5)) {
          case 0, 1 -> {
            said++;
            if (random.nextInt(3) > 0) {
              out.addAll(seqs(tested.arrived(message(said))));
            }
          }
          case 2 ->
              out.addAll(seqs(tested.arrived(message(1 + random.nextInt(Math.max(1, said))))));
          case 3 -> {
            if (random.nextInt(5) == 0) {
              tested.doubt();
              askedAfter = -1;
            }
          }
          default -> {
            if (askedAfter >= 0) {
              out.addAll(seqs(page(tested, askedAfter, said, random)));
              askedAfter = -1;
            }
          }
        }
        if (askedAfter < 0) {
          askedAfter = tested.question().orElse(-1);
        }
      }
      if (askedAfter >= 0) {
        out.addAll(seqs(page(tested, askedAfter, said, random)));
      }
      tested.doubt();
      for (int after = tested.question().orElse(-1);
          after >= 0;
          after = tested.question().orElse(-1)) {
        out.addAll(seqs(page(tested, after, said, random)));
      }

      assertThat(out)
          .as("seed %d", seed)
          .isEqualTo(IntStream.rangeClosed(1, Math.max(said, out.size())).boxed().toList());
      assertThat(tested.isSettled()).isTrue();
    }
  }

  private static List<ImText> page(MessageOrder order, int after, int said, Random random) {
    int end = Math.min(said, after + 1 + random.nextInt(5));
    return order.answered(
        IntStream.rangeClosed(after + 1, end).mapToObj(MessageOrderTest::message).toList(),
        end < said);
  }
}
