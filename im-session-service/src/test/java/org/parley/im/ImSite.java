package org.parley.im;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.Topics;
import org.parley.contracts.config.ApplicationObject;
import org.parley.contracts.config.ApplicationType;
import org.parley.contracts.config.ConfigObject;
import org.parley.contracts.config.DnObject;
import org.parley.contracts.config.DnType;
import org.parley.contracts.config.OptionValues;
import org.parley.contracts.im.ImCommand;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImSession;
import org.parley.eventlog.CommandSender;
import org.parley.eventlog.LogListener;
import org.parley.eventlog.LogMetrics;
import org.parley.eventlog.LogReader;
import org.parley.eventlog.LogTopics;
import org.parley.eventlog.RecordPosition;
import org.parley.eventlog.TestBroker;
import org.parley.starter.ParleyProperties;
import org.parley.starter.config.ConfigView;
import org.parley.starter.json.ContractCodecs;
import org.parley.starter.kafka.TopicCreation;
import org.parley.tlib.ConnId;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The service on a real broker, with a test in the part of config-service and of a gateway: it
 * configures, commands, and reads what was decided.
 */
final class ImSite implements LogListener<ImEvent, ImSession>, AutoCloseable {
  static final LogTopics TOPICS =
      new LogTopics(
          Topics.IM_COMMANDS, Topics.IM_EVENTS, Topics.IM_SNAPSHOTS, Topics.IM_DEAD_LETTERS);

  private static final Duration SOON = Duration.ofSeconds(20);

  private final Map<String, Object> client = TestBroker.shared().client();
  private final ContractCodecs codecs = new ContractCodecs();
  private final KafkaProducer<String, byte[]> config;
  private final CommandSender<ImCommand> sender;
  private final LogReader<ImEvent, ImSession> reader;
  private final Map<String, ImSession> sessions = new ConcurrentHashMap<>();
  private final List<ImEvent> events = new CopyOnWriteArrayList<>();
  private ConfigurableApplicationContext service;

  ImSite() throws Exception {
    var kafka =
        new ParleyProperties.Kafka(
            (String) client.get("bootstrap.servers"), Map.of(), true, (short) 1);
    new TopicCreation(kafka).ensure(Topics.CONFIG_OBJECTS, 1, Map.of("cleanup.policy", "compact"));
    config = new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer());
    for (String number : List.of("1001", "1002", "1003")) {
      configure(agent(number, true, System.nanoTime()));
    }
    service = start();
    sender = new CommandSender<>(client, Topics.IM_COMMANDS, codecs.of(ImCommand.class));
    reader =
        new LogReader<>(
            client,
            TOPICS,
            codecs.events(ImEvent.class),
            codecs.of(ImSession.class),
            ImSession::evolve,
            this,
            LogMetrics.NONE);
    reader.start();
    reader.caughtUp().get(20, TimeUnit.SECONDS);
  }

  private ConfigurableApplicationContext start() {
    return ImSessionApplication.service()
        .run(
            "--server.port=0",
            "--parley.kafka.bootstrap-servers=" + client.get("bootstrap.servers"),
            "--management.endpoint.health.show-details=always");
  }

  void restart() {
    service.close();
    service = start();
  }

  int port() {
    return service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  /** Returns when the service knows. */
  void configure(ConfigObject object) throws Exception {
    config
        .send(
            new ProducerRecord<>(
                Topics.CONFIG_OBJECTS,
                object.key().text(),
                codecs.of(ConfigObject.class).encode(object)))
        .get(10, TimeUnit.SECONDS);
    if (service != null) {
      ConfigView view = service.getBean(ConfigView.class);
      await().atMost(SOON).until(() -> view.all(ConfigObject.class).anyMatch(object::equals));
    }
  }

  /** An agent whose desktop is reached by T-Library alone. */
  static DnObject agent(String number, boolean multimedia, long version) {
    return agent(number, multimedia, "none", version);
  }

  static DnObject agent(String number, boolean multimedia, String signaling, long version) {
    return new DnObject(
        version,
        "A",
        number,
        DnType.EXTENSION,
        true,
        OptionValues.NONE
            .with("TServer", "multimedia", Boolean.toString(multimedia))
            .with("TServer", "sip-signaling-chat", signaling));
  }

  static ApplicationObject sipServer(String option, String value) {
    return new ApplicationObject(
        System.nanoTime(),
        "SIP_Server_A",
        ApplicationType.SIP_SERVER,
        OptionValues.NONE.with("TServer", option, value));
  }

  void send(ImCommand command) throws Exception {
    sender.send(command.connId().interaction().toString(), command).get(10, TimeUnit.SECONDS);
  }

  /** The next events of a call that nobody has taken yet; waits for as many. */
  List<ImEvent> next(ConnId call, int count) {
    return await()
        .atMost(SOON)
        .until(() -> of(call), found -> found.size() >= count)
        .subList(0, count)
        .stream()
        .peek(events::remove)
        .toList();
  }

  /** Sends, and waits for the one event that follows. */
  ImEvent ask(ImCommand command) throws Exception {
    send(command);
    return next(command.connId(), 1).getFirst();
  }

  private List<ImEvent> of(ConnId call) {
    return events.stream().filter(event -> event.connId().equals(call)).toList();
  }

  @Nullable ImSession session(ConnId call) {
    return sessions.get(call.interaction().toString());
  }

  @Override
  public void onRestored(int partition, Map<String, ImSession> entities) {
    sessions.putAll(new HashMap<>(entities));
  }

  @Override
  public void onRecord(
      String key,
      @Nullable ImSession before,
      List<ImEvent> told,
      @Nullable ImSession after,
      RecordPosition position) {
    if (after == null) {
      sessions.remove(key);
    } else {
      sessions.put(key, after);
    }
    events.addAll(told);
  }

  @Override
  public void close() {
    reader.close();
    sender.close();
    service.close();
    config.close();
  }
}
