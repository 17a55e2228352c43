package org.parley.sip.location;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.parley.contracts.sip.SipBinding;
import org.parley.sip.message.Flow;
import org.parley.sip.message.SipUri;
import org.parley.sip.message.Transport;
import org.parley.sip.registrar.Bindings;
import org.parley.tlib.Dn;

class RegisteredLocationTest {
  private static final Dn DN = new Dn("2001");
  private static final Flow CONNECTION = new Flow(Transport.TCP, "192.0.2.7", 4000);

  private final Bindings bindings = new Bindings();
  private final Map<Dn, Optional<SipUri>> configured = new HashMap<>(Map.of(DN, Optional.empty()));
  private final Set<Flow> alive = new HashSet<>();
  private final Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private long nanos;
  private final Presence presence = new Presence("gw-1", () -> nanos);
  private final Location location = locationOf(presence);

  private Location locationOf(Presence of) {
    var contacts =
        new ConfiguredContacts() {
          @Override
          public boolean exists(Dn dn) {
            return configured.containsKey(dn);
          }

          @Override
          public Optional<SipUri> fixed(Dn dn) {
            return configured.getOrDefault(dn, Optional.empty());
          }
        };
    return new RegisteredLocation(bindings, contacts, of, alive::contains, () -> now);
  }

  @Test
  void a_dn_without_contacts_is_out_of_service() {
    assertThat(location.contacts(DN)).isEmpty();
    bind("sip:2001@192.0.2.1", 1000, "UDP", "gw-1", now);
    assertThat(location.contacts(DN)).isEmpty();
    bind("sip:2001@192.0.2.1", 1000, "UDP", "gw-1", now.plusMillis(1));
    assertThat(location.contacts(DN)).hasSize(1);
    configured.remove(DN);
    assertThat(location.contacts(DN)).isEmpty();
  }

  @Test
  void the_preferred_contact_comes_first_and_among_equals_the_newest() {
    bind("sip:a@192.0.2.1", 500, "UDP", "gw-1", later());
    bind("sip:b@192.0.2.1", 1000, "UDP", "gw-1", later());
    bind("sip:c@192.0.2.1", 1000, "UDP", "gw-1", later());
    assertThat(targets()).containsExactly("sip:c@192.0.2.1", "sip:b@192.0.2.1", "sip:a@192.0.2.1");

    bind("sip:b@192.0.2.1", 1000, "UDP", "gw-1", later());
    assertThat(targets()).containsExactly("sip:b@192.0.2.1", "sip:c@192.0.2.1", "sip:a@192.0.2.1");
  }

  @Test
  void over_udp_the_way_back_is_the_address_that_was_seen() {
    bind("sip:2001@10.0.0.7:5060", 1000, "UDP", "gw-1", later());

    assertThat(location.contacts(DN))
        .containsExactly(
            new Contact(
                SipUri.parse("sip:2001@10.0.0.7:5060").orElseThrow(),
                new Flow(Transport.UDP, "192.0.2.7", 4000),
                "gw-1"));
  }

  @Test
  void over_udp_a_contact_with_the_address_that_was_seen_is_taken_at_its_word() {
    bind("sip:2001@192.0.2.7:5070", 1000, "UDP", "gw-1", later());

    assertThat(location.contacts(DN)).extracting(Contact::flow).containsOnlyNulls();
  }

  @Test
  void a_contact_for_another_transport_than_it_was_made_over_is_reached_as_it_says() {
    bind("sip:2001@10.0.0.7:5060", 1000, "TCP", "gw-1", later());

    assertThat(location.contacts(DN)).extracting(Contact::flow).containsOnlyNulls();
  }

  @Test
  void over_tcp_there_must_be_the_connection() {
    bind("sip:2001@10.0.0.7;transport=tcp", 1000, "TCP", "gw-1", later());
    assertThat(location.contacts(DN)).isEmpty();

    alive.add(CONNECTION);
    assertThat(location.contacts(DN)).extracting(Contact::flow).containsExactly(CONNECTION);
  }

