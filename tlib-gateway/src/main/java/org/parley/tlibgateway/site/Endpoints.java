package org.parley.tlibgateway.site;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.config.DnObject;
import org.parley.contracts.config.DnOptions;
import org.parley.contracts.sip.SipBinding;
import org.parley.starter.config.ConfigView;
import org.parley.tlib.Dn;

/**
 * Which DNs are in service: those with a registered endpoint, as sip-gateway found out, and those
 * whose endpoint is configured and need not register. Used on the gateway thread only.
 */
public final class Endpoints {
  /**
   * sip-gateway takes an expired binding away itself; so long after its end it must have died, or
   * clocks differ by more than they should.
   */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static final String REGISTERED = "*";

  private final ConfigView config;
  private final Map<String, SipBinding> bindings = new HashMap<>();
  private final Map<Dn, Set<String>> contacts = new HashMap<>();

  public Endpoints(ConfigView config) {
    this.config = config;
  }

  /**
   * Replaces every binding.
   *
   * @return the DNs that are in service now and were not, or the other way round
   */
  public Set<Dn> restored(Map<String, SipBinding> all, Instant now) {
    Set<Dn> before = Set.copyOf(contacts.keySet());
    List.copyOf(bindings.keySet()).forEach(this::remove);
    all.forEach((key, binding) -> put(key, binding, now));
    Set<Dn> changed = new HashSet<>(before);
    changed.addAll(contacts.keySet());
    changed.removeIf(dn -> hasContact(dn) || before.contains(dn) == contacts.containsKey(dn));
    return changed;
  }

  /**
   * One binding is like this now; null when it is gone.
   *
   * @return as {@link #restored}
   */
  public Set<Dn> changed(String key, @Nullable SipBinding binding, Instant now) {
    SipBinding known = bindings.get(key);
    @Nullable Dn dn = binding != null ? binding.dn() : known != null ? known.dn() : null;
    if (dn == null) {
      return Set.of();
    }
    boolean before = isInService(dn);
    remove(key);
    if (binding != null) {
      put(key, binding, now);
    }
    return isInService(dn) == before ? Set.of() : Set.of(dn);
  }

  /**
   * Drops bindings that nobody took away in time.
   *
   * @return as {@link #restored}
   */
  public Set<Dn> expired(Instant now) {
    Set<Dn> gone = new HashSet<>();
    for (Map.Entry<String, SipBinding> known : List.copyOf(bindings.entrySet())) {
      if (isVoid(known.getValue(), now)) {
        gone.addAll(changed(known.getKey(), null, now));
      }
    }
    return gone;
  }

  public boolean isInService(Dn dn) {
    return contacts.containsKey(dn) || hasContact(dn);
  }

  /**
   * Whether a change of the configuration put the DN in service or out of it.
   *
   * @param before none for a new DN
   */
  public boolean isTurned(Dn dn, @Nullable DnObject before) {
    return !contacts.containsKey(dn) && hasContact(before) != hasContact(dn);
  }

  private boolean hasContact(Dn dn) {
    return hasContact(config.dn(dn.number()).orElse(null));
  }

  private boolean hasContact(@Nullable DnObject dn) {
    return dn != null && dn.enabled() && !config.value(dn, DnOptions.CONTACT).equals(REGISTERED);
  }

  private void put(String key, SipBinding binding, Instant now) {
    if (!isVoid(binding, now)) {
      bindings.put(key, binding);
      contacts.computeIfAbsent(binding.dn(), _ -> new HashSet<>()).add(key);
    }
  }

  private void remove(String key) {
    SipBinding known = bindings.remove(key);
    if (known != null) {
      Set<String> keys = contacts.getOrDefault(known.dn(), Set.of());
      if (keys.remove(key) && keys.isEmpty()) {
        contacts.remove(known.dn());
      }
    }
  }

  private static boolean isVoid(SipBinding binding, Instant now) {
    return binding.expiresAt().plus(GRACE).isBefore(now);
  }
}
