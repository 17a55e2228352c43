package org.parley.bench.im;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final int SESSIONS = 2;
  private static final int MESSAGES = 8; // four in each session, by turns

  private final Ledger ledger = new Ledger(SESSIONS, MESSAGES);

  /** Message i is in session i % 2; its place there is i / 2 + 1. */
  private void complete(int message) {
    ledger.acknowledged(message);
    at(message % 2, message);
    at(2 + message % 2, message);
  }

  private boolean at(int party, int message) {
    return ledger.delivered(party, message, message / 2 + 1);
  }

  @Test
  void complete_messages_have_no_fault() {
    for (int i = 0; i < MESSAGES; i++) {
      complete(i);
    }

    assertThat(ledger.faults(MESSAGES).none()).isTrue();
  }

  @Test
  void parties_take_turns() {
    assertThat(ledger.sender(0)).isEqualTo(0);
    assertThat(ledger.sender(1)).isEqualTo(1);
    assertThat(ledger.sender(2)).isEqualTo(2);
    assertThat(ledger.sender(3)).isEqualTo(3);
    assertThat(ledger.sender(4)).isEqualTo(0);
  }

  @Test
  void only_the_other_party_counts_for_the_latency() {
    assertThat(at(0, 0)).isFalse();
    assertThat(at(2, 0)).isTrue();
    assertThat(at(2, 0)).isFalse();
  }

  @Test
  void message_that_misses_a_delivery_is_lost() {
    ledger.acknowledged(0);
    at(0, 0);

    assertThat(ledger.faults(1).lost()).isEqualTo(1);
    assertThat(ledger.outstanding(1)).isEqualTo(1);
  }

  @Test
  void message_that_was_never_acknowledged_is_lost() {
    at(0, 0);
    at(2, 0);

    assertThat(ledger.faults(1).lost()).isEqualTo(1);
  }

  @Test
  void second_delivery_and_second_acknowledgement_are_duplicates() {
    complete(0);
    at(2, 0);
    ledger.acknowledged(0);

    assertThat(ledger.faults(1).duplicates()).isEqualTo(2);
  }

  @Test
  void gap_and_swap_are_disorder() {
    at(2, 2);
    at(2, 0);

    assertThat(ledger.faults(MESSAGES).disordered()).isEqualTo(2);
  }

  @Test
  void swapped_messages_of_one_sender_are_disorder_even_when_numbered_in_order() {
    ledger.delivered(0, 4, 1);
    ledger.delivered(0, 0, 2);

    assertThat(ledger.faults(MESSAGES).disordered()).isEqualTo(1);
  }

  @Test
  void two_places_for_one_message_are_disorder() {
    ledger.delivered(0, 0, 1);
    ledger.delivered(2, 2, 1);
    ledger.delivered(2, 0, 2);

    assertThat(ledger.faults(MESSAGES).disordered()).isEqualTo(1);
    assertThat(ledger.examples()).hasSize(1);
  }

  @Test
  void message_in_a_foreign_session_or_never_sent_is_a_phantom() {
    ledger.delivered(0, 1, 1);
    ledger.delivered(0, MESSAGES, 1);
    ledger.acknowledged(-1);

    assertThat(ledger.faults(MESSAGES).phantoms()).isEqualTo(3);
  }

  @Test
  void errors_are_counted() {
    ledger.refused(111);

    assertThat(ledger.faults(0).refused()).isEqualTo(1);
    assertThat(ledger.faults(0).none()).isFalse();
  }
}
