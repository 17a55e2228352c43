package org.parley.tlibgateway;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.parley.eventlog.LogHealth;
import org.parley.tlibgateway.api.HttpPages;
import org.parley.tlibgateway.client.ConfigChanges;
import org.parley.tlibgateway.client.Reception;
import org.parley.tlibgateway.client.ServiceNews;
import org.parley.tlibgateway.netty.TlibServer;
import org.parley.tlibgateway.registration.Registrations;
import org.parley.tlibgateway.request.Caller;
import org.parley.tlibgateway.site.kafka.KafkaCommands;
import org.parley.tlibgateway.site.kafka.SiteReaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * The gateway from start to stop. Ports are bound first, so that one in use ends the start;
 * connections are taken when the state of the site has been read. As health it is up from then on
 * while all logs are followed.
 */
public final class RunningGateway implements SmartLifecycle, HealthIndicator {
  private static final Logger log = LoggerFactory.getLogger(RunningGateway.class);

  private final TlibServer server;
  private final Reception reception;
  private final SiteReaders readers;
  private final KafkaCommands commands;
  private final ConfigChanges changes;
  private final ServiceNews services;
  private final Registrations<Caller> registrations;
  private final TlsCertificate certificate;
  private final HttpPages pages;
  private volatile TlibServer.@Nullable Ports ports;
  private volatile boolean accepting;

  RunningGateway(
      TlibServer server,
      Reception reception,
      SiteReaders readers,
      KafkaCommands commands,
      ConfigChanges changes,
      ServiceNews services,
      Registrations<Caller> registrations,
      TlsCertificate certificate,
      HttpPages pages) {
    this.server = server;
    this.reception = reception;
    this.readers = readers;
    this.commands = commands;
    this.changes = changes;
    this.services = services;
    this.registrations = registrations;
    this.certificate = certificate;
    this.pages = pages;
  }

  @Override
  public void start() {
    changes.start(registrations, reception, services);
    TlibServer.Ports bound = server.bind(reception, certificate.context().orElse(null), pages);
    ports = bound;
    reception.start();
    services.start();
    readers.start();
    var unused =
        readers
            .caughtUp()
            .thenCombine(commands.prepared(), (_, _) -> true)
            .thenCombine(voiceReady(), (_, _) -> true)
            .thenRunAsync(() -> accept(bound), server.thread());
  }

  /** Where there is voice it is waited for; otherwise it may come later. */
  private CompletableFuture<Void> voiceReady() {
    CompletableFuture<Void> ready =
        readers.voiceCaughtUp().thenCompose(_ -> commands.voicePrepared());
    return readers
        .hasVoice()
        .thenCompose(there -> there ? ready : CompletableFuture.completedFuture(null));
  }

  private void accept(TlibServer.Ports bound) {
    server.accept();
    accepting = true;
    log.info(
        "T-Library on TCP {}, TLS {}, WebSocket {} (-1: off)",
        bound.tcp(),
        bound.tls(),
        bound.http());
  }

  @Override
  public void stop() {
    accepting = false;
    if (ports != null) {
      ports = null;
      readers.silence();
      server.stop(reception);
      readers.close();
    }
  }

  @Override
  public boolean isRunning() {
    return ports != null;
  }

  /**
   * The ports that were bound.
   *
   * @throws IllegalStateException when it is not running
   */
  public TlibServer.Ports ports() {
    TlibServer.Ports bound = ports;
    if (bound == null) {
      throw new IllegalStateException("not running");
    }
    return bound;
  }

  @Override
  public Health health() {
    Map<String, LogHealth> logs = readers.health();
    boolean following = logs.values().stream().allMatch(LogHealth::ready);
    Health.Builder health = accepting && following ? Health.up() : Health.down();
    logs.forEach((name, now) -> {
      if (!now.ready()) {
        String error = now.lastError();
        health.withDetail(name, error == null ? "not read up to its end yet" : error);
      }
    });
    return health.withDetail("connections", reception.connectionCount()).build();
  }
}
