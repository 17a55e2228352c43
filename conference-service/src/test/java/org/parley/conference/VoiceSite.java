package org.parley.conference;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
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
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceInteraction;
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
 * The service on a real broker, with a test in the part of config-service, of gateways and of a
 * media-server: it configures, commands, and reads what was decided.
 */
final class VoiceSite implements LogListener<VoiceEvent, VoiceInteraction>, AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final Map<String, Object> client = TestBroker.shared().client();
  private final ContractCodecs codecs = new ContractCodecs();
  private final KafkaProducer<String, byte[]> config;
  private final CommandSender<VoiceCommand> sender;
  private final LogReader<VoiceEvent, VoiceInteraction> reader;
  private final Map<String, VoiceInteraction> interactions = new ConcurrentHashMap<>();
  private final List<VoiceEvent> events = new CopyOnWriteArrayList<>();
  private ConfigurableApplicationContext service;

  VoiceSite() throws Exception {
    var kafka =
        new ParleyProperties.Kafka(
            (String) client.get("bootstrap.servers"), Map.of(), true, (short) 1);
    new TopicCreation(kafka).ensure(Topics.CONFIG_OBJECTS, 1, Map.of("cleanup.policy", "compact"));
    config = new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer());
    for (String number : List.of("1001", "1002", "1003")) {
      configure(
          new DnObject(System.nanoTime(), "A", number, DnType.EXTENSION, true, OptionValues.NONE));
    }
    service = start();
    sender = new CommandSender<>(client, Topics.VOICE_COMMANDS, codecs.of(VoiceCommand.class));
    reader =
        new LogReader<>(
            client,
            new LogTopics(
                Topics.VOICE_COMMANDS,
                Topics.VOICE_EVENTS,
                Topics.VOICE_SNAPSHOTS,
                Topics.VOICE_DEAD_LETTERS),
            codecs.events(VoiceEvent.class),
            codecs.of(VoiceInteraction.class),
            VoiceInteraction::evolve,
            this,
            LogMetrics.NONE);
    reader.start();
    reader.caughtUp().get(20, TimeUnit.SECONDS);
  }

  private ConfigurableApplicationContext start() {
    return ConferenceApplication.service()
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

  /** Sets options of the SIP Server; returns when the service knows. */
  void options(Map<String, String> options) throws Exception {
    OptionValues values = OptionValues.NONE;
    for (Map.Entry<String, String> option : options.entrySet()) {
      values = values.with("TServer", option.getKey(), option.getValue());
    }
    configure(
        new ApplicationObject(
            System.nanoTime(), "SIP_Server_A", ApplicationType.SIP_SERVER, values));
  }

  private void configure(ConfigObject object) throws Exception {
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

  void send(VoiceCommand command) throws Exception {
    sender.send(command.connId().interaction().toString(), command).get(10, TimeUnit.SECONDS);
  }

  /** The next event of that kind in a call, that nobody has taken yet. */
  <E extends VoiceEvent> E next(ConnId call, Class<E> kind) {
    E found =
        await()
            .atMost(SOON)
            .until(
                () ->
                    events.stream()
                        .filter(event -> event.connId().equals(call))
                        .filter(kind::isInstance)
                        .map(kind::cast)
                        .findFirst(),
                java.util.Optional::isPresent)
            .orElseThrow();
    events.remove(found);
    return found;
  }

  /** Sends, and waits for the event of that kind that follows. */
  <E extends VoiceEvent> E ask(VoiceCommand command, Class<E> kind) throws Exception {
    send(command);
    return next(command.connId(), kind);
  }

  @Nullable VoiceInteraction interaction(ConnId call) {
    return interactions.get(call.interaction().toString());
  }

  @Override
  public void onRestored(int partition, Map<String, VoiceInteraction> entities) {
    interactions.putAll(entities);
  }

  @Override
  public void onRecord(
      String key,
      @Nullable VoiceInteraction before,
      List<VoiceEvent> told,
      @Nullable VoiceInteraction after,
      RecordPosition position) {
    if (after == null) {
      interactions.remove(key);
    } else {
      interactions.put(key, after);
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
