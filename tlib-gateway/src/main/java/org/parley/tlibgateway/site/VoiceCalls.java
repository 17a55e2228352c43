package org.parley.tlibgateway.site;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Call;
import org.parley.callmodel.Party;
import org.parley.contracts.voice.VoiceCall;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;

/** The voice calls of the site, after the last record that was read. */
final class VoiceCalls {
  private record Kept(int partition, VoiceInteraction interaction) {}

  private final Map<String, Kept> interactions = new HashMap<>();
  private final Map<Dn, Set<String>> liveAt = new HashMap<>();
  private int count;

  /** Replaces everything known of one partition. */
  void restored(int partition, Map<String, VoiceInteraction> all) {
    List<String> gone =
        interactions.entrySet().stream()
            .filter(kept -> kept.getValue().partition() == partition)
            .map(Map.Entry::getKey)
            .toList();
    gone.forEach(key -> put(partition, key, null));
    all.forEach((key, interaction) -> put(partition, key, interaction));
  }

  /** The interaction is like this now; null when its last call is over. */
  void put(int partition, String key, @Nullable VoiceInteraction now) {
    Kept before =
        now == null ? interactions.remove(key) : interactions.put(key, new Kept(partition, now));
    count +=
        (now == null ? 0 : now.calls().size())
            - (before == null ? 0 : before.interaction().calls().size());
    Set<Dn> wasAt = before == null ? Set.of() : parties(before.interaction());
    Set<Dn> isAt = now == null ? Set.of() : parties(now);
    for (Dn dn : wasAt) {
      Set<String> calls = isAt.contains(dn) ? null : liveAt.get(dn);
      if (calls != null && calls.remove(key) && calls.isEmpty()) {
        liveAt.remove(dn);
      }
    }
    for (Dn dn : isAt) {
      liveAt.computeIfAbsent(dn, _ -> new LinkedHashSet<>()).add(key);
    }
  }

  private static Set<Dn> parties(VoiceInteraction interaction) {
    return interaction.calls().values().stream()
        .flatMap(call -> call.call().parties().stream())
        .map(Party::dn)
        .collect(Collectors.toSet());
  }

  Optional<VoiceInteraction> interaction(ConnId connId) {
    return Optional.ofNullable(interactions.get(connId.interaction().toString()))
        .map(Kept::interaction);
  }

  /** The calls that live at a DN, oldest first. */
  List<Call> at(Dn dn) {
    return liveAt.getOrDefault(dn, Set.of()).stream()
        .map(interactions::get)
        .flatMap(kept -> kept.interaction().callsOf(dn).stream())
        .map(VoiceCall::call)
        .toList();
  }

  int count() {
    return count;
  }
}
