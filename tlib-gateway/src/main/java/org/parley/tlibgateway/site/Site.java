package org.parley.tlibgateway.site;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Call;
import org.parley.callmodel.Party;
import org.parley.contracts.im.ImSession;
import org.parley.contracts.routing.AgentDirectory;
import org.parley.contracts.voice.VoiceCall;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;

/** What is known of the site's calls and agents after the last record that was read. */
public final class Site {
  private record Kept(int partition, ImSession session) {}

  private final Map<String, Kept> sessions = new HashMap<>();
  private final Map<Dn, Set<String>> liveAt = new HashMap<>();
  private final VoiceCalls voice = new VoiceCalls();
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

  /** Replaces everything known of one partition of the voice log. */
  public void voiceRestored(int partition, Map<String, VoiceInteraction> all) {
    voice.restored(partition, all);
  }

  /** A voice interaction is like this now; null when its last call is over. */
  public void putVoice(int partition, String key, @Nullable VoiceInteraction interaction) {
    voice.put(partition, key, interaction);
  }

  /** The interaction that a voice call is, or would be, of. */
  public Optional<VoiceInteraction> voice(ConnId connId) {
    return voice.interaction(connId);
  }

  /** The voice call of that ConnID. */
  public Optional<VoiceCall> voiceCall(ConnId connId) {
    return voice(connId).map(interaction -> interaction.calls().get(connId));
  }

  /** The IM and voice calls that live at a DN, oldest first. */
  public List<Call> callsAt(Dn dn) {
    Collection<String> chats = liveAt.getOrDefault(dn, Set.of());
    List<Call> spoken = voice.at(dn);
    Stream<Call> written = chats.stream().map(sessions::get).map(kept -> kept.session().call());
    return spoken.isEmpty()
        ? written.toList()
        : Stream.concat(written, spoken.stream())
            .sorted(Comparator.comparing(Call::startedAt))
            .toList();
  }

  public int voiceCallCount() {
    return voice.count();
  }

  /** How many IM calls live at a DN. */
  public int callCount(Dn dn) {
    return liveAt.getOrDefault(dn, Set.of()).size();
  }

  public int sessionCount() {
    return sessions.size();
  }
}
