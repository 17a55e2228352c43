package org.parley.sip;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parley.sip.line.Timers;
import org.parley.sip.message.Transport;
import org.parley.sip.stack.SipStack;
import org.parley.starter.gateway.GatewayThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * The gateway from start to stop. Ports are bound first, so that one in use ends the start;
 * registrations and legs have been read by then, and what concerns sessions or calls is answered
 * 503 until they have been read too. As health it is up from then on while the logs are followed.
 */
final class RunningSip implements SmartLifecycle, HealthIndicator {
  private static final Logger log = LoggerFactory.getLogger(RunningSip.class);
  private static final long SWEEP_SECONDS = 1;

  private final SipStack stack;
  private final GatewayThread thread;
  private final SipEntrance entrance;
  private final Timers timers;
  private final SessionLogs sessions;
  private final ConfigChanges changes;
  private volatile @Nullable Map<Transport, Integer> ports;
  private volatile boolean working;

  RunningSip(
      SipStack stack,
      GatewayThread thread,
      SipEntrance entrance,
      Timers timers,
      SessionLogs sessions,
      ConfigChanges changes) {
    this.stack = stack;
    this.thread = thread;
    this.entrance = entrance;
    this.timers = timers;
    this.sessions = sessions;
    this.changes = changes;
  }

  @Override
  public void start() {
    var gate = new UntilReady(entrance, timers);
    Map<Transport, Integer> bound = stack.start(gate);
    ports = bound;
    changes.start();
    thread.execute(this::sweep);
    var unused =
        sessions
            .follow(thread)
            .thenRunAsync(
                () -> {
                  working = true;
                  gate.ready();
                  log.info("SIP on {}", bound);
                },
                thread);
  }

  private void sweep() {
    if (ports != null) {
      entrance.registrar().sweep();
      thread.schedule(this::sweep, SWEEP_SECONDS, TimeUnit.SECONDS);
    }
  }

  @Override
  public void stop() {
    working = false;
    if (ports != null) {
      ports = null;
      sessions.silence();
      stack.close();
    }
  }

  @Override
  public boolean isRunning() {
    return ports != null;
  }

  @Override
  public Health health() {
    Map<String, String> troubles = sessions.troubles();
    Health.Builder health = working && troubles.isEmpty() ? Health.up() : Health.down();
    troubles.forEach(health::withDetail);
    return health.build();
  }
}
