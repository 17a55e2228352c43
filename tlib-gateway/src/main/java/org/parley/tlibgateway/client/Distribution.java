package org.parley.tlibgateway.client;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.Origin;
import org.parley.tlib.Dn;
import org.parley.tlib.TlibEvent;
import org.parley.tlibgateway.registration.Registrations;
import org.parley.tlibgateway.request.Caller;
import org.parley.tlibgateway.translation.Delivery;

/** Sends events to whom they are for, as far as these are connected to this gateway. */
public final class Distribution {
  private final Registrations<Caller> registrations;
  private final Reception reception;

  public Distribution(Registrations<Caller> registrations, Reception reception) {
    this.registrations = registrations;
    this.reception = reception;
  }

  /** Queues them; {@link Reception#settle} lets them go. */
  public void deliver(List<Delivery> deliveries) {
    for (Delivery delivery : deliveries) {
      switch (delivery) {
        case Delivery.ToDn(Dn dn, @Nullable Origin cause, TlibEvent event) ->
            toDn(dn, cause, event);
        case Delivery.ToAsker(Origin asker, TlibEvent event) -> {
          Client client = reception.clientOf(asker);
          if (client != null) {
            client.tell(event, asker);
          }
        }
      }
    }
  }

  private void toDn(Dn dn, @Nullable Origin cause, TlibEvent event) {
    Client asker = cause == null ? null : reception.clientOf(cause);
    boolean askerTold = asker == null;
    for (Caller client : registrations.clientsOf(dn)) {
      client.tell(event, cause);
      askerTold |= client == asker;
    }
    if (!askerTold && asker != null) {
      asker.tell(event, cause); // it gave the DN up meanwhile, but it asked
    }
  }
}
