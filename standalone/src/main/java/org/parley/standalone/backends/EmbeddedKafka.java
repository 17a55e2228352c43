package org.parley.standalone.backends;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * One broker and controller in this JVM. It is the real Kafka, so what it acknowledged survives its
 * own death by {@code kill -9}; a crash of the operating system can take the last moments, because
 * a single node does not wait for the disk (docs/operations.md says so to the user).
 */
final class EmbeddedKafka {
  private final KafkaRaftServer server;

  private EmbeddedKafka(KafkaRaftServer server) {
    this.server = server;
  }

  /** Returns when the broker takes requests. The controller listens on {@code port + 1}. */
  static EmbeddedKafka start(Path directory, int port, PrintStream formatOutput)
      throws IOException {
    Properties properties = settings(directory, port);
    if (Files.notExists(directory.resolve("meta.properties"))) {
      format(directory, properties, formatOutput);
    }
    KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
    server.startup();
    return new EmbeddedKafka(server);
  }

  private static void format(Path directory, Properties properties, PrintStream output)
      throws IOException {
    DataDirectory.deleteTree(directory);
    Files.createDirectories(directory);
    Path file = Files.createTempFile(directory.getParent(), "kafka-format", ".properties");
    try {
      try (var writer = Files.newBufferedWriter(file)) {
        properties.store(writer, null);
      }
      String[] command = {
        "format", "--cluster-id", Uuid.randomUuid().toString(), "--config", file.toString()
      };
      int result = StorageTool.execute(command, output);
      if (result != 0) {
        throw new IOException("Kafka's storage could not be formatted, code " + result);
      }
    } finally {
      Files.deleteIfExists(file);
    }
  }

  static Properties settings(Path directory, int port) {
    String broker = "127.0.0.1:" + port;
    String controller = "127.0.0.1:" + (port + 1);
    Properties properties = new Properties();
    properties.putAll(
        Map.of(
            "process.roles", "broker,controller",
            "node.id", "1",
            "controller.quorum.voters", "1@" + controller,
            "listeners", "PLAINTEXT://" + broker + ",CONTROLLER://" + controller,
            "advertised.listeners", "PLAINTEXT://" + broker,
            "controller.listener.names", "CONTROLLER",
            "inter.broker.listener.name", "PLAINTEXT",
            "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "log.dirs", directory.toString()));
    // One node holds every copy.
    properties.putAll(
        Map.of(
            "offsets.topic.replication.factor", "1",
            "offsets.topic.num.partitions", "4",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "transaction.state.log.num.partitions", "4",
            "share.coordinator.state.topic.replication.factor", "1",
            "share.coordinator.state.topic.min.isr", "1",
            "share.coordinator.state.topic.num.partitions", "1"));
    // A killed instance is replaced within a second or two, and so is the killed broker itself:
    // with the default broker session of 9 s its restart took 13.8 s, with these 3.9 s.
    properties.putAll(
        Map.of(
            "group.initial.rebalance.delay.ms", "0",
            "group.min.session.timeout.ms", "1000",
            "group.consumer.min.session.timeout.ms", "1000",
            "group.consumer.min.heartbeat.interval.ms", "300",
            "broker.session.timeout.ms", "2000",
            "broker.heartbeat.interval.ms", "500"));
    // Small machine: few threads, and buffers for tens of partitions rather than thousands.
    properties.putAll(
        Map.of(
            "num.network.threads", "2",
            "num.io.threads", "4",
            "background.threads", "2",
            "log.cleaner.dedupe.buffer.size", "4194304",
            "log.index.size.max.bytes", "1048576",
            "auto.create.topics.enable", "false"));
    return properties;
  }

  void stop() {
    server.shutdown();
    server.awaitShutdown();
  }
}
