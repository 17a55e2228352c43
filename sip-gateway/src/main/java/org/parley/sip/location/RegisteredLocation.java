package org.parley.sip.location;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.parley.contracts.sip.SipBinding;
import org.parley.sip.message.Flow;
import org.parley.sip.message.SipUri;
import org.parley.sip.registrar.Bindings;
import org.parley.tlib.Dn;

/** Where DNs registered, or where they are configured to be. */
public final class RegisteredLocation implements Location {
  private final Bindings bindings;
  private final ConfiguredContacts configured;
  private final Presence presence;
  private final Predicate<Flow> isAlive;
  private final InstantSource clock;

  /**
   * @param isAlive whether this instance has the connection
   */
  public RegisteredLocation(
      Bindings bindings,
      ConfiguredContacts configured,
      Presence presence,
      Predicate<Flow> isAlive,
      InstantSource clock) {
    this.bindings = bindings;
    this.configured = configured;
    this.presence = presence;
    this.isAlive = isAlive;
    this.clock = clock;
  }

  @Override
  public List<Contact> contacts(Dn dn) {
    if (!configured.exists(dn)) {
      return List.of();
    }
    Optional<SipUri> fixed = configured.fixed(dn);
    return fixed.isPresent()
        ? List.of(new Contact(fixed.get(), null, presence.chosenFor(dn)))
        : reachable(dn).stream()
            .sorted(Comparator.comparingInt(SipBinding::q).reversed())
            .map(this::contact)
            .toList();
  }

  @Override
  public boolean isOurs(Dn dn) {
    List<SipBinding> reachable = configured.fixed(dn).isPresent() ? List.of() : reachable(dn);
    String acting = reachable.isEmpty() ? presence.chosenFor(dn) : gateway(reachable.getFirst());
    return acting.equals(presence.self());
  }

  /** The newest first. */
  private List<SipBinding> reachable(Dn dn) {
    Instant now = clock.instant();
    return bindings.of(dn).reversed().stream()
        .filter(binding -> binding.expiresAt().isAfter(now))
        .filter(this::isReachable)
        .toList();
  }

  private boolean isReachable(SipBinding binding) {
    Optional<Flow> connection = Bindings.connection(binding);
    if (connection.isEmpty()) {
      return true;
    }
    return binding.gateway().equals(presence.self())
        ? isAlive.test(connection.get())
        : presence.isAlive(binding.gateway());
  }

  private Contact contact(SipBinding binding) {
    SipUri target = SipUri.parse(binding.contact()).orElseThrow();
    return new Contact(target, Bindings.flow(binding).orElse(null), gateway(binding));
  }

  /** Whoever is alive can send over UDP, or open a connection. */
  private String gateway(SipBinding binding) {
    return presence.isAlive(binding.gateway())
        ? binding.gateway()
        : presence.chosenFor(binding.dn());
  }
}
