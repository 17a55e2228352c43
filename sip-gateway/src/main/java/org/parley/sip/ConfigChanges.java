package org.parley.sip;

import org.jspecify.annotations.Nullable;
import org.parley.contracts.config.ConfigKey;
import org.parley.contracts.config.ConfigObject;
import org.parley.contracts.config.DnObject;
import org.parley.contracts.config.DnOptions;
import org.parley.sip.leg.Policies;
import org.parley.sip.leg.Switchboard;
import org.parley.sip.registrar.Registrar;
import org.parley.sip.stack.health.Trace;
import org.parley.starter.config.ConfigListener;
import org.parley.starter.config.ConfigView;
import org.parley.starter.gateway.GatewayThread;
import org.parley.tlib.Dn;

/**
 * What takes effect immediately about a DN: whether it may be registered, {@code
 * sip-signaling-chat}, on running sessions too, and {@code sip-trace}.
 */
final class ConfigChanges implements ConfigListener {
  private final ConfigView config;
  private final Policies policies;
  private final Registrar registrar;
  private final Switchboard switchboard;
  private final Trace trace;
  private final GatewayThread thread;

  ConfigChanges(
      ConfigView config,
      Policies policies,
      Registrar registrar,
      Switchboard switchboard,
      Trace trace,
      GatewayThread thread) {
    this.config = config;
    this.policies = policies;
    this.registrar = registrar;
    this.switchboard = switchboard;
    this.trace = trace;
    this.thread = thread;
  }

  /** Begins to listen, and does what is configured already. */
  void start() {
    config.onChange(this);
    config.all(DnObject.class).filter(this::isOurs).forEach(this::trace);
  }

  @Override
  public void changed(ConfigKey key, @Nullable ConfigObject before, @Nullable ConfigObject after) {
    if (key.kind() == ConfigKey.Kind.DN && key.switchName().equals(config.site())) {
      Dn dn = new Dn(key.name());
      thread.execute(() -> {
        registrar.configured(dn);
        switchboard.signalingChanged(dn, policies.signaling(dn));
      });
      if (after instanceof DnObject now) {
        trace(now);
      } else {
        trace.off(dn);
      }
    }
  }

  private boolean isOurs(DnObject dn) {
    return dn.switchName().equals(config.site());
  }

  private void trace(DnObject dn) {
    Dn number = new Dn(dn.number());
    if (dn.enabled() && config.value(dn, DnOptions.SIP_TRACE)) {
      trace.on(number);
    } else {
      trace.off(number);
    }
  }
}
