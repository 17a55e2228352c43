package org.parley.starter.gateway;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The one thread on which everything about a gateway's connections and projections happens. */
public interface GatewayThread extends Executor {
  void schedule(Runnable task, long delay, TimeUnit unit);
}
