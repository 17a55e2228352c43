package org.parley.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.parley.standalone.backends.Backends;
import org.parley.standalone.backends.DataDirectory;
import org.parley.standalone.backends.ServerCertificate;
import org.parley.standalone.backends.StartRefused;
import tools.jackson.databind.json.JsonMapper;

/**
 * Each service in a process of its own, those that hold clients and calls twice, on one embedded
 * broker. For trying out, and testing, what happens when one of them dies.
 */
final class Cluster implements AutoCloseable {
  private final Backends backends;
  private final List<ServiceProcess> processes = new ArrayList<>();

  private Cluster(Backends backends) {
    this.backends = backends;
  }

  /** Returns when every process is ready. The data directory exists. */
  static Cluster start(RunOptions options, Consumer<String> say)
      throws StartRefused, IOException, InterruptedException {
    DataDirectory data = new DataDirectory(options.data());
    SiteMark.check(data, options.site());
    Ports ports = options.ports();
    Cluster cluster =
        new Cluster(
            Backends.start(
                new Backends.Options(
                    data, ports.kafka(), ports.postgres(), ports.ofCluster(), say)));
    try {
      Settings settings = new Settings(options, cluster.backends, ServerCertificate.in(data));
      cluster.startProcesses(data, settings, say);
      return cluster;
    } catch (StartRefused | IOException | InterruptedException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private void startProcesses(DataDirectory data, Settings settings, Consumer<String> say)
      throws IOException, InterruptedException, StartRefused {
    Path pids = data.root().resolve("cluster");
    Files.createDirectories(pids);
    for (Service service : Service.values()) {
      for (int instance = 1; instance <= service.instancesInCluster(); instance++) {
        String name =
            service.instancesInCluster() == 1 ? service.label() : service.label() + "-" + instance;
        Map<String, Object> own = settings.of(service, instance);
        var process =
            new ServiceProcess(
                new ServiceProcess.Plan(
                    service,
                    name,
                    (int) own.getOrDefault("server.port", 0),
                    JsonMapper.shared().writeValueAsString(own),
                    pids.resolve(name + ".pid"),
                    data.logs()),
                say);
        processes.add(process);
        process.start();
      }
    }
    for (ServiceProcess process : processes) {
      Readiness.await(process.plan().name(), process.plan().httpPort());
    }
  }

  /** Completes, with the reason, when the backends are gone for good. */
  CompletableFuture<String> lost() {
    return backends.lost();
  }

  /** Where each process writes its pid, by its name. */
  Map<String, Path> pidFiles() {
    Map<String, Path> files = new LinkedHashMap<>();
    processes.forEach(process -> files.put(process.plan().name(), process.plan().pidFile()));
    return files;
  }

  @Override
  public void close() throws IOException {
    for (ServiceProcess process : processes) {
      process.ask();
    }
    for (ServiceProcess process : processes) {
      process.close();
    }
    backends.close();
  }
}
