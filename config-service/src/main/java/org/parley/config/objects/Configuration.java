package org.parley.config.objects;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.parley.config.objects.ObjectStore.Changing;
import org.parley.contracts.config.ApplicationObject;
import org.parley.contracts.config.ConfigKey;
import org.parley.contracts.config.ConfigObject;
import org.parley.contracts.config.DnObject;
import org.parley.contracts.config.OptionCatalogue;
import org.parley.contracts.config.OptionKey;
import org.parley.contracts.config.OptionScope;
import org.parley.contracts.config.OptionValues;

/** Every change of the configuration goes through here. */
public final class Configuration {
  private final ObjectStore store;

  public Configuration(ObjectStore store) {
    this.store = store;
  }

  public Optional<ConfigObject> find(ConfigKey key) {
    return store.find(key);
  }

  public Page<ConfigObject> list(
      ConfigKey.Kind kind, String switchName, String prefix, int page, int size) {
    return store.list(kind, switchName, prefix, page, size);
  }

  public Outcome<ConfigObject> create(ConfigObject draft, Password password, String actor) {
    return store.inOrder(
        actor,
        changing ->
            changing.find(draft.key()).isPresent()
                ? new Outcome.Refused<>(new Refusal.AlreadyExists(draft.key()))
                : put(changing, draft, password, "created"));
  }

  /**
   * Puts another object in the place of one.
   *
   * @param ifVersion the version the caller has seen; none to change it whatever it is
   * @param change from the object as it is
   */
  public Outcome<ConfigObject> replace(
      ConfigKey key,
      @Nullable Long ifVersion,
      UnaryOperator<ConfigObject> change,
      Password password,
      String actor) {
    return store.inOrder(
        actor,
        changing ->
            onExisting(
                changing,
                key,
                ifVersion,
                before -> put(changing, change.apply(before), password, "replaced")));
  }

  public Outcome<ConfigKey> delete(ConfigKey key, @Nullable Long ifVersion, String actor) {
    return store.inOrder(
        actor,
        changing ->
            onExisting(
                changing,
                key,
                ifVersion,
                _ -> {
                  Optional<Refusal> why = ObjectRules.notRemovable(key, changing);
                  if (why.isPresent()) {
                    return new Outcome.Refused<>(why.get());
                  }
                  changing.remove(key);
                  return new Outcome.Done<>(key);
                }));
  }

  /** The option as it counts on an object. */
  public Outcome<OptionReading> option(ConfigKey key, String section, String name) {
    return store
        .find(key)
        .<Outcome<OptionReading>>map(object ->
            known(object, section, name)
                .<Outcome<OptionReading>>map(option -> new Outcome.Done<>(read(object, option)))
                .orElseGet(() ->
                    new Outcome.Refused<>(
                        new Refusal.UnknownOption(scopeOf(object), section, name))))
        .orElseGet(() -> new Outcome.Refused<>(new Refusal.NotFound(key)));
  }

  /** Every option that the object can have, those set under a placeholder included. */
  public Outcome<List<OptionReading>> options(ConfigKey key) {
    return store
        .find(key)
        .<Outcome<List<OptionReading>>>map(object -> new Outcome.Done<>(readAll(object)))
        .orElseGet(() -> new Outcome.Refused<>(new Refusal.NotFound(key)));
  }

  /** A value that is there already changes nothing and draws no number. */
  public Outcome<OptionReading> setOption(
      ConfigKey key,
      String section,
      String name,
      String value,
      @Nullable Long ifVersion,
      String actor) {
    return changeOption(
        key,
        section,
        name,
        ifVersion,
        actor,
        option ->
            option.accepts(value)
                ? Optional.empty()
                : Optional.of(
                    new Refusal.InvalidOptionValue(section, name, option.type().validValues())),
        values -> values.with(section, name, value),
        "%s/%s=%s".formatted(section, name, value));
  }

  /** Back to the default. */
  public Outcome<OptionReading> clearOption(
      ConfigKey key, String section, String name, @Nullable Long ifVersion, String actor) {
    return changeOption(
        key,
        section,
        name,
        ifVersion,
        actor,
        _ -> Optional.empty(),
        values -> values.without(section, name),
        "%s/%s cleared".formatted(section, name));
  }

  /** What a bulk change did. */
  public record Imported(int created, int changed, int unchanged) {}

  /**
   * Creates or replaces all of them, in their order, or none. A DN that comes without a SIP
   * password keeps the one that it has: what is exported has none.
   */
  public Outcome<Imported> importAll(List<? extends ConfigObject> drafts, String actor) {
    return store.inOrder(actor, changing -> importInto(changing, drafts));
  }

  private Outcome<Imported> importInto(Changing changing, List<? extends ConfigObject> drafts) {
    int created = 0;
    int changed = 0;
    for (ConfigObject given : drafts) {
      Optional<Refusal> why = ObjectRules.broken(given, changing);
      if (why.isPresent()) {
        changing.takeBack();
        return new Outcome.Refused<>(why.get());
      }
      Optional<ConfigObject> before = changing.find(given.key());
      ConfigObject draft = before.map(o -> Draft.withSecretsOf(o, given)).orElse(given);
      boolean same =
          before.isPresent() && Draft.numbered(draft, before.get().version()).equals(before.get());
      if (!same) {
        changing.put(Draft.numbered(draft, changing.nextVersion()), "imported");
        created += before.isEmpty() ? 1 : 0;
        changed += before.isEmpty() ? 0 : 1;
      }
    }
    return new Outcome.Done<>(new Imported(created, changed, drafts.size() - created - changed));
  }

