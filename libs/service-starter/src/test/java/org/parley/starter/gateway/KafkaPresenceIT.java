package org.parley.starter.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.parley.contracts.Topics;
import org.parley.contracts.sip.SipGatewayPresence;
import org.parley.eventlog.TestBroker;
import org.parley.starter.ParleyProperties;
import org.parley.starter.json.ContractCodecs;
import org.parley.starter.kafka.TopicCreation;

class KafkaPresenceIT {
  private static final Duration LONG = Duration.ofSeconds(20);

  private static final class Instance implements AutoCloseable {
    final SingleThread thread = new SingleThread("gateway");
    final List<String> heard = new CopyOnWriteArrayList<>();
    final List<String> gone = new CopyOnWriteArrayList<>();
    final KafkaPresence<SipGatewayPresence> presence;

    Instance(String name) {
      Map<String, Object> client = TestBroker.shared().client();
      new TopicCreation(
              new ParleyProperties.Kafka(
                  client.get("bootstrap.servers").toString(), Map.of(), true, (short) 1))
          .ensure(Topics.SIP_GATEWAYS, 1, KafkaPresence.TOPIC_SETTINGS);
      presence =
          new KafkaPresence<>(
              thread,
              new KafkaPresence.Beat<>(
                  Topics.SIP_GATEWAYS,
                  name,
                  Duration.ofMillis(100),
                  Duration.ofSeconds(5),
                  () -> new SipGatewayPresence(name, Instant.EPOCH)),
              heard::add,
              gone::add,
              new ContractCodecs().of(SipGatewayPresence.class),
              client,
              LONG);
      presence.start();
    }

    long beatsOf(String other) {
      return heard.stream().filter(other::equals).count();
    }

    @Override
    public void close() {
      presence.stop();
      thread.close();
    }
  }

  @Test
  void instances_hear_each_other_until_one_says_good_bye() {
    try (var one = new Instance("gw-1")) {
      assertThat(one.beatsOf("gw-2")).isZero();
      try (var two = new Instance("gw-2")) {
        await().atMost(LONG).until(() -> one.beatsOf("gw-2") > 1 && two.beatsOf("gw-1") > 1);
        assertThat(one.beatsOf("gw-1")).isPositive();
      }
      await().atMost(LONG).until(() -> one.gone.contains("gw-2"));
      assertThat(one.gone).doesNotContain("gw-1");
    }
  }

  @Test
  void one_whose_thread_hangs_is_not_heard() throws InterruptedException {
    var release = new CountDownLatch(1);
    var held = new CountDownLatch(1);
    try (var one = new Instance("gw-3");
        var two = new Instance("gw-4")) {
      two.thread.execute(() -> {
        held.countDown();
        try {
          release.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      });
      held.await();
      await().atMost(LONG).until(() -> one.beatsOf("gw-4") > 0);
      long lastOwn = one.beatsOf("gw-3");
      await().atMost(LONG).until(() -> one.beatsOf("gw-3") > lastOwn + 5);
      long beats = one.beatsOf("gw-4");
      long own = one.beatsOf("gw-3");
      await().atMost(LONG).until(() -> one.beatsOf("gw-3") > own + 5);
      assertThat(one.beatsOf("gw-4")).isEqualTo(beats);
      release.countDown();
    }
  }
}
