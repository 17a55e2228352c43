package org.parley.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parley.contracts.Origin;
import org.parley.contracts.Topics;
import org.parley.contracts.config.AgentLoginObject;
import org.parley.contracts.config.ConfigObject;
import org.parley.contracts.config.DnObject;
import org.parley.contracts.config.DnType;
import org.parley.contracts.config.OptionValues;
import org.parley.contracts.routing.AgentDirectory;
import org.parley.contracts.routing.AgentState;
import org.parley.contracts.routing.RoutingCommand;
import org.parley.contracts.routing.RoutingEvent;
import org.parley.eventlog.CommandSender;
import org.parley.eventlog.LogListener;
import org.parley.eventlog.LogMetrics;
import org.parley.eventlog.LogReader;
import org.parley.eventlog.LogTopics;
import org.parley.eventlog.RecordPosition;
import org.parley.eventlog.TestBroker;
import org.parley.starter.ParleyProperties;
import org.parley.starter.json.ContractCodecs;
import org.parley.starter.kafka.TopicCreation;
import org.parley.tlib.AgentStatus;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.TlibError;
import org.parley.tlib.WorkMode;
import org.springframework.context.ConfigurableApplicationContext;

/** The service on a real broker; the test is config-service and a gateway to it. */
class RoutingIT {
  private static final Origin ORIGIN = new Origin("gateway-1", 5, 9);
  private static final Map<String, Object> CLIENT = TestBroker.shared().client();
  private static final ContractCodecs CODECS = new ContractCodecs();
  private static final BlockingQueue<RoutingEvent> EVENTS = new LinkedBlockingQueue<>();

  private static ConfigurableApplicationContext service;
  private static CommandSender<RoutingCommand> sender;
  private static LogReader<RoutingEvent, AgentDirectory> reader;
  private static volatile AgentDirectory directory = AgentDirectory.empty();

  @BeforeAll
  static void start() throws Exception {
    configure();
    service = run();
    sender = new CommandSender<>(CLIENT, Topics.ROUTING_COMMANDS, CODECS.of(RoutingCommand.class));
    reader =
        new LogReader<>(
            CLIENT,
            new LogTopics(
                Topics.ROUTING_COMMANDS,
                Topics.ROUTING_EVENTS,
                Topics.ROUTING_SNAPSHOTS,
                Topics.ROUTING_DEAD_LETTERS),
            CODECS.events(RoutingEvent.class),
            CODECS.of(AgentDirectory.class),
            AgentDirectory::evolve,
            new Listener(),
            LogMetrics.NONE);
    reader.start();
    reader.caughtUp().get(20, TimeUnit.SECONDS);
  }

  @AfterAll
  static void stop() {
    reader.close();
    sender.close();
    service.close();
  }

  @Test
  void an_agent_stays_as_it_was_over_a_restart() throws Exception {
    Dn dn = new Dn("1001");
    assertThat(ask(logIn(dn, "1001"))).isInstanceOf(RoutingEvent.LoggedIn.class);
    assertThat(
            ask(
                new RoutingCommand.SetNotReady(
                    ORIGIN,
                    dn,
                    null,
                    WorkMode.AUX_WORK,
                    KvList.of("why", "lunch"),
                    KvList.empty())))
        .isInstanceOf(RoutingEvent.StateChanged.class);
    AgentState before = agentAt(dn);

    service.close();
    service = run();

    assertRefused(ask(logIn(dn, "1001")), TlibError.SOFT_AGENT_ALREADY_LOGGED_IN);
    assertThat(agentAt(dn)).isEqualTo(before);
    assertThat(before.status()).isEqualTo(AgentStatus.NOT_READY);
    assertThat(ask(new RoutingCommand.LogOut(ORIGIN, dn, null, KvList.empty(), KvList.empty())))
        .isInstanceOf(RoutingEvent.LoggedOut.class);
  }

  @Test
  void the_configuration_says_who_is_an_agent_and_metrics_count_refusals() throws Exception {
    assertRefused(ask(logIn(new Dn("1002"), "1777")), TlibError.SOFT_AGENT_WRONG_ID);

    assertThat(get("/actuator/health/readiness")).contains("\"agentLog\":{", "\"status\":\"UP\"");
    assertThat(get("/actuator/prometheus"))
        .containsPattern("parley_routing_refusals_total\\{code=\"SOFT_AGENT_WRONG_ID\".*} 1\\.0");
  }

  private static void configure() throws Exception {
    new TopicCreation(
            new ParleyProperties.Kafka(
                (String) CLIENT.get("bootstrap.servers"), Map.of(), true, (short) 1))
        .ensure(Topics.CONFIG_OBJECTS, 1, Map.of("cleanup.policy", "compact"));
    List<ConfigObject> objects =
        List.of(
            new DnObject(1, "A", "1001", DnType.EXTENSION, true, OptionValues.NONE),
            new DnObject(1, "A", "1002", DnType.EXTENSION, true, OptionValues.NONE),
            new AgentLoginObject(1, "A", "1001", null));
    try (var producer =
        new KafkaProducer<>(CLIENT, new StringSerializer(), new ByteArraySerializer())) {
      for (ConfigObject object : objects) {
        byte[] value = CODECS.of(ConfigObject.class).encode(object);
        producer
            .send(new ProducerRecord<>(Topics.CONFIG_OBJECTS, object.key().text(), value))
            .get(10, TimeUnit.SECONDS);
      }
    }
  }

  private static ConfigurableApplicationContext run() {
    return RoutingApplication.service()
        .run(
            "--server.port=0",
            "--parley.kafka.bootstrap-servers=" + CLIENT.get("bootstrap.servers"),
            "--management.endpoint.health.show-details=always");
  }

  private static RoutingEvent ask(RoutingCommand command) throws Exception {
    sender.send(Topics.ROUTING_KEY, command).get(10, TimeUnit.SECONDS);
    RoutingEvent answer = EVENTS.poll(20, TimeUnit.SECONDS);
    assertThat(answer).isNotNull();
    return answer;
  }

  private static AgentState agentAt(Dn dn) {
    return await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> directory.at(dn), java.util.Optional::isPresent)
        .orElseThrow();
  }

  private static RoutingCommand logIn(Dn dn, String agentId) {
    return new RoutingCommand.LogIn(
        ORIGIN, dn, agentId, "anna", null, true, WorkMode.UNKNOWN, KvList.empty(), KvList.empty());
  }

  private static String get(String path) throws Exception {
    int port = service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    try (var http = HttpClient.newHttpClient()) {
      var uri = URI.create("http://127.0.0.1:" + port + path);
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    }
  }

  private static void assertRefused(RoutingEvent event, TlibError error) {
    assertThat(event)
        .isInstanceOfSatisfying(
            RoutingEvent.Refused.class,
            refused -> assertThat(refused.refusal().error()).isEqualTo(error));
  }

  private static final class Listener implements LogListener<RoutingEvent, AgentDirectory> {
    @Override
    public void onRestored(int partition, Map<String, AgentDirectory> entities) {
      entities.values().forEach(all -> directory = all);
    }

    @Override
    public void onRecord(
        String key,
        @Nullable AgentDirectory before,
        List<RoutingEvent> events,
        @Nullable AgentDirectory after,
        RecordPosition position) {
      directory = after == null ? AgentDirectory.empty() : after;
      EVENTS.addAll(events);
    }
  }
}
