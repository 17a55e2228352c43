package org.parley.tlibgateway.registration;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.tlib.Dn;
import org.parley.tlib.RegisterMode;

/**
 * The registrations of one gateway instance. A private registration excludes shared and other
 * private ones; monitors, who may not request anything, neither exclude nor are excluded.
 *
 * @param <C> what a client is; by identity
 */
public final class Registrations<C> {
  private final Map<Dn, Map<C, RegisterMode>> byDn = new HashMap<>();
  private final Map<C, Map<Dn, RegisterMode>> byClient = new HashMap<>();

  /**
   * Registers, or changes the mode of a registration.
   *
   * @return false when another client's private registration is in the way, or another client is in
   *     the way of a private one
   */
  public boolean register(C client, Dn dn, RegisterMode mode) {
    if (mode != RegisterMode.MODE_MONITOR && isTaken(client, dn, mode)) {
      return false;
    }
    byDn.computeIfAbsent(dn, _ -> new LinkedHashMap<>()).put(client, mode);
    byClient.computeIfAbsent(client, _ -> new HashMap<>()).put(dn, mode);
    return true;
  }

  private boolean isTaken(C client, Dn dn, RegisterMode mode) {
    return byDn.getOrDefault(dn, Map.of()).entrySet().stream()
        .filter(other -> !other.getKey().equals(client))
        .map(Map.Entry::getValue)
        .anyMatch(other ->
            other == RegisterMode.MODE_PRIVATE
                || (mode == RegisterMode.MODE_PRIVATE && other == RegisterMode.MODE_SHARE));
  }

  /** Takes one registration away; false when there is none. */
  public boolean unregister(C client, Dn dn) {
    @Nullable Map<Dn, RegisterMode> own = byClient.get(client);
    if (own == null || own.remove(dn) == null) {
      return false;
    }
    if (own.isEmpty()) {
      byClient.remove(client);
    }
    leave(client, dn);
    return true;
  }

  /** The client is gone. */
  public void unregisterAll(C client) {
    Map<Dn, RegisterMode> own = byClient.remove(client);
    if (own != null) {
      own.keySet().forEach(dn -> leave(client, dn));
    }
  }

  private void leave(C client, Dn dn) {
    Map<C, RegisterMode> clients = byDn.get(dn);
    if (clients != null) {
      clients.remove(client);
      if (clients.isEmpty()) {
        byDn.remove(dn);
      }
    }
  }

  public Optional<RegisterMode> modeOf(C client, Dn dn) {
    return Optional.ofNullable(byDn.getOrDefault(dn, Map.of()).get(client));
  }

  /** The clients that get the events of a DN, in order of registration. */
  public Collection<C> clientsOf(Dn dn) {
    Map<C, RegisterMode> clients = byDn.get(dn);
    return clients == null ? List.of() : clients.keySet();
  }

  public Set<Dn> dnsOf(C client) {
    Map<Dn, RegisterMode> own = byClient.get(client);
    return own == null ? Set.of() : Set.copyOf(own.keySet());
  }

  public int count() {
    return byClient.values().stream().mapToInt(Map::size).sum();
  }
}
