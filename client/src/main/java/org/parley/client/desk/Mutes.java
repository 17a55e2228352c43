package org.parley.client.desk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.parley.tlib.ConnId;
import org.parley.tlib.KvList;

/**
 * Who is muted in the calls of a DN, by the names of the LCTParty list (docs/tlib.md, private
 * conversations). EventMuteOn goes to the muted party alone; the others learn of it from the list.
 */
final class Mutes {
  private static final String PARTY = "LCTParty";
  private static final String LENGTH = "LCTPartiesLength";
  private static final int MOST_PARTIES = 100;

  /** A party is muted, or heard again, and nobody at this desk has been told yet. */
  record Change(String party, boolean muted) {}

  private final Map<ConnId, Set<String>> told = new HashMap<>();

  /** Those that the last list named: only for them its silence means that they are heard again. */
  private final Map<ConnId, Set<String>> listed = new HashMap<>();

  /** The desk itself says so, and the list that follows need not. */
  synchronized void say(ConnId connId, Change change) {
    if (change.muted()) {
      told.computeIfAbsent(connId, _ -> new HashSet<>()).add(change.party());
    } else {
      told.getOrDefault(connId, Set.of()).remove(change.party());
    }
  }

  /** Whether the Extensions of an EventUserEvent are such a list. */
  static boolean isList(KvList extensions) {
    return extensions.integer(LENGTH).isPresent();
  }

  /** Who takes part, by the list. */
  static List<String> parties(KvList list) {
    int length = Math.min(list.integer(LENGTH).orElse(0), MOST_PARTIES);
    return IntStream.range(0, length).mapToObj(n -> list.text(PARTY + n).orElse("")).toList();
  }

  /** What a list says that was not known. */
  synchronized List<Change> listed(ConnId connId, KvList list) {
    List<String> parties = parties(list);
    Set<String> now = new HashSet<>();
    for (int n = 0; n < parties.size(); n++) {
      if (list.text(PARTY + n + "_mute").filter("on"::equals).isPresent()) {
        now.add(parties.get(n));
      }
    }
    Set<String> known = told.computeIfAbsent(connId, _ -> new HashSet<>());
    known.retainAll(parties);
    var changes = new ArrayList<Change>();
    now.stream().sorted().filter(known::add).forEach(party -> changes.add(new Change(party, true)));
    listed.getOrDefault(connId, Set.of()).stream()
        .sorted()
        .filter(party -> !now.contains(party) && known.remove(party))
        .forEach(party -> changes.add(new Change(party, false)));
    listed.put(connId, now);
    return changes;
  }

  synchronized void forget(ConnId connId) {
    told.remove(connId);
    listed.remove(connId);
  }
}
