package org.parley.sip.registrar;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.sip.SipBinding;
import org.parley.sip.message.Flow;
import org.parley.sip.message.SipUri;
import org.parley.sip.message.Transport;
import org.parley.tlib.Dn;

/**
 * What is registered, at all instances, as far as it has been read. Bindings that have expired stay
 * until somebody takes them away. Used on the gateway thread only.
 */
public final class Bindings {
  private final Map<Dn, SequencedMap<String, SipBinding>> byDn = new HashMap<>();
  private final Map<Flow, Set<String>> byFlow = new HashMap<>();
  private Consumer<Dn> bound = _ -> {};
  private int size;

  /** Who is told when a contact of a DN was made or refreshed. */
  public void onBound(Consumer<Dn> listener) {
    bound = listener;
  }

  /** Those of a DN, the one that was made or refreshed last at the end. */
  public List<SipBinding> of(Dn dn) {
    SequencedMap<String, SipBinding> bindings = byDn.get(dn);
    return bindings == null ? List.of() : List.copyOf(bindings.values());
  }

  /** Those that are reached over one connection. */
  List<SipBinding> over(Flow flow) {
    return byFlow.getOrDefault(flow, Set.of()).stream()
        .map(key -> byDn.getOrDefault(SipBinding.dnOf(key), new LinkedHashMap<>()).get(key))
        .toList();
  }

  /** All there are, at this moment. */
  List<SipBinding> all() {
    return byDn.values().stream().flatMap(bindings -> bindings.values().stream()).toList();
  }

  public int size() {
    return size;
  }

  /** Has exactly these from now on. */
  public void reset(Collection<SipBinding> all) {
    byDn.clear();
    byFlow.clear();
    size = 0;
    all.forEach(this::add);
  }

  /** Made or refreshed. */
  public void put(SipBinding binding) {
    add(binding);
    bound.accept(binding.dn());
  }

  private void add(SipBinding binding) {
    String key = SipBinding.key(binding.dn(), binding.contact());
    remove(key);
    byDn.computeIfAbsent(binding.dn(), _ -> new LinkedHashMap<>()).put(key, binding);
    connection(binding)
        .ifPresent(flow -> byFlow.computeIfAbsent(flow, _ -> new LinkedHashSet<>()).add(key));
    size++;
  }

  /** Gone; if it was there at all. */
  public void remove(String key) {
    Dn dn = SipBinding.dnOf(key);
    SequencedMap<String, SipBinding> bindings = byDn.get(dn);
    @Nullable SipBinding binding = bindings == null ? null : bindings.remove(key);
    if (bindings == null || binding == null) {
      return;
    }
    size--;
    if (bindings.isEmpty()) {
      byDn.remove(dn);
    }
    connection(binding)
        .ifPresent(flow ->
            byFlow.computeIfPresent(
                flow,
                (_, keys) -> {
                  keys.remove(key);
                  return keys.isEmpty() ? null : keys;
                }));
  }

  /**
   * The way a binding was made, if requests can go back that way: its contact asks for the same
   * transport. Over UDP that is the address behind any NAT; otherwise it is the connection, which
   * only the instance that made the binding has.
   */
  public static Optional<Flow> flow(SipBinding binding) {
    Optional<Transport> made = Transport.named(binding.transport());
    return SipUri.parse(binding.contact())
        .flatMap(SipUri::transport)
        .filter(wanted -> made.filter(wanted::equals).isPresent())
        .map(transport -> new Flow(transport, binding.host(), binding.port()));
  }

  /** The connection that a binding ends with, if there is one. */
  public static Optional<Flow> connection(SipBinding binding) {
    return flow(binding).filter(flow -> flow.transport().isReliable());
  }
}
