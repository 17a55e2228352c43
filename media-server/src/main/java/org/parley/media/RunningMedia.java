package org.parley.media;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.parley.eventlog.LogHealth;
import org.parley.media.host.RoomHost;
import org.parley.media.host.kafka.VoiceLog;
import org.parley.starter.gateway.GatewayThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * media-server from start to stop. The log is read to its end before a room is opened. As health it
 * is up from then on while the log is followed.
 */
final class RunningMedia implements SmartLifecycle, HealthIndicator {
  private static final Logger log = LoggerFactory.getLogger(RunningMedia.class);
  private static final long SWEEP_MILLIS = 250;
  private static final long STOP_SECONDS = 2;

  private final GatewayThread thread;
  private final RoomHost host;
  private final VoiceLog voice;
  private volatile boolean running;
  private volatile boolean working;

  RunningMedia(GatewayThread thread, RoomHost host, VoiceLog voice) {
    this.thread = thread;
    this.host = host;
    this.voice = voice;
  }

  @Override
  public void start() {
    running = true;
    var unused = voice.follow(host).thenRunAsync(this::begin, thread);
  }

  private void begin() {
    if (running) {
      host.begin();
      working = true;
      log.info("Rooms are mixed from now on; {} were ours before", host.rooms());
      sweep();
    }
  }

  private void sweep() {
    if (running) {
      thread.schedule(this::sweep, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
      host.sweep();
    }
  }

  /** Rooms end here; another instance takes them when it hears that this one is gone. */
  @Override
  public void stop() {
    if (!running) {
      return;
    }
    running = false;
    working = false;
    voice.silence();
    var closed = new CountDownLatch(1);
    thread.execute(() -> {
      host.close();
      closed.countDown();
    });
    try {
      if (!closed.await(STOP_SECONDS, TimeUnit.SECONDS)) {
        log.warn("The rooms were not closed in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public Health health() {
    LogHealth following = voice.health();
    Health.Builder health =
        working && following != null && following.ready() ? Health.up() : Health.down();
    if (following != null && !following.ready()) {
      String error = following.lastError();
      health.withDetail("voice", error == null ? "not read up to its end yet" : error);
    }
    return health.build();
  }
}
