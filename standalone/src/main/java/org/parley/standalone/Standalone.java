package org.parley.standalone;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.parley.standalone.backends.Backends;
import org.parley.standalone.backends.DataDirectory;
import org.parley.standalone.backends.ServerCertificate;
import org.parley.standalone.backends.StartRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/** All services in this JVM, each with a Spring context of its own, and the backends beside it. */
final class Standalone implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Standalone.class);

  private final Map<Service, ConfigurableApplicationContext> contexts =
      new EnumMap<>(Service.class);
  private final Backends backends;
  private boolean closed;

  private Standalone(Backends backends) {
    this.backends = backends;
  }

  /**
   * Returns when every service is up and edge-gateway, sip-gateway and media-server call themselves
   * ready. The data directory exists.
   */
  static Standalone start(RunOptions options, Consumer<String> say)
      throws StartRefused, IOException, InterruptedException {
    DataDirectory data = new DataDirectory(options.data());
    SiteMark.check(data, options.site());
    FutureTask<ServerCertificate> certificate =
        started("certificate", () -> ServerCertificate.in(data));
    Ports ports = options.ports();
    Backends backends =
        Backends.start(
            new Backends.Options(data, ports.kafka(), ports.postgres(), ports.ofServices(), say));
    Standalone standalone = new Standalone(backends);
    try {
      Settings settings = new Settings(options, backends, certificate.get());
      standalone.startServices(settings, options);
      Readiness.await("edge-gateway", ports.edge());
      Readiness.await("sip-gateway", ports.sipGateway());
      Readiness.await("media-server", ports.mediaServer());
      return standalone;
    } catch (ExecutionException e) {
      standalone.close();
      throw e.getCause() instanceof StartRefused refused
          ? refused
          : new StartRefused("The TLS certificate could not be made: " + e.getCause(), e);
    } catch (StartRefused | IOException | InterruptedException | RuntimeException e) {
      standalone.close();
      throw e;
    }
  }

  /** Completes, with the reason, when the backends are gone for good. */
  CompletableFuture<String> lost() {
    return backends.lost();
  }

  private void startServices(Settings settings, RunOptions options)
      throws StartRefused, IOException, InterruptedException {
    var starting = new ExecutorCompletionService<Running>(task -> Thread.ofPlatform().start(task));
    for (Service service : Service.values()) {
      Map<String, Object> own = settings.of(service, 1);
      starting.submit(() -> run(service, own));
    }
    try {
      for (int i = 0; i < Service.values().length; i++) {
        Running running = starting.take().get();
        contexts.put(running.service(), running.context());
      }
    } catch (ExecutionException e) {
      // The others may be waiting for the one that failed; the user should not.
      throw e.getCause() instanceof StartRefused refused
          ? refused
          : new StartRefused("A service did not start: " + deepest(e), e);
    }
  }

  private record Running(Service service, ConfigurableApplicationContext context) {}

  private static Running run(Service service, Map<String, Object> settings) throws StartRefused {
    Thread.currentThread().setName("start-" + service.label());
    String[] arguments =
        settings.entrySet().stream()
            .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
            .toArray(String[]::new);
    try {
      return new Running(service, service.application().run(arguments));
    } catch (RuntimeException e) {
      log.error("{} did not start", service.label(), e);
      throw new StartRefused(service.label() + " did not start: " + deepest(e).getMessage(), e);
    }
  }

  private static Throwable deepest(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return deepest;
  }

  private static <T> FutureTask<T> started(String name, Callable<T> work) {
    var task = new FutureTask<>(work);
    Thread.ofPlatform().name("start-" + name).start(task);
    return task;
  }

  /** In order: clients are let go, running work is finished, and the backends stop last. */
  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    for (Service.Stop together : Service.Stop.values()) {
      List<FutureTask<Void>> closing = new ArrayList<>();
      contexts.forEach((service, context) -> {
        if (service.stop() == together) {
          closing.add(started(service.label(), () -> close(context)));
        }
      });
      closing.forEach(Standalone::awaitClosed);
    }
    backends.close();
  }

  private static Void close(ConfigurableApplicationContext context) {
    context.close();
    return null;
  }

  private static void awaitClosed(FutureTask<Void> closing) {
    try {
      closing.get();
    } catch (ExecutionException e) {
      log.error("A service did not stop cleanly", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
