package org.parley.contracts.im;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Optional;
import org.parley.tlib.Dn;
import org.pcollections.IntTreePMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * The messages of a session in order, immutable; adding one costs the same in a long session.
 * Memory is what limits the number of sessions, so what messages of one sender have in common is
 * held once, and the index holds numbers only.
 */
public final class Transcript {
  private static final int SHARED_WITH = 4;

  private static final Transcript EMPTY =
      new Transcript(TreePVector.empty(), IntTreePMap.empty(), 0);

  private final PVector<ImMessage> messages;

  /**
   * The number of each message under the hash of who sent it under which id; where that is taken,
   * under the next free one. Nothing is ever removed.
   */
  private final IntTreePMap<Integer> seqs;

  private final long chars;

  private Transcript(PVector<ImMessage> messages, IntTreePMap<Integer> seqs, long chars) {
    this.messages = messages;
    this.seqs = seqs;
    this.chars = chars;
  }

  public static Transcript empty() {
    return EMPTY;
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Transcript of(List<ImMessage> messages) {
    Transcript transcript = EMPTY;
    for (ImMessage message : messages) {
      transcript = transcript.plus(message);
    }
    return transcript;
  }

  /**
   * With one more message at the end.
   *
   * @throws IllegalArgumentException unless its number is {@link #nextSeq()}
   */
  public Transcript plus(ImMessage message) {
    if (message.seq() != nextSeq()) {
      throw new IllegalArgumentException(
          "message " + message.seq() + " where " + nextSeq() + " is next");
    }
    int place = hash(message.from(), message.messageId());
    while (seqs.containsKey(place)) {
      place++;
    }
    return new Transcript(
        messages.plus(sharing(message)),
        seqs.plus(place, message.seq()),
        chars
            + message.text().length()
            + message.messageId().length()
            + message.contentType().length());
  }

  /** The number of the next message. */
  public int nextSeq() {
    return messages.size() + 1;
  }

  /** What clients wrote, all together: texts, ids and content types, in UTF-16 units. */
  public long chars() {
    return chars;
  }

  /** The message that {@code by} sent under that id, if there is one. */
  public Optional<ImMessage> find(Dn by, String messageId) {
    int place = hash(by, messageId);
    for (Integer seq = seqs.get(place); seq != null; seq = seqs.get(++place)) {
      ImMessage message = messages.get(seq - 1);
      if (message.messageId().equals(messageId) && message.from().equals(by)) {
        return Optional.of(message);
      }
    }
    return Optional.empty();
  }

  private static int hash(Dn by, String messageId) {
    return 31 * by.hashCode() + messageId.hashCode();
  }

  /** The message with the objects that one of the last few messages has for equal values. */
  private ImMessage sharing(ImMessage message) {
    for (int i = messages.size() - 1; i >= 0 && i >= messages.size() - SHARED_WITH; i--) {
      ImMessage before = messages.get(i);
      if (before.from().equals(message.from())) {
        return message.sharing(before);
      }
    }
    return message;
  }

  /** All messages, in order. */
  @JsonValue
  public List<ImMessage> messages() {
    return messages;
  }

  /**
   * The messages after number {@code seq}, in order.
   *
   * @param seq 0 for all; beyond the end for none
   */
  public List<ImMessage> after(int seq) {
    int from = Math.clamp(seq, 0, messages.size());
    return messages.subList(from, messages.size());
  }

  @Override
  public boolean equals(@org.jspecify.annotations.Nullable Object other) {
    return other instanceof Transcript that && messages.equals(that.messages);
  }

  @Override
  public int hashCode() {
    return messages.hashCode();
  }

  @Override
  public String toString() {
    return "Transcript[" + messages.size() + " messages]";
  }
}
