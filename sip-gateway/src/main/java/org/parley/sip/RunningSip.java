package org.parley.sip;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parley.eventlog.LogHealth;
import org.parley.sip.leg.Switchboard;
import org.parley.sip.leg.kafka.SessionLog;
import org.parley.sip.message.Transport;
import org.parley.sip.registrar.Registrar;
import org.parley.sip.stack.SipStack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * The gateway from start to stop. Ports are bound first, so that one in use ends the start;
 * registrations and legs have been read by then, and what concerns sessions is answered 503 until
 * they have been read too. As health it is up from then on while the log is followed.
 */
final class RunningSip implements SmartLifecycle, HealthIndicator {
  private static final Logger log = LoggerFactory.getLogger(RunningSip.class);
  private static final long SWEEP_SECONDS = 1;

  private final SipStack stack;
  private final SipThread thread;
  private final Registrar registrar;
  private final Switchboard switchboard;
  private final SessionLog sessions;
  private final ConfigChanges changes;
  private volatile @Nullable Map<Transport, Integer> ports;
  private volatile boolean working;

  RunningSip(
      SipStack stack,
      SipThread thread,
      Registrar registrar,
      Switchboard switchboard,
      SessionLog sessions,
      ConfigChanges changes) {
    this.stack = stack;
    this.thread = thread;
    this.registrar = registrar;
    this.switchboard = switchboard;
    this.sessions = sessions;
    this.changes = changes;
  }

  @Override
  public void start() {
    Map<Transport, Integer> bound = stack.start(new SipEntrance(registrar, switchboard));
    ports = bound;
    changes.start();
    thread.execute(this::sweep);
    var unused =
        sessions
            .follow(switchboard)
            .thenRunAsync(
                () -> {
                  switchboard.ready();
                  working = true;
                  log.info("SIP on {}", bound);
                },
                thread);
  }

  private void sweep() {
    if (ports != null) {
      registrar.sweep();
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
    LogHealth following = sessions.health();
    Health.Builder health =
        working && following != null && following.ready() ? Health.up() : Health.down();
    if (following != null && !following.ready()) {
      String error = following.lastError();
      health.withDetail("im", error == null ? "not read up to its end yet" : error);
    }
    return health.build();
  }
}
