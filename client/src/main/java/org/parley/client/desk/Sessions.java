package org.parley.client.desk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.tlib.client.im.ImConversation;
import org.parley.tlib.client.im.ImState;

/**
 * The conversations of a desk under small numbers that a person can type, and the one that plain
 * lines go to. Ended ones stay for a while, for their transcript.
 */
final class Sessions {
  private static final int MAX_ENDED = 20;

  private final Map<ImConversation, Integer> numbers = new LinkedHashMap<>();
  private int last;
  private @Nullable ImConversation current;

  /** The number of a conversation, which it gets when it is seen for the first time. */
  synchronized int numberOf(ImConversation conversation) {
    Integer number = numbers.get(conversation);
    if (number == null) {
      number = ++last;
      numbers.put(conversation, number);
      forgetOldest();
    }
    return number;
  }

  private void forgetOldest() {
    List<ImConversation> ended =
        numbers.keySet().stream().filter(c -> c.state() == ImState.ENDED).toList();
    for (ImConversation old : ended.subList(0, Math.max(0, ended.size() - MAX_ENDED))) {
      numbers.remove(old);
    }
  }

  synchronized boolean isKnown(ImConversation conversation) {
    return numbers.containsKey(conversation);
  }

  synchronized Optional<ImConversation> withNumber(int number) {
    return numbers.entrySet().stream()
        .filter(entry -> entry.getValue() == number)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  synchronized List<ImConversation> all() {
    return new ArrayList<>(numbers.keySet());
  }

  /** Invitations that wait for this agent's answer, the oldest first. */
  synchronized List<ImConversation> ringing() {
    return numbers.keySet().stream()
        .filter(c -> c.isIncoming() && c.state() == ImState.ESTABLISHING)
        .toList();
  }

  synchronized Optional<ImConversation> current() {
    return Optional.ofNullable(current);
  }

  synchronized boolean isCurrent(ImConversation conversation) {
    return conversation.equals(current);
  }

  synchronized void makeCurrent(ImConversation conversation) {
    numberOf(conversation);
    current = conversation;
  }

  /** The current one has ended: the next that runs takes its place, or none. */
  synchronized void leave(ImConversation conversation) {
    if (conversation.equals(current)) {
      current =
          numbers.keySet().stream()
              .filter(c -> c.state() == ImState.CONNECTED)
              .findFirst()
              .orElse(null);
    }
  }
}
