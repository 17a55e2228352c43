package org.parley.contracts.im;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.tlib.Dn;

class TranscriptTest {
  private static final Dn ANNA = new Dn("1001");
  private static final Dn BEN = new Dn("1002");

  private final Transcript three =
      Transcript.of(List.of(message(1, ANNA, "a"), message(2, BEN, "a"), message(3, ANNA, "b")));

  @Test
  void adding_leaves_the_transcript_added_to_as_it_was() {
    Transcript four = three.plus(message(4, BEN, "b"));

    assertThat(three.messages()).hasSize(3);
    assertThat(four.messages()).hasSize(4);
    assertThat(four.nextSeq()).isEqualTo(5);
    assertThat(four.chars()).isEqualTo(4 * ("text" + "a" + "text/plain").length());
    assertThat(four).isEqualTo(Transcript.of(four.messages())).isNotEqualTo(three);
  }

  @Test
  void numbers_go_up_by_one() {
    assertThatThrownBy(() -> three.plus(message(5, ANNA, "c")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> three.plus(message(3, ANNA, "c")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_message_is_found_by_sender_and_id_together() {
    assertThat(three.find(BEN, "a")).map(ImMessage::seq).contains(2);
    assertThat(three.find(BEN, "b")).isEmpty();
  }

  @Test
  void ids_with_equal_hashes_are_told_apart() {
    Transcript transcript =
        Transcript.of(
            List.of(message(1, ANNA, "Aa"), message(2, ANNA, "BB"), message(3, BEN, "C#")));

    assertThat("Aa".hashCode()).isEqualTo("BB".hashCode()).isEqualTo("C#".hashCode());
    assertThat(transcript.find(ANNA, "Aa")).map(ImMessage::seq).contains(1);
    assertThat(transcript.find(ANNA, "BB")).map(ImMessage::seq).contains(2);
    assertThat(transcript.find(ANNA, "C#")).isEmpty();
    assertThat(transcript.find(BEN, "C#")).map(ImMessage::seq).contains(3);
  }

  @Test
  void what_messages_of_a_sender_have_in_common_is_held_once() {
    var first = message(1, new Dn("1001"), "a");
    var other = message(2, new Dn("1002"), "a");
    var second = message(3, new Dn("1001"), "b");

    List<ImMessage> kept = Transcript.of(List.of(first, other, second)).messages();

    assertThat(kept).containsExactly(first, other, second);
    assertThat(kept.get(2).from()).isSameAs(first.from());
    assertThat(kept.get(1).from()).isSameAs(other.from());
  }

  @Test
  void what_a_client_missed_is_what_comes_after_a_number() {
    assertThat(three.after(1)).extracting(ImMessage::seq).containsExactly(2, 3);
    assertThat(three.after(0)).hasSize(3);
    assertThat(three.after(-7)).hasSize(3);
    assertThat(three.after(3)).isEmpty();
    assertThat(three.after(Integer.MAX_VALUE)).isEmpty();
  }

  private static ImMessage message(int seq, Dn from, String id) {
    return new ImMessage(
        seq,
        id,
        Instant.EPOCH,
        from,
        "name",
        "A",
        ImMessage.SenderRole.AGENT,
        ImMessage.Visibility.ALL,
        "text/plain",
        "text");
  }
}
