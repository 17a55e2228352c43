package org.parley.sip.registrar;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
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

  /**
   * A binding as it was read.
   *
   * @param connection that it ends with
   */
  record Entry(String key, SipBinding binding, @Nullable Flow connection) {}

  /** When to look at a binding; void when it has been made anew, or is gone. */
  private record Look(Instant at, Entry entry) {}

  private final Map<Dn, SequencedMap<String, Entry>> byDn = new HashMap<>();
  private final Map<Flow, Set<Entry>> byFlow = new HashMap<>();
  private final PriorityQueue<Look> looks = new PriorityQueue<>(Comparator.comparing(Look::at));
  private Consumer<Dn> bound = _ -> {};
  private int size;

  /** Who is told when a contact of a DN was made or refreshed. */
  public void onBound(Consumer<Dn> listener) {
    bound = listener;
  }

  /** Those of a DN, the one that was made or refreshed last at the end. */
  public List<SipBinding> of(Dn dn) {
    return at(dn).stream().map(Entry::binding).toList();
  }

  List<Entry> at(Dn dn) {
    SequencedMap<String, Entry> bindings = byDn.get(dn);
    return bindings == null ? List.of() : List.copyOf(bindings.values());
  }

  /** Those that are reached over one connection. */
  List<Entry> over(Flow flow) {
    return List.copyOf(byFlow.getOrDefault(flow, Set.of()));
  }

  /** Those that are new, and those whose time has come; told once. */
  List<Entry> toLookAt(Instant now) {
    List<Entry> due = new ArrayList<>();
    while (!looks.isEmpty() && !looks.element().at().isAfter(now)) {
      Entry entry = looks.remove().entry();
      if (isThere(entry)) {
        due.add(entry);
      }
    }
    return due;
  }

  /** Tells of it at that time again, if it is still there then. */
  void lookAgain(Entry entry, Instant at) {
    looks.add(new Look(at, entry));
  }

  @SuppressWarnings("ReferenceEquality") // one that was made anew is another one
  private boolean isThere(Entry entry) {
    SequencedMap<String, Entry> bindings = byDn.get(entry.binding().dn());
    return bindings != null && bindings.get(entry.key()) == entry;
  }

  public int size() {
    return size;
  }

  /** Has exactly these from now on. */
  public void reset(Collection<SipBinding> all) {
    byDn.clear();
    byFlow.clear();
    looks.clear();
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
    @Nullable Flow connection = connection(binding).orElse(null);
    Entry entry = new Entry(key, binding, connection);
    byDn.computeIfAbsent(binding.dn(), _ -> new LinkedHashMap<>()).put(key, entry);
    if (connection != null) {
      byFlow.computeIfAbsent(connection, _ -> new LinkedHashSet<>()).add(entry);
    }
    looks.add(new Look(Instant.MIN, entry));
    size++;
  }

  /** Gone; if it was there at all. */
  public void remove(String key) {
    Dn dn = SipBinding.dnOf(key);
    SequencedMap<String, Entry> bindings = byDn.get(dn);
    @Nullable Entry entry = bindings == null ? null : bindings.remove(key);
    if (bindings == null || entry == null) {
      return;
    }
    size--;
    if (bindings.isEmpty()) {
      byDn.remove(dn);
    }
    if (entry.connection() != null) {
      byFlow.computeIfPresent(
          entry.connection(),
          (_, entries) -> {
            entries.remove(entry);
            return entries.isEmpty() ? null : entries;
          });
    }
  }

  /**
   * The way a binding was made, if requests can go back that way: its contact asks for the same
   * transport. Over UDP that is the address that a NAT has put before the endpoint; a contact with
   * the address that the REGISTER came from is no such case, and is taken at its word, port
   * included. Otherwise it is the connection, which only the instance that made the binding has.
   */
  public static Optional<Flow> flow(SipBinding binding) {
    Optional<SipUri> contact = SipUri.parse(binding.contact());
    Optional<Transport> wanted = contact.flatMap(SipUri::transport);
    if (wanted.isEmpty() || !wanted.equals(Transport.named(binding.transport()))) {
      return Optional.empty();
    }
    boolean asSeen = contact.get().host().equals(binding.host());
    return asSeen && !wanted.get().isReliable()
        ? Optional.empty()
        : Optional.of(new Flow(wanted.get(), binding.host(), binding.port()));
  }

  /** The connection that a binding ends with, if there is one. */
  public static Optional<Flow> connection(SipBinding binding) {
    return flow(binding).filter(flow -> flow.transport().isReliable());
  }
}
