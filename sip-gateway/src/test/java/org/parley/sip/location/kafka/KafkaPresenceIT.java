package org.parley.sip.location.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.parley.contracts.Topics;
import org.parley.contracts.sip.SipGatewayPresence;
import org.parley.eventlog.TestBroker;
import org.parley.sip.location.Presence;
import org.parley.starter.ParleyProperties;
import org.parley.starter.gateway.GatewayThread;
import org.parley.starter.json.ContractCodecs;
import org.parley.starter.kafka.TopicCreation;

class KafkaPresenceIT {
  private static final Duration LONG = Duration.ofSeconds(20);

  private static final class Instance implements AutoCloseable {
    final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    final Presence presence;
    final KafkaPresence edge;

    Instance(String name) {
      Map<String, Object> client = TestBroker.shared().client();
      new TopicCreation(
              new ParleyProperties.Kafka(
                  client.get("bootstrap.servers").toString(), Map.of(), true, (short) 1))
          .ensure(Topics.SIP_GATEWAYS, 1, KafkaPresence.TOPIC_SETTINGS);
      GatewayThread thread =
          new GatewayThread() {
            @Override
            public void execute(Runnable task) {
              executor.execute(task);
            }

            @Override
            public void schedule(Runnable task, long delay, TimeUnit unit) {
              executor.schedule(task, delay, unit);
            }
          };
      presence = new Presence(name, System::nanoTime);
      edge =
          new KafkaPresence(
              thread,
              presence,
              InstantSource.system(),
              new ContractCodecs().of(SipGatewayPresence.class),
              client,
              LONG);
      edge.start();
    }

    boolean hears(String other) {
      return CompletableFuture.supplyAsync(() -> presence.isAlive(other), executor).join();
    }

    @Override
    public void close() {
      edge.stop();
      executor.shutdownNow();
    }
  }

  @Test
  void instances_hear_each_other_until_one_says_good_bye() {
    try (var one = new Instance("gw-1")) {
      assertThat(one.hears("gw-1")).isTrue();
      assertThat(one.hears("gw-2")).isFalse();
      try (var two = new Instance("gw-2")) {
        await().atMost(LONG).until(() -> one.hears("gw-2") && two.hears("gw-1"));
      }
      long left = System.nanoTime();
      await().atMost(LONG).until(() -> !one.hears("gw-2"));
      assertThat(Duration.ofNanos(System.nanoTime() - left)).isLessThan(Presence.SILENCE);
    }
  }
}
