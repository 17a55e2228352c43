package org.parley.tlibgateway.client;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.config.DnObject;
import org.parley.contracts.sip.SipBinding;
import org.parley.starter.gateway.GatewayThread;
import org.parley.tlib.Attribute;
import org.parley.tlib.Dn;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibEvent;
import org.parley.tlibgateway.site.Endpoints;
import org.parley.tlibgateway.translation.Delivery;

/**
 * Tells the clients of a DN when its last endpoint goes (EventDNOutOfService) and when one is there
 * again (EventDNBackInService): whenever it is otherwise than what its registration told them. At
 * the start nobody has registered yet.
 */
public final class ServiceNews {
  private static final long LOOK_SECONDS = 5;

  private final Endpoints endpoints;
  private final Distribution distribution;
  private final Reception reception;
  private final GatewayThread thread;
  private final InstantSource clock;

  public ServiceNews(
      Endpoints endpoints,
      Distribution distribution,
      Reception reception,
      GatewayThread thread,
      InstantSource clock) {
    this.endpoints = endpoints;
    this.distribution = distribution;
    this.reception = reception;
    this.thread = thread;
    this.clock = clock;
  }

  /** Starts to look for bindings that expired. */
  public void start() {
    thread.schedule(this::look, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  private void look() {
    try {
      tell(endpoints.expired(clock.instant()));
      reception.settle();
    } finally {
      thread.schedule(this::look, LOOK_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** All bindings: at the start, or later when there was no such topic, or when it is read anew. */
  public void bindingsRestored(Map<String, SipBinding> all) {
    tell(endpoints.restored(all, clock.instant()));
  }

  /**
   * @param binding null when it is gone
   */
  public void bindingChanged(String key, @Nullable SipBinding binding) {
    tell(endpoints.changed(key, binding, clock.instant()));
  }

  /** A DN is configured otherwise than before. */
  void configured(Dn dn, @Nullable DnObject before) {
    if (endpoints.isTurned(dn, before)) {
      tell(Set.of(dn));
    }
  }

  private void tell(Collection<Dn> changed) {
    distribution.deliver(
        changed.stream()
            .<Delivery>map(dn ->
                new Delivery.ToDn(
                    dn,
                    null,
                    TlibEvent.of(
                            endpoints.isInService(dn)
                                ? MessageType.EVENT_DN_BACK_IN_SERVICE
                                : MessageType.EVENT_DN_OUT_OF_SERVICE)
                        .with(Attribute.THIS_DN, dn)
                        .with(Attribute.TIME, clock.instant())))
            .toList());
  }
}
