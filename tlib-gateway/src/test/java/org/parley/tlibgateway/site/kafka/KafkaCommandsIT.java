package org.parley.tlibgateway.site.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.parley.contracts.Origin;
import org.parley.contracts.im.ImCommand;
import org.parley.starter.json.ContractCodecs;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;

class KafkaCommandsIT {
  private static final ImCommand COMMAND =
      new ImCommand.Release(
          new Origin("gateway", 1, 1), ConnId.parse("1500000000000abc"), new Dn("1001"), null);

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void without_a_broker_a_command_fails_at_once_and_its_sender_hardly_waits() throws Exception {
    try (var commands =
        new KafkaCommands(
            Map.of("bootstrap.servers", "127.0.0.1:" + closedPort()), new ContractCodecs())) {
      assertThat(commands.prepared()).isNotDone();
      List<CompletableFuture<?>> sent = new ArrayList<>();
      long begun = System.nanoTime();
      for (int i = 0; i < 10; i++) {
        sent.add(commands.send(COMMAND).toCompletableFuture());
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
      for (CompletableFuture<?> sending : sent) {
        Throwable failure = sending.handle((_, error) -> error).get(5, TimeUnit.SECONDS);
        assertThat(failure).isNotNull();
      }
    }
  }
}