  @Test
  void a_connection_of_another_instance_is_a_contact_while_that_is_alive() {
    bind("sip:2001@10.0.0.7;transport=tcp", 1000, "TCP", "gw-2", later());
    assertThat(location.contacts(DN)).isEmpty();

    presence.heard("gw-1");
    presence.heard("gw-2");
    assertThat(location.contacts(DN)).extracting(Contact::gateway).containsExactly("gw-2");
    assertThat(location.isOurs(DN)).isFalse();
    for (int second = 0; second < 5; second++) {
      nanos += Presence.BEAT.toNanos();
      presence.heard("gw-1");
    }
    assertThat(location.contacts(DN)).hasSize(1);
    nanos++;
    assertThat(location.contacts(DN)).isEmpty();
    assertThat(location.isOurs(DN)).isTrue();
  }

  @Test
  void a_configured_contact_is_the_only_one() {
    bind("sip:2001@10.0.0.7", 1000, "UDP", "gw-1", later());
    configured.put(DN, SipUri.parse("sip:pbx.example.org"));

    assertThat(targets()).containsExactly("sip:pbx.example.org");
    assertThat(location.contacts(DN)).extracting(Contact::flow).containsOnlyNulls();
  }

  @Test
  void the_instance_with_the_newest_binding_acts() {
    presence.heard("gw-2");
    bind("sip:a@192.0.2.1", 1000, "UDP", "gw-1", later());
    assertThat(location.isOurs(DN)).isTrue();
    bind("sip:b@192.0.2.1", 100, "UDP", "gw-2", later());
    assertThat(location.isOurs(DN)).isFalse();
    presence.gone("gw-2");
    bindings.remove(SipBinding.key(DN, "sip:a@192.0.2.1"));
    assertThat(location.isOurs(DN)).isTrue();
    assertThat(location.contacts(DN)).extracting(Contact::gateway).containsExactly("gw-1");
  }

  /** For DNs with a configured contact, without any, and with bindings of one that has died. */
  @Test
  void of_all_that_are_alive_exactly_one_acts_for_a_dn_of_nobody() {
    List<String> names = List.of("gw-1", "gw-2", "gw-3");
    List<Presence> instances = new ArrayList<>();
    for (String name : names) {
      var instance = new Presence(name, () -> nanos);
      names.forEach(instance::heard);
      instances.add(instance);
    }
    Map<String, Integer> shares = new HashMap<>();
    Map<Dn, String> chosen = new HashMap<>();
    for (int number = 2000; number < 2300; number++) {
      Dn dn = new Dn(Integer.toString(number));
      configured.put(dn, number % 2 == 0 ? Optional.empty() : SipUri.parse("sip:pbx"));
      if (number % 3 == 0) {
        bindings.put(binding(dn, "sip:x@192.0.2.1", 1000, "UDP", "dead", later()));
      }
      List<String> acting =
          instances.stream()
              .filter(instance -> locationOf(instance).isOurs(dn))
              .map(Presence::self)
              .toList();
      assertThat(acting).as(dn.number()).hasSize(1);
      shares.merge(acting.getFirst(), 1, Integer::sum);
      chosen.put(dn, acting.getFirst());
    }
    assertThat(shares.values()).hasSize(3).allMatch(share -> share > 60);

    instances.forEach(instance -> instance.gone("gw-3"));
    chosen.forEach((dn, before) -> {
      String after = instances.getFirst().chosenFor(dn);
      assertThat(after).isEqualTo(before.equals("gw-3") ? instances.get(1).chosenFor(dn) : before);
    });
  }

  private Instant later() {
    return now.plusSeconds(600);
  }

  private List<String> targets() {
    return location.contacts(DN).stream().map(contact -> contact.target().toString()).toList();
  }

  private void bind(String contact, int q, String transport, String gateway, Instant expires) {
    bindings.put(binding(DN, contact, q, transport, gateway, expires));
  }

  private static SipBinding binding(
      Dn dn, String contact, int q, String transport, String gateway, Instant expires) {
    return new SipBinding(
        dn, contact, null, q, "c", 1, expires, transport, "192.0.2.7", 4000, gateway);
  }
}
