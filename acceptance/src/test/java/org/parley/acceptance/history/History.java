package org.parley.acceptance.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What the clients of one IM session noted, in the order in which each of them noted it. Safe for
 * several threads.
 *
 * <p>A client notes a message as seen once: it ignores an im-seq that it has already, as
 * docs/tlib.md tells it to.
 */
public final class History {
  private final String session;
  private final Map<String, List<String>> sent = new LinkedHashMap<>();
  private final Map<String, OptionalInt> acknowledged = new LinkedHashMap<>();
  private final Map<String, List<Line>> seen = new LinkedHashMap<>();
  private List<Line> transcript = List.of();

  /** A message at its place. */
  public record Line(int seq, String from, String id) {}

  public History(String session, List<String> parties) {
    this.session = session;
    for (String party : parties) {
      sent.put(party, new ArrayList<>());
      seen.put(party, new ArrayList<>());
    }
  }

  public String session() {
    return session;
  }

  /** A party sends a message for the first time; a repetition is not noted. */
  public synchronized void sent(String by, String id) {
    of(sent, by).add(id);
  }

  /** An EventACK named this message and its place. */
  public synchronized void acknowledged(String id, int seq) {
    acknowledged.put(id, OptionalInt.of(seq));
  }

  /** A client library said that this message is stored, and nothing about its place. */
  public synchronized void acknowledged(String id) {
    acknowledged.putIfAbsent(id, OptionalInt.empty());
  }

  /** A party got a message, live or with a transcript. */
  public synchronized void seen(String party, Line line) {
    of(seen, party).add(line);
  }

  /** What the server says in the end. */
  public synchronized void transcript(List<Line> lines) {
    transcript = List.copyOf(lines);
  }

  public synchronized int acknowledgedCount() {
    return acknowledged.size();
  }

  /** The messages that were acknowledged so far. */
  public synchronized Set<String> acknowledgedIds() {
    return Set.copyOf(acknowledged.keySet());
  }

  synchronized Map<String, List<String>> sent() {
    return copy(sent);
  }

  synchronized Map<String, OptionalInt> acknowledged() {
    return new LinkedHashMap<>(acknowledged);
  }

  synchronized Map<String, List<Line>> seen() {
    return copy(seen);
  }

  synchronized List<Line> transcript() {
    return transcript;
  }

  private static <T> List<T> of(Map<String, List<T>> lists, String party) {
    List<T> list = lists.get(party);
    if (list == null) {
      throw new IllegalArgumentException(party + " is no party");
    }
    return list;
  }

  private static <T> Map<String, List<T>> copy(Map<String, List<T>> lists) {
    var copy = new LinkedHashMap<String, List<T>>();
    lists.forEach((party, list) -> copy.put(party, List.copyOf(list)));
    return copy;
  }
}
