package org.parley.tlib.client.im;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutboxTest {
  private final Outbox outbox = new Outbox();

  /** The other would never be answered: what the server says of an id settles one letter. */
  @Test
  void a_message_that_waits_already_is_not_taken_twice() {
    Outbox.Letter first = outbox.add("id", "Hello").orElseThrow();

    assertThat(outbox.add("id", "Hello")).containsSame(first);
    assertThat(outbox.takeUnsent()).containsExactly(first);
    assertThat(outbox.takeUnsent()).isEmpty();
  }

  @Test
  void what_came_back_goes_out_again_in_the_order_in_which_it_was_written() {
    Outbox.Letter first = outbox.add("1", "Hello").orElseThrow();
    Outbox.Letter second = outbox.add("2", "again").orElseThrow();
    outbox.takeUnsent();
    outbox.comeBack(second);
    outbox.comeBack(first);

    assertThat(outbox.takeUnsent()).containsExactly(first, second);
  }
}
