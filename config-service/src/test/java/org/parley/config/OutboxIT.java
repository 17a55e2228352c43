package org.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.parley.config.objects.Configuration;
import org.parley.config.outbox.Outbox;
import org.parley.config.outbox.kafka.OutboxRelay;
import org.parley.contracts.Topics;
import org.parley.contracts.config.ApplicationObject;
import org.parley.contracts.config.ConfigKey;
import org.parley.contracts.config.ConfigObject;
import org.parley.contracts.config.DnOptions;
import org.parley.eventlog.LogCodec;
import org.parley.starter.config.ConfigView;
import org.parley.starter.config.kafka.ConfigFollower;
import org.parley.starter.json.ContractCodecs;

class OutboxIT {
  private static final Duration LONG = Duration.ofSeconds(20);
  private final RunningService service = RunningService.shared();
  private final LogCodec<ConfigObject> codec = new ContractCodecs().of(ConfigObject.class);

  @Test
  void a_change_reaches_a_running_service() throws Exception {
    try (var following = new Following()) {
      ConfigView view = following.view;
      CountDownLatch changed = new CountDownLatch(1);
      view.onChange((key, _, _) -> {
        if (key.equals(ConfigKey.dn("A", "1016"))) {
          changed.countDown();
        }
      });
      assertThat(view.value(view.dn("1016").orElseThrow(), DnOptions.MULTIMEDIA)).isTrue();

      service.put(
          "/api/v1/switches/A/dns/1016/options/TServer/multimedia", Map.of("value", "false"));

      assertThat(changed.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(view.value(view.dn("1016").orElseThrow(), DnOptions.MULTIMEDIA)).isFalse();
    }
  }

  @Test
  void a_deleted_object_is_gone_everywhere() {
    service.post("/api/v1/switches/A/dns", Map.of("number", "7101", "type", "Extension"));
    try (var following = new Following()) {
      await().atMost(LONG).until(() -> following.view.dn("7101").isPresent());

      service.delete("/api/v1/switches/A/dns/7101");

      await().atMost(LONG).until(() -> following.view.dn("7101").isEmpty());
    }
  }

  @Test
  void changes_made_at_the_same_time_are_on_the_topic_in_the_order_of_their_commits()
      throws Exception {
    long from = end();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int caller = 0; caller < 8; caller++) {
        String dn = "/api/v1/switches/A/dns/" + (1005 + caller % 2);
        callers.submit(() -> {
          for (int i = 0; i < 25; i++) {
            service.put(
                dn + "/options/TServer/voice", Map.of("value", Boolean.toString(i % 2 == 0)));
          }
        });
      }
    }

    List<ConfigObject> published = recordsUpToMarker(from);

