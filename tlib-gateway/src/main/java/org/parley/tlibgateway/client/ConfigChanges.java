package org.parley.tlibgateway.client;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.config.ConfigKey;
import org.parley.contracts.config.ConfigObject;
import org.parley.contracts.config.DnObject;
import org.parley.contracts.config.PersonObject;
import org.parley.starter.config.ConfigListener;
import org.parley.starter.config.ConfigView;
import org.parley.starter.gateway.GatewayThread;
import org.parley.tlib.Attribute;
import org.parley.tlib.Dn;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibError;
import org.parley.tlib.TlibEvent;
import org.parley.tlibgateway.registration.Registrations;
import org.parley.tlibgateway.request.Caller;
import org.parley.tlibgateway.translation.ImNumbers;
import org.parley.tlibgateway.translation.VoiceSettings;

/**
 * What a change of the configuration means for connected clients: a DN that is gone is unregistered
 * (EventUnregistered without a ReferenceID, t-library.md 1.4), a person who may not log in any more
 * or has other rights is disconnected, a DN may be in service now or not any more, and the numbers
 * of private services and the options of voice calls are the new ones at once.
 */
public final class ConfigChanges implements ConfigListener, Supplier<ImNumbers> {
  private final ConfigView config;
  private final GatewayThread thread;
  private final InstantSource clock;
  private volatile ImNumbers numbers = ImNumbers.DEFAULT;
  private volatile VoiceSettings voice = VoiceSettings.DEFAULT;
  private volatile @Nullable Present present;

  private record Present(
      Registrations<Caller> registrations, Reception reception, ServiceNews services) {}

  public ConfigChanges(ConfigView config, GatewayThread thread, InstantSource clock) {
    this.config = config;
    this.thread = thread;
    this.clock = clock;
  }

  /** Begins to listen, for these clients. */
  public void start(
      Registrations<Caller> registrations, Reception reception, ServiceNews services) {
    present = new Present(registrations, reception, services);
    readOptions();
    config.onChange(this);
  }

  @Override
  public ImNumbers get() {
    return numbers;
  }

  /** What the options say about voice calls. */
  public VoiceSettings voice() {
    return voice;
  }

  @Override
  public void changed(ConfigKey key, @Nullable ConfigObject before, @Nullable ConfigObject after) {
    Present clients = present;
    switch (key.kind()) {
      case APPLICATION -> readOptions();
      case PERSON -> {
        @Nullable PersonObject person = after instanceof PersonObject p ? p : null;
        if (clients != null) {
          thread.execute(() -> clients.reception().personChanged(key.name(), person));
        }
      }
      case DN -> {
        boolean isThere = after instanceof DnObject dn && dn.enabled();
        if (clients != null && key.switchName().equals(config.site())) {
          Dn dn = new Dn(key.name());
          thread.execute(
              isThere
                  ? () -> {
                    clients.services().configured(dn, before instanceof DnObject was ? was : null);
                    clients.reception().settle();
                  }
                  : () -> dnGone(clients, dn));
        }
      }
      case TENANT, SWITCH, AGENT_LOGIN, PLACE -> {}
    }
  }

  private void readOptions() {
    numbers = ImNumbers.of(config);
    voice = VoiceSettings.of(config);
  }

  private void dnGone(Present clients, Dn dn) {
    TlibEvent gone =
        TlibEvent.of(MessageType.EVENT_UNREGISTERED)
            .with(Attribute.THIS_DN, dn)
            .with(Attribute.ERROR_CODE, TlibError.NOT_CONFIGURED.code())
            .with(Attribute.ERROR_MESSAGE, TlibError.NOT_CONFIGURED.meaning())
            .with(Attribute.TIME, clock.instant());
    for (Caller client : List.copyOf(clients.registrations().clientsOf(dn))) {
      clients.registrations().unregister(client, dn);
      client.tell(gone, null);
    }
    clients.reception().settle();
  }
}