  /** Brings every object to the topic again, after the topic was lost. */
  public int publishAll(String actor) {
    return store.inOrder(actor, Changing::publishAll);
  }

  private Outcome<OptionReading> changeOption(
      ConfigKey key,
      String section,
      String name,
      @Nullable Long ifVersion,
      String actor,
      Function<OptionKey<?>, Optional<Refusal>> check,
      UnaryOperator<OptionValues> change,
      String what) {
    return store.inOrder(
        actor,
        changing ->
            onExisting(
                changing,
                key,
                ifVersion,
                before -> {
                  Optional<OptionKey<?>> option = known(before, section, name);
                  if (option.isEmpty()) {
                    return new Outcome.Refused<>(
                        new Refusal.UnknownOption(scopeOf(before), section, name));
                  }
                  Optional<Refusal> why = check.apply(option.get());
                  if (why.isPresent()) {
                    return new Outcome.Refused<>(why.get());
                  }
                  ConfigObject after = withOptions(before, change.apply(optionsOf(before)));
                  if (!after.equals(before)) {
                    after = Draft.numbered(after, changing.nextVersion());
                    changing.put(after, what);
                  }
                  return new Outcome.Done<>(read(after, option.get()));
                }));
  }

  private static Outcome<ConfigObject> put(
      Changing changing, ConfigObject draft, Password password, String what) {
    Optional<Refusal> why = ObjectRules.broken(draft, changing);
    if (why.isPresent()) {
      return new Outcome.Refused<>(why.get());
    }
    ConfigObject object = Draft.numbered(draft, changing.nextVersion());
    changing.put(object, what);
    if (password instanceof Password.Set(var hash)) {
      changing.setPasswordHash(object.key().name(), hash);
    }
    return new Outcome.Done<>(object);
  }

  private static <T> Outcome<T> onExisting(
      Changing changing,
      ConfigKey key,
      @Nullable Long ifVersion,
      Function<ConfigObject, Outcome<T>> change) {
    Optional<ConfigObject> before = changing.find(key);
    if (before.isEmpty()) {
      return new Outcome.Refused<>(new Refusal.NotFound(key));
    }
    return ifVersion == null || ifVersion == before.get().version()
        ? change.apply(before.get())
        : new Outcome.Refused<>(new Refusal.Stale(key, before.get().version()));
  }

  private List<OptionReading> readAll(ConfigObject object) {
    OptionScope scope = scopeOf(object);
    List<OptionReading> readings = new ArrayList<>();
    OptionCatalogue.entries().stream()
        .filter(option -> option.scope() == scope && !option.isPattern())
        .forEach(option -> readings.add(read(object, option)));
    optionsOf(object)
        .sections()
        .forEach((section, values) ->
            values.keySet().stream()
                .filter(name -> readings.stream().noneMatch(r -> r.option().covers(section, name)))
                .flatMap(name -> known(object, section, name).stream())
                .forEach(option -> readings.add(read(object, option))));
    return readings;
  }

  private OptionReading read(ConfigObject object, OptionKey<?> option) {
    Optional<String> set =
        optionsOf(object).get(option.section(), option.name()).filter(option::accepts);
    if (set.isPresent()) {
      return new OptionReading(option, set.get(), OptionReading.Origin.SET, object.version());
    }
    Optional<OptionKey<?>> inherited = OptionCatalogue.inheritedBy(option);
    if (inherited.isPresent()) {
      String ofApplication =
          sipServerOptions()
              .get(option.section(), option.name())
              .orElse(inherited.get().defaultValue());
      return new OptionReading(
          option, ofApplication, OptionReading.Origin.INHERITED, object.version());
    }
    return new OptionReading(
        option,
        option.defaultValue(),
        option.defaultValue() == null ? OptionReading.Origin.NONE : OptionReading.Origin.DEFAULT,
        object.version());
  }

  private OptionValues sipServerOptions() {
    return store.list(ConfigKey.Kind.APPLICATION, "", "", 0, 100).items().stream()
        .filter(o -> scopeOf(o) == OptionScope.SIP_SERVER)
        .findFirst()
        .map(Configuration::optionsOf)
        .orElse(OptionValues.NONE);
  }

  private static Optional<OptionKey<?>> known(ConfigObject object, String section, String name) {
    return OptionCatalogue.find(scopeOf(object), section, name);
  }

  private static OptionScope scopeOf(ConfigObject object) {
    return object instanceof ApplicationObject application
        ? OptionScope.of(application.applicationType())
        : OptionScope.DN;
  }

  private static OptionValues optionsOf(ConfigObject object) {
    return switch (object) {
      case DnObject dn -> dn.options();
      case ApplicationObject application -> application.options();
      case ConfigObject _ -> OptionValues.NONE;
    };
  }

  private static ConfigObject withOptions(ConfigObject object, OptionValues options) {
    return switch (object) {
      case DnObject d -> d.withOptions(options);
      case ApplicationObject a ->
          new ApplicationObject(a.version(), a.name(), a.applicationType(), options);
      case ConfigObject other -> other;
    };
  }
}