    assertThat(published.stream().map(ConfigObject::version)).isSorted().doesNotHaveDuplicates();
    assertThat(published.size()).isGreaterThan(20);
    for (String number : List.of("1005", "1006")) {
      ConfigKey key = ConfigKey.dn("A", number);
      assertThat(published.stream().filter(o -> o.key().equals(key)).reduce((_, last) -> last))
          .isEqualTo(service.bean(Configuration.class).find(key));
    }
  }

  @Test
  void a_relay_that_dies_between_publishing_and_noting_it_loses_nothing_and_keeps_the_order()
      throws Exception {
    OutboxRelay relay = service.bean(OutboxRelay.class);
    long from = end();
    relay.stop();
    try (var following = new Following()) {
      List<Long> versions = new ArrayList<>();
      following.view.onChange((key, _, after) -> {
        if (key.equals(ConfigKey.dn("A", "1015")) && after != null) {
          versions.add(after.version());
        }
      });
      service.put("/api/v1/switches/A/dns/1015/options/TServer/voice", Map.of("value", "false"));
      service.delete("/api/v1/switches/A/dns/1015/options/TServer/voice");
      CountDownLatch died = new CountDownLatch(1);
      OutboxRelay dying = relay(dyingBeforeNoting(service.bean(Outbox.class), died));
      dying.start();
      assertThat(died.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
      dying.stop();
      assertThat(service.bean(Outbox.class).backlog()).isEqualTo(2);
      service.put("/api/v1/switches/A/dns/1015/options/TServer/voice", Map.of("value", "false"));

      relay.start();

      List<ConfigObject> published = recordsUpToMarker(from);
      List<Long> all =
          published.stream()
              .filter(o -> o.key().name().equals("1015"))
              .map(ConfigObject::version)
              .toList();
      long first = all.getFirst();
      assertThat(all)
          .hasSize(5)
          .startsWith(all.get(0), all.get(1), first, all.get(1))
          .endsWith(all.getLast());
      await().atMost(LONG).until(() -> versions.contains(all.getLast()));
      assertThat(versions).isSorted().doesNotHaveDuplicates().hasSize(3);
    }
  }

  @Test
  void a_relay_that_was_thought_dead_cannot_publish_an_old_state_any_more() throws Exception {
    OutboxRelay relay = service.bean(OutboxRelay.class);
    relay.stop();
    long from = end();
    CountDownLatch leads = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch failed = new CountDownLatch(1);
    OutboxRelay zombie =
        relay(stalledWith(service.bean(Outbox.class), "dn/A/ghost", leads, goOn, failed));
    zombie.start();
    assertThat(leads.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();

    relay.start();
    service.put("/api/v1/switches/A/dns/1014/options/TServer/voice", Map.of("value", "false"));
    await().atMost(LONG).until(() -> service.bean(Outbox.class).backlog() == 0);
    goOn.countDown();
    assertThat(failed.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();

    assertThat(keysUpToMarker(from)).contains("dn/A/1014").doesNotContain("dn/A/ghost");
    zombie.stop();
  }

  @Test
  void a_topic_that_was_lost_is_filled_again_when_the_service_starts() throws Exception {
    OutboxRelay relay = service.bean(OutboxRelay.class);
    relay.stop();
    try (Admin admin = Admin.create(service.broker())) {
      admin.deleteTopics(List.of(Topics.CONFIG_OBJECTS)).all().get();
      await()
          .atMost(LONG)
          .until(() -> !admin.listTopics().names().get().contains(Topics.CONFIG_OBJECTS));
    }

    relay.start();

    try (var following = new Following()) {
      await()
          .atMost(LONG)
          .until(() ->
              following.view.dn("1001").isPresent() && following.view.person("admin").isPresent());
    }
  }

  @Test
  void an_administrator_has_everything_published_again() throws Exception {
    long from = end();

    int objects =
        service.post("/api/v1/config-objects:publish-all", Map.of()).body().path("objects").asInt();

    assertThat(keysUpToMarker(from))
        .hasSizeGreaterThanOrEqualTo(objects)
        .contains("tenant/Environment", "person/1001");
  }

  private OutboxRelay relay(Outbox outbox) {
    return new OutboxRelay(outbox, "A", service.broker(), () -> {}, () -> 0);
  }

  /** Everything works until the first batch is on the topic; then nothing does. */
  private static Outbox dyingBeforeNoting(Outbox real, CountDownLatch died) {
    return new OtherLead(real) {
      @Override
      public Optional<Lead> tryLead() {
        return died.getCount() == 0
            ? Optional.empty()
            : real.tryLead()
                .map(lead ->
                    new Lead() {
                      @Override
                      public List<Entry> next(int max) {
                        return lead.next(max);
                      }

                      @Override
                      public void published(long upTo) {
                        died.countDown();
                        throw new IllegalStateException("killed by the test");
                      }

                      @Override
                      public void close() {
                        lead.close();
                      }
                    });
      }
    };
  }

  /** Leads, stalls with an old entry in its hands, and goes on when another one leads already. */
  private static Outbox stalledWith(
      Outbox real, String key, CountDownLatch leads, CountDownLatch goOn, CountDownLatch failed) {
    AtomicBoolean first = new AtomicBoolean(true);
    return new OtherLead(real) {
      @Override
      public Optional<Lead> tryLead() {
        return !first.getAndSet(false)
            ? Optional.empty()
            : Optional.of(
                new Lead() {
                  private int asked;

                  @Override
                  public List<Entry> next(int max) {
                    // The first question only asks whether there is anything at all.
                    if (asked++ > 0) {
                      leads.countDown();
                      try {
                        goOn.await();
                      } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                      }
                    }
                    return List.of(new Entry(1, key, new byte[] {'{', '}'}));
                  }

                  @Override
                  public void published(long upTo) {}

                  @Override
                  public void close() {
                    failed.countDown();
                  }
                });
      }
    };
  }

  private abstract static class OtherLead implements Outbox {
    private final Outbox real;

    OtherLead(Outbox real) {
      this.real = real;
    }

    @Override
    public void add(ConfigObject object) {
      real.add(object);
    }

    @Override
    public void addRemoved(ConfigKey key) {
      real.addRemoved(key);
    }

    @Override
    public void wake() {}

    @Override
    public void awaitEntries(Duration atMost) throws InterruptedException {
      real.awaitEntries(atMost);
    }

    @Override
    public long backlog() {
      return real.backlog();
    }
  }

  /** A view as any service has it. */
  private final class Following implements AutoCloseable {
    final ConfigView view = new ConfigView("A");
    private final ConfigFollower follower = new ConfigFollower(view, codec, service.broker(), LONG);

    Following() {
      follower.start();
    }

    @Override
    public void close() {
      follower.stop();
    }
  }

  private List<ConfigObject> recordsUpToMarker(long from) throws Exception {
    List<ConfigObject> objects = new ArrayList<>();
    for (var record : readUpToMarker(from)) {
      objects.add(codec.decode(record.value()));
    }
    return objects;
  }

  private List<String> keysUpToMarker(long from) {
    return readUpToMarker(from).stream().map(record -> record.key()).toList();
  }

  /** Makes a change of its own and reads until it comes, so that nothing that is late is missed. */
  private List<ConsumerRecord<String, byte[]>> readUpToMarker(long from) {
    String value = Long.toString(1 + System.nanoTime() % 60_000);
    service.put(
        "/api/v1/applications/sip-server/options/TServer/im-max-text", Map.of("value", value));
    List<ConsumerRecord<String, byte[]>> read = new ArrayList<>();
    try (var consumer = consumer()) {
      consumer.seek(partition(), from);
      await()
          .atMost(LONG)
          .until(() -> {
            for (var record : consumer.poll(Duration.ofMillis(100))) {
              if (isMarker(record, value)) {
                return true;
              }
              read.add(record);
            }
            return false;
          });
    }
    return read;
  }

  private boolean isMarker(ConsumerRecord<String, byte[]> record, String value) throws Exception {
    return record.key().equals("application/sip-server")
        && ((ApplicationObject) codec.decode(record.value()))
            .options()
            .get("TServer", "im-max-text")
            .equals(Optional.of(value));
  }

  private long end() {
    await().atMost(LONG).until(() -> service.bean(Outbox.class).backlog() == 0);
    try (var consumer = consumer()) {
      return consumer.endOffsets(List.of(partition())).get(partition());
    }
  }

  private static TopicPartition partition() {
    return new TopicPartition(Topics.CONFIG_OBJECTS, 0);
  }

  private KafkaConsumer<String, byte[]> consumer() {
    Map<String, Object> properties = new HashMap<>(service.broker());
    properties.put("isolation.level", "read_committed");
    properties.put("enable.auto.commit", false);
    var consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
    consumer.assign(List.of(partition()));
    return consumer;
  }
}
