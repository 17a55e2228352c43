package org.parley.acceptance.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.parley.acceptance.history.History.Line;

/**
 * Whether a history keeps the promise of the README: what was acknowledged appears exactly once, in
 * one order for every party and the transcript; nobody's messages overtake each other; nothing
 * appears that nobody sent.
 */
public final class HistoryChecker {
  private HistoryChecker() {}

  /** A promise that a history breaks. */
  public record Violation(Kind kind, String what) {
    @Override
    public String toString() {
      return kind + ": " + what;
    }
  }

  /** The promises, by how they break. */
  public enum Kind {
    /** Acknowledged, and not in the transcript, or not seen by a party. */
    LOST,
    /** In the transcript twice, or shown to a party twice. */
    DOUBLED,
    /** Nobody sent it, or somebody else did. */
    PHANTOM,
    /** Messages of one sender in another order than sent. */
    OVERTAKEN,
    /** A place that is not the one in the transcript, or a gap in the places. */
    MISPLACED
  }

  /** Everything that is wrong; the history is complete: every party has seen the end. */
  public static List<Violation> check(History history) {
    var found = new ArrayList<Violation>();
    List<Line> transcript = history.transcript();
    numbered(transcript, "transcript of " + history.session(), found);
    onceEach(transcript, "transcript of " + history.session(), found);
    fromTheirSenders(history, found);
    inOrderSent(history, found);
    acknowledged(history, found);
    history
        .seen()
        .forEach((party, lines) -> {
          String where = "party " + party + " of " + history.session();
          numbered(lines, where, found);
          onceEach(lines, where, found);
          asInTranscript(lines, transcript, where, found);
        });
    return found;
  }

  private static void numbered(List<Line> lines, String where, List<Violation> found) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).seq() != i + 1) {
        found.add(
            new Violation(
                Kind.MISPLACED, where + " has im-seq " + lines.get(i).seq() + " at " + (i + 1)));
        return;
      }
    }
  }

  private static void onceEach(List<Line> lines, String where, List<Violation> found) {
    Set<String> ids = new HashSet<>();
    for (Line line : lines) {
      if (!ids.add(line.id())) {
        found.add(new Violation(Kind.DOUBLED, where + " has " + line.id() + " twice"));
      }
    }
  }

  private static void fromTheirSenders(History history, List<Violation> found) {
    Map<String, List<String>> sent = history.sent();
    for (Line line : history.transcript()) {
      if (!sent.getOrDefault(line.from(), List.of()).contains(line.id())) {
        found.add(
            new Violation(
                Kind.PHANTOM,
                line.from() + " never sent " + line.id() + " of " + history.session()));
      }
    }
  }

  private static void inOrderSent(History history, List<Violation> found) {
    history
        .sent()
        .forEach((party, ids) -> {
          var order = new HashMap<String, Integer>();
          for (String id : ids) {
            order.put(id, order.size());
          }
          int last = -1;
          for (Line line : history.transcript()) {
            int at = line.from().equals(party) ? order.getOrDefault(line.id(), last) : last;
            if (at < last) {
              found.add(
                  new Violation(
                      Kind.OVERTAKEN,
                      line.id() + " of " + party + " was sent before the one before it"));
            }
            last = Math.max(last, at);
          }
        });
  }

  private static void acknowledged(History history, List<Violation> found) {
    Map<String, Integer> places = places(history.transcript());
    history
        .acknowledged()
        .forEach((id, seq) -> {
          Integer place = places.get(id);
          if (place == null) {
            found.add(
                new Violation(
                    Kind.LOST,
                    id + " was acknowledged and is not in the transcript of " + history.session()));
          } else if (seq.isPresent() && place != seq.getAsInt()) {
            found.add(
                new Violation(
                    Kind.MISPLACED,
                    id + " was acknowledged at " + seq.getAsInt() + ", is at " + place));
          }
        });
  }

  private static void asInTranscript(
      List<Line> lines, List<Line> transcript, String where, List<Violation> found) {
    Map<String, Integer> seen = places(lines);
    for (Line line : transcript) {
      Integer place = seen.get(line.id());
      if (place == null) {
        found.add(new Violation(Kind.LOST, where + " never saw " + line.id()));
      } else if (place != line.seq()) {
        found.add(
            new Violation(
                Kind.MISPLACED,
                where + " saw " + line.id() + " at " + place + ", not " + line.seq()));
      }
    }
    Map<String, Integer> said = places(transcript);
    for (Line line : lines) {
      if (!said.containsKey(line.id())) {
        found.add(new Violation(Kind.PHANTOM, where + " saw " + line.id() + ", which nobody has"));
      }
    }
  }

  private static Map<String, Integer> places(List<Line> lines) {
    var places = new LinkedHashMap<String, Integer>();
    lines.forEach(line -> places.putIfAbsent(line.id(), line.seq()));
    return places;
  }
}
