package org.parley.contracts.im;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Optional;
import org.parley.tlib.Dn;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/** The messages of a session in order, immutable; adding one costs the same in a long session. */
public final class Transcript {
  private record Sent(Dn by, String messageId) {}

  private static final Transcript EMPTY =
      new Transcript(TreePVector.empty(), HashTreePMap.empty(), 0);

  private final PVector<ImMessage> messages;
  private final PMap<Sent, Integer> seqs;
  private final long chars;

  private Transcript(PVector<ImMessage> messages, PMap<Sent, Integer> seqs, long chars) {
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
    return new Transcript(
        messages.plus(message),
        seqs.plus(new Sent(message.from(), message.messageId()), message.seq()),
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
    Integer seq = seqs.get(new Sent(by, messageId));
    return seq == null ? Optional.empty() : Optional.of(messages.get(seq - 1));
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
