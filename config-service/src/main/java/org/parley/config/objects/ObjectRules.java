package org.parley.config.objects;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.parley.contracts.config.AgentLoginObject;
import org.parley.contracts.config.ApplicationObject;
import org.parley.contracts.config.ConfigKey;
import org.parley.contracts.config.ConfigObject;
import org.parley.contracts.config.DnObject;
import org.parley.contracts.config.OptionCatalogue;
import org.parley.contracts.config.OptionKey;
import org.parley.contracts.config.OptionScope;
import org.parley.contracts.config.OptionValues;
import org.parley.contracts.config.PersonObject;
import org.parley.contracts.config.PlaceObject;
import org.parley.contracts.config.Role;
import org.parley.contracts.config.SwitchObject;
import org.parley.contracts.config.TenantObject;

/** What must hold for an object to be taken in. */
final class ObjectRules {
  private static final int MAX_NAME = 64;
  private static final Pattern NAME = Pattern.compile("[\\p{Graph}&&[^/]]{1," + MAX_NAME + "}");
  private static final Pattern SWITCH_NAME = Pattern.compile("[A-Za-z0-9_-]{1,32}");
  private static final Pattern TEXT = Pattern.compile("[^\\p{Cntrl}]{0,128}");

  /** The first rule that the object breaks. */
  static Optional<Refusal> broken(ConfigObject object, ObjectStore.Changing store) {
    return Stream.concat(namesOf(object), referencesOf(object, store)).findFirst();
  }

  private static Stream<Refusal> namesOf(ConfigObject object) {
    ConfigKey key = object.key();
    List<Refusal> broken = new ArrayList<>();
    if (!NAME.matcher(key.name()).matches()) {
      broken.add(
          new Refusal.InvalidField(
              key, "name", "1 to " + MAX_NAME + " visible characters of ASCII without a slash"));
    }
    switch (object) {
      case TenantObject t when t.dbid() < 1 ->
          broken.add(new Refusal.InvalidField(key, "dbid", "must be 1 or more"));
      case SwitchObject s -> {
        if (!SWITCH_NAME.matcher(s.name()).matches()) {
          broken.add(
              new Refusal.InvalidField(
                  key, "name", "1 to 32 letters, digits, underscores and hyphens"));
        }
        if (s.siteNumber() < 1 || s.siteNumber() > SwitchObject.MAX_SITE_NUMBER) {
          broken.add(
              new Refusal.InvalidField(key, "siteNumber", "1 to " + SwitchObject.MAX_SITE_NUMBER));
        }
      }
      case PersonObject p -> {
        if (!TEXT.matcher(p.firstName()).matches() || !TEXT.matcher(p.lastName()).matches()) {
          broken.add(
              new Refusal.InvalidField(
                  key,
                  "firstName, lastName",
                  "at most 128 characters, none of them a control character"));
        }
        if (p.agentIds().stream().distinct().count() < p.agentIds().size()) {
          broken.add(new Refusal.InvalidField(key, "agentIds", "each only once"));
        }
      }
      case PlaceObject p when p.dns().stream().distinct().count() < p.dns().size() ->
          broken.add(new Refusal.InvalidField(key, "dns", "each only once"));
      case DnObject d -> invalidOption(key, OptionScope.DN, d.options()).ifPresent(broken::add);
      case ApplicationObject a ->
          invalidOption(key, OptionScope.of(a.applicationType()), a.options())
              .ifPresent(broken::add);
      case TenantObject _, PlaceObject _, AgentLoginObject _ -> {}
    }
    return broken.stream();
  }

  private static Stream<Refusal> referencesOf(ConfigObject object, ObjectStore.Changing store) {
    ConfigKey key = object.key();
    return switch (object) {
      case TenantObject _ -> Stream.empty();
      case SwitchObject s ->
          Stream.concat(
              missing(key, store, Stream.of(ConfigKey.tenant(s.tenant()))),
              store.siteNumberTaken(s.siteNumber(), s.name())
                  ? Stream.of(new Refusal.InvalidField(key, "siteNumber", "another switch has it"))
                  : Stream.empty());
      case DnObject d -> missing(key, store, Stream.of(ConfigKey.switchNamed(d.switchName())));
      case AgentLoginObject l ->
          missing(key, store, Stream.of(ConfigKey.switchNamed(l.switchName())));
      case ApplicationObject a ->
          store.applicationTypeTaken(a.applicationType().toString(), a.name())
              ? Stream.of(new Refusal.InvalidField(key, "type", "another application has it"))
              : Stream.empty();
      case PlaceObject p ->
          missing(
              key, store, p.dns().stream().map(dn -> ConfigKey.dn(dn.switchName(), dn.number())));
      case PersonObject p -> ofPerson(p, store);
    };
  }

  private static Stream<Refusal> ofPerson(PersonObject person, ObjectStore.Changing store) {
    Stream<Refusal> place =
        person.place() == null
            ? Stream.empty()
            : missing(person.key(), store, Stream.of(ConfigKey.place(person.place())));
    Stream<Refusal> logins =
        person.agentIds().stream()
            .filter(id -> !store.agentLoginExists(id))
            .map(id ->
                new Refusal.InvalidField(
                    person.key(), "agentIds", "there is no agent login " + id));
    boolean administers = person.enabled() && person.roles().contains(Role.ADMIN);
    Stream<Refusal> lastAdmin =
        !administers
                && isAdministrator(person.key(), store)
                && !store.hasAdministratorBeside(person.userName())
            ? Stream.of(new Refusal.LastAdministrator(person.key()))
            : Stream.empty();
    return Stream.of(place, logins, lastAdmin).flatMap(s -> s);
  }

  static Optional<Refusal> notRemovable(ConfigKey key, ObjectStore.Changing store) {
    Optional<Refusal> used = store.userOf(key).map(user -> new Refusal.InUse(key, user));
    return used.isPresent()
            || !isAdministrator(key, store)
            || store.hasAdministratorBeside(key.name())
        ? used
        : Optional.of(new Refusal.LastAdministrator(key));
  }

  private static boolean isAdministrator(ConfigKey key, ObjectStore.Changing store) {
    return key.kind() == ConfigKey.Kind.PERSON
        && store
            .find(key)
            .filter(
                o -> o instanceof PersonObject p && p.enabled() && p.roles().contains(Role.ADMIN))
            .isPresent();
  }

  private static Stream<Refusal> missing(
      ConfigKey from, ObjectStore.Changing store, Stream<ConfigKey> named) {
    return named
        .filter(key -> store.find(key).isEmpty())
        .map(key -> new Refusal.UnknownReference(from, key));
  }

  private static Optional<Refusal> invalidOption(
      ConfigKey key, OptionScope scope, OptionValues options) {
    for (Map.Entry<String, Map<String, String>> section : options.sections().entrySet()) {
      for (Map.Entry<String, String> option : section.getValue().entrySet()) {
        Optional<OptionKey<?>> known =
            OptionCatalogue.find(scope, section.getKey(), option.getKey());
        if (known.isEmpty()) {
          return Optional.of(
              new Refusal.InvalidField(
                  key,
                  "option " + section.getKey() + "/" + option.getKey(),
                  "there is no such option"));
        }
        if (!known.get().accepts(option.getValue())) {
          return Optional.of(
              new Refusal.InvalidOptionValue(
                  section.getKey(), option.getKey(), known.get().type().validValues()));
        }
      }
    }
    return Optional.empty();
  }

  private ObjectRules() {}
}
