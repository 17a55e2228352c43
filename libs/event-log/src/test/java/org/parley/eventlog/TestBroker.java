package org.parley.eventlog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * A real Kafka broker in this JVM, one for all tests of a run; each test takes topics of its own.
 */
public final class TestBroker {

  private final Path directory;
  private final int port;
  private final Properties settings;
  private KafkaRaftServer server;

  private TestBroker(Path directory, int port) throws IOException {
    this.directory = directory;
    this.port = port;
    settings = format();
    server = run();
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
  }

  private KafkaRaftServer run() {
    var started = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
    started.startup();
    return started;
  }

  /** Everybody who is connected loses the broker for a moment. */
  void restart() {
    server.shutdown();
    server.awaitShutdown();
    server = run();
  }

  private static final class Shared {
    static final TestBroker BROKER = start();
  }

  public static TestBroker shared() {
    return Shared.BROKER;
  }

  private static TestBroker start() {
    try {
      return new TestBroker(Files.createTempDirectory("parley-kafka"), freePort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A broker in a process of its own: prints its port, runs until its parent is gone or ends it.
   */
  public static void main(String[] args) throws IOException {
    System.out.println(shared().port);
    int until = System.in.read();
    System.exit(until < 0 ? 0 : 1);
  }

  public Map<String, Object> client() {
    return Map.of("bootstrap.servers", "127.0.0.1:" + port);
  }

  /** Topics nobody else has. */
  LogTopics topics(int partitions) {
    LogTopics topics = LogTopics.named("t" + UUID.randomUUID().toString().substring(0, 8));
    LogTopicsAdmin.ensure(client(), topics, partitions, (short) 1);
    return topics;
  }

  private Properties format() throws IOException {
    var props = new Properties();
    List.of(
            "process.roles=broker,controller",
            "node.id=1",
            "controller.quorum.voters=1@127.0.0.1:" + (port + 1),
            "listeners=PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                .formatted(port, port + 1),
            "advertised.listeners=PLAINTEXT://127.0.0.1:" + port,
            "controller.listener.names=CONTROLLER",
            "inter.broker.listener.name=PLAINTEXT",
            "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "log.dirs=" + directory.resolve("data"),
            "offsets.topic.replication.factor=1",
            "offsets.topic.num.partitions=2",
            "transaction.state.log.replication.factor=1",
            "transaction.state.log.min.isr=1",
            "share.coordinator.state.topic.replication.factor=1",
            "share.coordinator.state.topic.min.isr=1",
            "group.initial.rebalance.delay.ms=0",
            "group.min.session.timeout.ms=1000",
            "auto.create.topics.enable=false",
            "num.network.threads=2",
            "num.io.threads=2",
            "background.threads=2",
            "log.cleaner.dedupe.buffer.size=4194304",
            "log.index.size.max.bytes=1048576")
        .forEach(line ->
            props.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
    Path file = directory.resolve("server.properties");
    try (var out = Files.newBufferedWriter(file)) {
      props.store(out, null);
    }
    var told = new ByteArrayOutputStream();
    String[] command = {
      "format", "--cluster-id", Uuid.randomUuid().toString(), "--config", file.toString()
    };
    if (StorageTool.execute(command, new PrintStream(told, true, StandardCharsets.UTF_8)) != 0) {
      throw new IOException("not formatted: " + told);
    }
    return props;
  }

  private void stop() {
    server.shutdown();
    server.awaitShutdown();
    try (var files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A port that is free together with the next one. */
  private static int freePort() throws IOException {
    while (true) {
      try (var first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
          var second =
              new ServerSocket(first.getLocalPort() + 1, 1, InetAddress.getLoopbackAddress())) {
        return second.getLocalPort() - 1;
      } catch (IOException | IllegalArgumentException e) {
        continue;
      }
    }
  }
}
