package org.parley.sip.voice;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.voice.VoiceInteraction;

/** The interactions of the site as they were last read, by their keys. */
final class Interactions {
  private final Map<Integer, Set<String>> partitions = new HashMap<>();
  private final Map<String, VoiceInteraction> byKey = new HashMap<>();

  /**
   * Takes all interactions of a partition in place of what was known of it.
   *
   * @return the keys of those that are, or were, in it
   */
  Set<String> restored(int partition, Map<String, VoiceInteraction> interactions) {
    Set<String> affected = new HashSet<>(partitions.getOrDefault(partition, Set.of()));
    affected.forEach(byKey::remove);
    partitions.put(partition, new HashSet<>(interactions.keySet()));
    byKey.putAll(interactions);
    affected.addAll(interactions.keySet());
    return affected;
  }

  void put(int partition, String key, @Nullable VoiceInteraction interaction) {
    Set<String> keys = partitions.computeIfAbsent(partition, _ -> new HashSet<>());
    if (interaction == null) {
      keys.remove(key);
      byKey.remove(key);
    } else {
      keys.add(key);
      byKey.put(key, interaction);
    }
  }

  @Nullable VoiceInteraction get(String key) {
    return byKey.get(key);
  }

  Collection<VoiceInteraction> all() {
    return List.copyOf(byKey.values());
  }

  /** Whether the leg of that head is in the state. */
  boolean has(VoiceHead head) {
    VoiceInteraction interaction = byKey.get(head.interaction());
    return interaction != null && interaction.leg(head.leg()).isPresent();
  }
}
