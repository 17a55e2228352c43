package org.parley.starter.config;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.config.AgentLoginObject;
import org.parley.contracts.config.ApplicationObject;
import org.parley.contracts.config.ApplicationType;
import org.parley.contracts.config.ConfigKey;
import org.parley.contracts.config.ConfigObject;
import org.parley.contracts.config.DnObject;
import org.parley.contracts.config.OptionCatalogue;
import org.parley.contracts.config.OptionKey;
import org.parley.contracts.config.OptionScope;
import org.parley.contracts.config.OptionValues;
import org.parley.contracts.config.PersonObject;
import org.parley.contracts.config.PlaceObject;
import org.parley.contracts.config.SwitchObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All objects that are configured now. Look-ups come from any thread and never wait; changes come
 * from one writer.
 *
 * <p>Objects are immutable, so whoever needs a decision to stand on one state (an option that takes
 * effect at the next interaction) takes the object once and keeps it.
 */
public final class ConfigView {
  private static final Logger log = LoggerFactory.getLogger(ConfigView.class);

  private final String site;
  private final Map<ConfigKey, ConfigObject> objects = new ConcurrentHashMap<>();

  /** The same objects again: every look at an option asks for one of them. */
  private final Map<ApplicationType, ApplicationObject> applications = new ConcurrentHashMap<>();

  private final List<ConfigListener> listeners = new CopyOnWriteArrayList<>();

  /** An empty view; {@code site} is the switch that look-ups without a switch mean. */
  public ConfigView(String site) {
    this.site = site;
  }

  public String site() {
    return site;
  }

  /** Every DN that is enabled, on our own switch. */
  public Optional<DnObject> dn(String number) {
    return dn(site, number);
  }

  /**
   * A DN that is not enabled is not found: to everybody but the administrator it does not exist.
   */
  public Optional<DnObject> dn(String switchName, String number) {
    return find(ConfigKey.dn(switchName, number), DnObject.class).filter(DnObject::enabled);
  }

  public Optional<PersonObject> person(String userName) {
    return find(ConfigKey.person(userName), PersonObject.class);
  }

  public Optional<AgentLoginObject> agentLogin(String loginCode) {
    return find(ConfigKey.agentLogin(site, loginCode), AgentLoginObject.class);
  }

  public Optional<PlaceObject> place(String name) {
    return find(ConfigKey.place(name), PlaceObject.class);
  }

  public Optional<SwitchObject> ownSwitch() {
    return find(ConfigKey.switchNamed(site), SwitchObject.class);
  }

  public Optional<ApplicationObject> application(ApplicationType type) {
    return Optional.ofNullable(applications.get(type));
  }

  public <T extends ConfigObject> Stream<T> all(Class<T> kind) {
    return objects.values().stream().filter(kind::isInstance).map(kind::cast);
  }

  /**
   * What an option of an application is set to, or its default.
   *
   * @throws IllegalStateException when it has neither
   */
  public <T> T value(OptionKey<T> option) {
    return option.valueIn(optionsOf(option.scope()));
  }

  /**
   * What an option of a DN is set to; else what the DN takes over from the SIP Server; else its
   * default.
   *
   * @throws IllegalStateException when it has none of these
   */
  public <T> T value(DnObject dn, OptionKey<T> option) {
    return option
        .setIn(dn.options())
        .or(() -> OptionCatalogue.inheritedBy(option).flatMap(app -> inherited(option, app)))
        .orElseGet(() -> option.valueIn(dn.options()));
  }

  /** From now on; what is there already is not told. */
  public void onChange(ConfigListener listener) {
    listeners.add(listener);
  }

  /**
   * Takes in one object. A record older than what is there, such as a repeated one, changes
   * nothing.
   */
  public void put(ConfigObject object) {
    ConfigObject before = objects.get(object.key());
    if (before == null || before.version() < object.version()) {
      objects.put(object.key(), object);
      index(before, object);
      tell(object.key(), before, object);
    }
  }

  public void remove(ConfigKey key) {
    ConfigObject before = objects.remove(key);
    if (before != null) {
      index(before, null);
      tell(key, before, null);
    }
  }

  /** Makes the view hold exactly these; listeners are told of the differences only. */
  public void reset(Collection<? extends ConfigObject> all) {
    Set<ConfigKey> gone = new HashSet<>(objects.keySet());
    all.forEach(object -> gone.remove(object.key()));
    gone.forEach(this::remove);
    for (ConfigObject object : all) {
      ConfigObject before = objects.put(object.key(), object);
      if (!Objects.equals(before, object)) {
        index(before, object);
        tell(object.key(), before, object);
      }
    }
  }

  public int size() {
    return objects.size();
  }

  private <T> Optional<T> inherited(OptionKey<T> dnOption, OptionKey<?> ofApplication) {
    OptionValues values = optionsOf(ofApplication.scope());
    return values
        .get(ofApplication.section(), ofApplication.name())
        .flatMap(dnOption.type()::parse)
        .or(() ->
            Optional.ofNullable(ofApplication.defaultValue()).flatMap(dnOption.type()::parse));
  }

  private OptionValues optionsOf(OptionScope scope) {
    return scope
        .applicationType()
        .flatMap(this::application)
        .map(ApplicationObject::options)
        .orElse(OptionValues.NONE);
  }

  private <T extends ConfigObject> Optional<T> find(ConfigKey key, Class<T> kind) {
    return Optional.ofNullable(objects.get(key)).map(kind::cast);
  }

  private void index(@Nullable ConfigObject before, @Nullable ConfigObject after) {
    if (after instanceof ApplicationObject application) {
      applications.put(application.applicationType(), application);
    }
    if (before instanceof ApplicationObject application) {
      applications.remove(application.applicationType(), application);
    }
  }

  private void tell(ConfigKey key, @Nullable ConfigObject before, @Nullable ConfigObject after) {
    for (ConfigListener listener : listeners) {
      try {
        listener.changed(key, before, after);
      } catch (RuntimeException e) {
        // One listener's bug must not keep the others, or the view, from the change.
        log.error("A listener failed on the change of {}", key.text(), e);
      }
    }
  }
}
