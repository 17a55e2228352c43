package org.parley.tlib.client.im;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What has been said in a conversation and has no answer yet, in order. A message stays here, under
 * the same id, until the server accepts or refuses it, or it shows up in the transcript; none
 * overtakes another. Not thread-safe.
 */
final class Outbox {
  /** Messages without an answer that a conversation may have. */
  static final int MAX = 1000;

  /** How long a server that answers "not now", or nothing, is asked again. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Map<String, Letter> letters = new LinkedHashMap<>();

  /** A message on its way. */
  static final class Letter {
    private final String messageId;
    private final String text;
    private final CompletableFuture<Sent> outcome = new CompletableFuture<>();
    private boolean underway;
    private long failingSince;

    private Letter(String messageId, String text) {
      this.messageId = messageId;
      this.text = text;
    }

    String messageId() {
      return messageId;
    }

    String text() {
      return text;
    }

    CompletableFuture<Sent> outcome() {
      return outcome;
    }
  }

  /** Takes a message, unless one with its id is here already; none when it is full. */
  Optional<Letter> add(String messageId, String text) {
    Letter same = letters.get(messageId);
    if (same != null) {
      return Optional.of(same);
    }
    if (letters.size() >= MAX) {
      return Optional.empty();
    }
    var letter = new Letter(messageId, text);
    letters.put(messageId, letter);
    return Optional.of(letter);
  }

  /** What has to be sent now: everything behind which nothing waits for its turn. */
  List<Letter> takeUnsent() {
    var unsent = new ArrayList<Letter>();
    for (Letter letter : letters.values()) {
      if (!letter.underway) {
        letter.underway = true;
        unsent.add(letter);
      }
    }
    return unsent;
  }

  /** It is not on its way any more. */
  void comeBack(Letter letter) {
    letter.underway = false;
  }

  /** As {@link #comeBack}, by the server's doing; false when that has gone on for too long. */
  boolean comeBackFailed(Letter letter) {
    letter.underway = false;
    long now = System.nanoTime();
    if (letter.failingSince == 0) {
      letter.failingSince = now;
    }
    return now - letter.failingSince < PATIENCE.toNanos();
  }

  /** The message with that id is settled; null when it is not, or not any more, in here. */
  @Nullable Letter remove(String messageId) {
    return letters.remove(messageId);
  }

  /** Empties the box. */
  List<Letter> removeAll() {
    var all = List.copyOf(letters.values());
    letters.clear();
    return all;
  }

  boolean isEmpty() {
    return letters.isEmpty();
  }
}
