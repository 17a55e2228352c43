package org.parley.tlibgateway.site;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Call;
import org.parley.callmodel.Party;
import org.parley.contracts.im.ImSession;
import org.parley.contracts.routing.AgentDirectory;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;

/** What is known of the site's calls and agents after the last record that was read. */
public final class Site {
  private record Kept(int partition, ImSession session) {}

  private final Map<String, Kept> sessions = new HashMap<>();
  private final Map<Dn, Set<String>> liveAt = new HashMap<>();
  private AgentDirectory agents = AgentDirectory.empty();

  /** Replaces everything known of one partition of the IM log. */
  public void restored(int partition, Map<String, ImSession> all) {
    List<String> gone =
        sessions.entrySet().stream()
            .filter(kept -> kept.getValue().partition() == partition)
            .map(Map.Entry::getKey)
            .toList();
    gone.forEach(interaction -> put(partition, interaction, null));
    all.forEach((interaction, session) -> put(partition, interaction, session));
  }

  /** The session of an interaction is like this now; null when it is no longer kept. */
  public void put(int partition, String interaction, @Nullable ImSession session) {
    Kept before =
        session == null
            ? sessions.remove(interaction)
            : sessions.put(interaction, new Kept(partition, session));
    List<Dn> wasLiveAt = before == null ? List.of() : liveParties(before.session());
    List<Dn> isLiveAt = session == null ? List.of() : liveParties(session);
    if (wasLiveAt.equals(isLiveAt)) {
      return;
    }
    for (Dn dn : wasLiveAt) {
      Set<String> calls = liveAt.get(dn);
      if (calls != null && calls.remove(interaction) && calls.isEmpty()) {
        liveAt.remove(dn);
      }
    }
    for (Dn dn : isLiveAt) {
      liveAt.computeIfAbsent(dn, _ -> new LinkedHashSet<>()).add(interaction);
    }
  }

  private static List<Dn> liveParties(ImSession session) {
    return isLive(session) ? session.call().parties().stream().map(Party::dn).toList() : List.of();
  }

  private static boolean isLive(ImSession session) {
    return switch (session) {
      case ImSession.Establishing _, ImSession.Connected _ -> true;
      case ImSession.Ended _ -> false;
    };
  }

  public void agents(AgentDirectory directory) {
    agents = directory;
  }

  public AgentDirectory agents() {
    return agents;
  }

  /** The session of that call, also for a while after its end. */
  public Optional<ImSession> session(ConnId connId) {
    Kept kept = sessions.get(connId.interaction().toString());
    return kept == null || !kept.session().connId().equals(connId)
        ? Optional.empty()
        : Optional.of(kept.session());
  }

  /** The calls that live at a DN, oldest first. */
  public List<Call> callsAt(Dn dn) {
    Collection<String> calls = liveAt.getOrDefault(dn, Set.of());
    return calls.stream().map(sessions::get).map(kept -> kept.session().call()).toList();
  }

  public int callCount(Dn dn) {
    return liveAt.getOrDefault(dn, Set.of()).size();
  }

  public int sessionCount() {
    return sessions.size();
  }
}
