package org.parley.config.objects.store;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.parley.contracts.config.AgentLoginObject;
import org.parley.contracts.config.ApplicationObject;
import org.parley.contracts.config.ConfigKey;
import org.parley.contracts.config.ConfigObject;
import org.parley.contracts.config.DnObject;
import org.parley.contracts.config.PersonObject;
import org.parley.contracts.config.PlaceObject;
import org.parley.contracts.config.SwitchObject;
import org.parley.contracts.config.TenantObject;
import org.springframework.stereotype.Component;

/** All kinds of rows together: which repository a key or an object belongs to. */
@Component
class ObjectRows {
  final TenantRows tenants;
  final SwitchRows switches;
  final DnRows dns;
  final ApplicationRows applications;
  final PersonRows persons;
  final AgentLoginRows agentLogins;
  final PlaceRows places;

  ObjectRows(
      TenantRows tenants,
      SwitchRows switches,
      DnRows dns,
      ApplicationRows applications,
      PersonRows persons,
      AgentLoginRows agentLogins,
      PlaceRows places) {
    this.tenants = tenants;
    this.switches = switches;
    this.dns = dns;
    this.applications = applications;
    this.persons = persons;
    this.agentLogins = agentLogins;
    this.places = places;
  }

  Optional<? extends ObjectRow> find(ConfigKey key) {
    String name = key.name();
    if (name.indexOf('\0') >= 0 || key.switchName().indexOf('\0') >= 0) {
      return Optional.empty(); // Postgres has no text with NUL and would call it an error
    }
    return switch (key.kind()) {
      case TENANT -> tenants.findById(name);
      case SWITCH -> switches.findById(name);
      case DN -> dns.findById(new OnSwitch(key.switchName(), name));
      case APPLICATION -> applications.findById(name);
      case PERSON -> persons.findById(name);
      case AGENT_LOGIN -> agentLogins.findById(new OnSwitch(key.switchName(), name));
      case PLACE -> places.findById(name);
    };
  }

  void put(ConfigObject object) {
    switch (object) {
      case TenantObject o ->
          tenants.save(tenants.findById(o.name()).orElseGet(() -> new TenantRow(o.name())).set(o));
      case SwitchObject o ->
          switches.save(
              switches.findById(o.name()).orElseGet(() -> new SwitchRow(o.name())).set(o));
      case DnObject o -> {
        OnSwitch id = new OnSwitch(o.switchName(), o.number());
        dns.save(dns.findById(id).orElseGet(() -> new DnRow(id)).set(o));
      }
      case ApplicationObject o ->
          applications.save(
              applications.findById(o.name()).orElseGet(() -> new ApplicationRow(o.name())).set(o));
      case PersonObject o ->
          persons.save(
              persons.findById(o.userName()).orElseGet(() -> new PersonRow(o.userName())).set(o));
      case AgentLoginObject o -> {
        OnSwitch id = new OnSwitch(o.switchName(), o.loginCode());
        agentLogins.save(agentLogins.findById(id).orElseGet(() -> new AgentLoginRow(id)).set(o));
      }
      case PlaceObject o ->
          places.save(places.findById(o.name()).orElseGet(() -> new PlaceRow(o.name())).set(o));
    }
  }

  void remove(ConfigKey key) {
    String name = key.name();
    OnSwitch onSwitch = new OnSwitch(key.switchName(), name);
    switch (key.kind()) {
      case TENANT -> tenants.findById(name).ifPresent(tenants::delete);
      case SWITCH -> switches.findById(name).ifPresent(switches::delete);
      case DN -> dns.findById(onSwitch).ifPresent(dns::delete);
      case APPLICATION -> applications.findById(name).ifPresent(applications::delete);
      case PERSON -> persons.findById(name).ifPresent(persons::delete);
      case AGENT_LOGIN -> agentLogins.findById(onSwitch).ifPresent(agentLogins::delete);
      case PLACE -> places.findById(name).ifPresent(places::delete);
    }
  }

  /** In an order in which each object stands after those it names. */
  List<ConfigObject> all() {
    return Stream.of(tenants, switches, applications, dns, agentLogins, places, persons)
        .<ObjectRow>flatMap(kind -> kind.findAll().stream())
        .<ConfigObject>map(ObjectRow::toObject)
        .toList();
  }
}
