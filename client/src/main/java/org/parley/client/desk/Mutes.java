package org.parley.client.desk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  /**
   * The desk itself is about to say so, and the list need not.
   *
   * @return whether that is a change, which is to be taken back if nothing comes of it
   */
  synchronized boolean expect(ConnId connId, Change change) {
    return change.muted()
        ? told.computeIfAbsent(connId, _ -> new HashSet<>()).add(change.party())
        : told.getOrDefault(connId, Set.of()).remove(change.party());
  }

  /** Whether the Extensions of an EventUserEvent are such a list. */
  static boolean isList(KvList extensions) {
    return extensions.integer(LENGTH).isPresent();
  }

  /** What a list says that was not known. */
  synchronized List<Change> listed(ConnId connId, KvList list) {
    int length = Math.min(list.integer(LENGTH).orElse(0), MOST_PARTIES);
    Set<String> parties = new HashSet<>();
    Set<String> now = new HashSet<>();
    for (int n = 0; n < length; n++) {
      String party = list.text(PARTY + n).orElse("");
      parties.add(party);
      if (list.text(PARTY + n + "_mute").filter("on"::equals).isPresent()) {
        now.add(party);
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
