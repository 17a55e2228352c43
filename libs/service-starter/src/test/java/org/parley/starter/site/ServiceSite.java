package org.parley.starter.site;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.Topics;
import org.parley.contracts.config.ConfigObject;
import org.parley.eventlog.CommandSender;
import org.parley.eventlog.Evolution;
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
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A deciding service on a real broker, with a test in the part of config-service and of whoever
 * sends commands: it configures, commands, and reads what was decided.
 *
 * @param <C> its commands
 * @param <E> its events
 * @param <S> what it decides about
 */
public abstract class ServiceSite<C, E, S> implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(20);

  /**
   * What a service reads and writes.
   *
   * @param commanded the call of a command
   * @param told the call of an event
   */
  public record Log<C, E, S>(
      LogTopics topics,
      Class<C> commands,
      Class<E> events,
      Class<S> states,
      Evolution<E, S> evolution,
      Function<C, ConnId> commanded,
      Function<E, ConnId> told) {}

  /** What was decided and nobody has taken yet, and what has come of it. */
  private record Told<E, S>(Map<String, S> states, List<E> events) implements LogListener<E, S> {
    @Override
    public void onRestored(int partition, Map<String, S> entities) {
      states.putAll(entities);
    }

    @Override
    public void onRecord(
        String key, @Nullable S before, List<E> more, @Nullable S after, RecordPosition position) {
      if (after == null) {
        states.remove(key);
      } else {
        states.put(key, after);
      }
      events.addAll(more);
    }
  }

  private final Map<String, Object> client = TestBroker.shared().client();
  private final ContractCodecs codecs = new ContractCodecs();
  private final Log<C, E, S> log;
  private final Supplier<SpringApplicationBuilder> application;
  private final KafkaProducer<String, byte[]> config;
  private final CommandSender<C> sender;
  private final LogReader<E, S> reader;
  private final Told<E, S> told =
      new Told<>(new ConcurrentHashMap<>(), new CopyOnWriteArrayList<>());
  private ConfigurableApplicationContext service;

  /**
   * Starts it.
   *
   * @param configured what it finds
   */
  protected ServiceSite(
      Log<C, E, S> log,
      Supplier<SpringApplicationBuilder> application,
      List<? extends ConfigObject> configured)
      throws Exception {
    this.log = log;
    this.application = application;
    var kafka =
        new ParleyProperties.Kafka(
            (String) client.get("bootstrap.servers"), Map.of(), true, (short) 1);
    new TopicCreation(kafka).ensure(Topics.CONFIG_OBJECTS, 1, Map.of("cleanup.policy", "compact"));
    config = new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer());
    for (ConfigObject object : configured) {
      publish(object);
    }
    service = start();
    sender = new CommandSender<>(client, log.topics().commands(), codecs.of(log.commands()));
    reader =
        new LogReader<>(
            client,
            log.topics(),
            codecs.events(log.events()),
            codecs.of(log.states()),
            log.evolution(),
            told,
            LogMetrics.NONE);
    reader.start();
    reader.caughtUp().get(20, TimeUnit.SECONDS);
  }

  private ConfigurableApplicationContext start() {
    return application
        .get()
        .run(
            "--server.port=0",
            "--parley.kafka.bootstrap-servers=" + client.get("bootstrap.servers"),
            "--management.endpoint.health.show-details=always");
  }

  public void restart() {
    service.close();
    service = start();
  }

  /** Of its HTTP. */
  public int port() {
    return service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  /** Returns when the service knows. */
  public void configure(ConfigObject object) throws Exception {
    publish(object);
    ConfigView view = service.getBean(ConfigView.class);
    await().atMost(SOON).until(() -> view.all(ConfigObject.class).anyMatch(object::equals));
  }

  private void publish(ConfigObject object) throws Exception {
    config
        .send(
            new ProducerRecord<>(
                Topics.CONFIG_OBJECTS,
                object.key().text(),
                codecs.of(ConfigObject.class).encode(object)))
        .get(10, TimeUnit.SECONDS);
  }

  public void send(C command) throws Exception {
    sender.send(key(log.commanded().apply(command)), command).get(10, TimeUnit.SECONDS);
  }

  /** Sends, and waits for the one event that follows. */
  public E ask(C command) throws Exception {
    send(command);
    return next(log.commanded().apply(command), 1).getFirst();
  }

  /** Sends, and waits for the event of that kind that follows. */
  public <K extends E> K ask(C command, Class<K> kind) throws Exception {
    send(command);
    return next(log.commanded().apply(command), kind);
  }

  /** The next events of a call that nobody has taken yet; waits for as many. */
  public List<E> next(ConnId call, int count) {
    List<E> found =
        await().atMost(SOON).until(() -> of(call), all -> all.size() >= count).subList(0, count);
    found.forEach(told.events()::remove);
    return found;
  }

  /** The next event of that kind in a call, that nobody has taken yet. */
  public <K extends E> K next(ConnId call, Class<K> kind) {
    K found =
        await()
            .atMost(SOON)
            .until(
                () -> of(call).stream().filter(kind::isInstance).map(kind::cast).findFirst(),
                Optional::isPresent)
            .orElseThrow();
    told.events().remove(found);
    return found;
  }

  private List<E> of(ConnId call) {
    return told.events().stream().filter(event -> log.told().apply(event).equals(call)).toList();
  }

  /** What the log makes of a call; null: there is none any more. */
  public @Nullable S state(ConnId call) {
    return told.states().get(key(call));
  }

  private static String key(ConnId call) {
    return call.interaction().toString();
  }

  @Override
  public void close() {
    reader.close();
    sender.close();
    service.close();
    config.close();
  }
}
