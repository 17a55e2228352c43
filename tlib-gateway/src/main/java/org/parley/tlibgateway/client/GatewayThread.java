package org.parley.tlibgateway.client;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The one thread on which everything about clients, registrations and the projection happens. */
public interface GatewayThread extends Executor {
  void schedule(Runnable task, long delay, TimeUnit unit);
}
