package org.parley.sip.leg;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Party;
import org.parley.contracts.im.ImSession;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;

/** The sessions of the site as they were last read, by ConnID and by party. */
final class Sessions {
  private final Map<Integer, Map<String, ImSession>> partitions = new HashMap<>();
  private final Map<ConnId, ImSession> byId = new HashMap<>();
  private final Map<Dn, Set<ConnId>> byParty = new HashMap<>();

  /**
   * Takes all sessions of a partition in place of what was known of it.
   *
   * @return the ConnIDs of sessions that are, or were, in it
   */
  Set<ConnId> restored(int partition, Map<String, ImSession> sessions) {
    Set<ConnId> affected = new HashSet<>();
    for (String key : List.copyOf(partitions.getOrDefault(partition, Map.of()).keySet())) {
      ImSession gone = put(partition, key, null);
      if (gone != null) {
        affected.add(gone.connId());
      }
    }
    sessions.forEach((key, session) -> {
      put(partition, key, session);
      affected.add(session.connId());
    });
    return affected;
  }

  /** Takes in what a session is now; answers what it was. */
  @Nullable ImSession put(int partition, String key, @Nullable ImSession session) {
    Map<String, ImSession> sessions = partitions.computeIfAbsent(partition, _ -> new HashMap<>());
    ImSession before = session == null ? sessions.remove(key) : sessions.put(key, session);
    if (before != null) {
      byId.remove(before.connId());
      before.call().parties().forEach(party -> forget(party.dn(), before.connId()));
    }
    if (session != null) {
      byId.put(session.connId(), session);
      for (Party party : session.call().parties()) {
        byParty.computeIfAbsent(party.dn(), _ -> new HashSet<>()).add(session.connId());
      }
    }
    return before;
  }

  private void forget(Dn dn, ConnId connId) {
    byParty.computeIfPresent(dn, (_, ids) -> ids.remove(connId) && ids.isEmpty() ? null : ids);
  }

  @Nullable ImSession get(ConnId connId) {
    return byId.get(connId);
  }

  Collection<ImSession> all() {
    return List.copyOf(byId.values());
  }

  /** Those with that party, the ended ones too. */
  Stream<ImSession> of(Dn dn) {
    return Set.copyOf(byParty.getOrDefault(dn, Set.of())).stream().map(byId::get);
  }

  /** How many of a DN are not over. */
  long live(Dn dn) {
    return of(dn).filter(session -> !isOver(session)).count();
  }

  /** Whether there is a session between the two that is not over. */
  boolean areBetween(Dn one, Dn other) {
    return between(one, other, _ -> true).isPresent();
  }

  /** The newest session between the two, of those wanted, that is not over. */
  Optional<ImSession> between(Dn one, Dn other, Predicate<ImSession> wanted) {
    return of(one)
        .filter(session -> session.call().has(other) && !isOver(session))
        .filter(wanted)
        .max(Comparator.comparing((ImSession session) -> session.call().startedAt()));
  }

  static boolean isOver(@Nullable ImSession session) {
    return switch (session) {
      case null -> true;
      case ImSession.Ended _ -> true;
      case ImSession.Establishing _, ImSession.Connected _ -> false;
    };
  }
}
