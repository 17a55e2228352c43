package org.parley.tlibgateway;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.Topics;
import org.parley.contracts.config.AgentLoginObject;
import org.parley.contracts.config.ConfigObject;
import org.parley.contracts.config.DnObject;
import org.parley.contracts.config.DnType;
import org.parley.contracts.config.OptionValues;
import org.parley.contracts.config.PersonObject;
import org.parley.contracts.config.PlaceObject;
import org.parley.contracts.config.Role;
import org.parley.contracts.config.SwitchObject;
import org.parley.contracts.im.ImCommand;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImSession;
import org.parley.contracts.routing.AgentDirectory;
import org.parley.contracts.routing.RoutingCommand;
import org.parley.contracts.routing.RoutingEvent;
import org.parley.contracts.sip.SipBinding;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.eventlog.EventLog;
import org.parley.eventlog.EventLogConfig;
import org.parley.eventlog.LogTopics;
import org.parley.eventlog.LogTopicsAdmin;
import org.parley.eventlog.TestBroker;
import org.parley.starter.ParleyProperties;
import org.parley.starter.config.ConfigView;
import org.parley.starter.json.ContractCodecs;
import org.parley.starter.kafka.TopicCreation;
import org.parley.tlib.Dn;
import org.parley.tlibgateway.netty.TlibServer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * The gateway on a real broker; the test plays config-service, and tiny deciders play the call and
 * routing services.
 */
final class GatewaySite implements AutoCloseable {
  static final String AGENT_PASSWORD = "agent-secret";
  static final TinyDeciders.Im IM = new TinyDeciders.Im();

  private static final String CONTACT = "sip:phone@192.0.2.7:5060";
  private static final Duration SOON = Duration.ofSeconds(20);
  private static GatewaySite shared;

  private final Map<String, Object> client = TestBroker.shared().client();
  private final ContractCodecs codecs = new ContractCodecs();
  private final KafkaProducer<String, byte[]> config;
  private final List<EventLog<?, ?, ?>> services = new ArrayList<>();
  private final HttpServer configService;
  private final ConfigurableApplicationContext gateway;

  /** Log-ins that config-service was asked about. */
  final AtomicInteger checks = new AtomicInteger();

  /** What config-service answers; 0: as it is right. */
  volatile int configServiceStatus;

  /** One for all tests of a run. */
  static synchronized GatewaySite shared() throws Exception {
    if (shared == null) {
      shared = new GatewaySite();
      GatewaySite started = shared;
      Runtime.getRuntime().addShutdownHook(new Thread(started::close));
    }
    return shared;
  }

  GatewaySite(String... options) throws Exception {
    new TopicCreation(kafka())
        .ensure(Topics.CONFIG_OBJECTS, 1, Map.of("cleanup.policy", "compact"));
    config = new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer());
    for (ConfigObject object : objects()) {
      put(object);
    }
    if (shared == null) {
      startServices();
    }
    configService = configService();
    List<String> args =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--parley.tlib.port=0",
                "--parley.tlib.tls.port=0",
                "--parley.kafka.bootstrap-servers=" + client.get("bootstrap.servers"),
                "--parley.config-service.url=http://127.0.0.1:"
                    + configService.getAddress().getPort()));
    args.addAll(List.of(options));
    gateway = TlibGatewayApplication.service().run(args.toArray(String[]::new));
  }

  private void startServices() {
    var im =
        new LogTopics(
            Topics.IM_COMMANDS, Topics.IM_EVENTS, Topics.IM_SNAPSHOTS, Topics.IM_DEAD_LETTERS);
    LogTopicsAdmin.ensure(client, im, 3, (short) 1);
    services.add(
        new EventLog<>(
            EventLogConfig.of(
                client,
                "im",
                im,
                codecs.of(ImCommand.class),
                codecs.events(ImEvent.class),
                codecs.of(ImSession.class),
                IM)));
    var voice =
        new LogTopics(
            Topics.VOICE_COMMANDS,
            Topics.VOICE_EVENTS,
            Topics.VOICE_SNAPSHOTS,
            Topics.VOICE_DEAD_LETTERS);
    LogTopicsAdmin.ensure(client, voice, 2, (short) 1);
    services.add(
        new EventLog<>(
            EventLogConfig.of(
                client,
                "voice",
                voice,
                codecs.of(VoiceCommand.class),
                codecs.events(VoiceEvent.class),
                codecs.of(VoiceInteraction.class),
                new TinyVoice())));
    var routing =
        new LogTopics(
            Topics.ROUTING_COMMANDS,
            Topics.ROUTING_EVENTS,
            Topics.ROUTING_SNAPSHOTS,
            Topics.ROUTING_DEAD_LETTERS);
    LogTopicsAdmin.ensure(client, routing, 1, (short) 1);
    services.add(
        new EventLog<>(
            EventLogConfig.of(
                client,
                "routing",
                routing,
                codecs.of(RoutingCommand.class),
                codecs.events(RoutingEvent.class),
                codecs.of(AgentDirectory.class),
                new TinyDeciders.Routing())));
    services.forEach(EventLog::start);
  }

  private static List<ConfigObject> objects() {
    List<ConfigObject> objects = new ArrayList<>();
    objects.add(new SwitchObject(1, "A", "Environment", 5));
    for (int number = 1001; number <= 1020; number++) {
      String text = Integer.toString(number);
      objects.add(dn(text, true, 1));
      objects.add(new PlaceObject(1, "place-" + text, List.of(new PlaceObject.PlaceDn("A", text))));
      objects.add(new AgentLoginObject(1, "A", text, null));
    }
    objects.add(
        new AgentLoginObject(
            1, "A", "secured", "{bcrypt}" + new BCryptPasswordEncoder(4).encode(AGENT_PASSWORD)));
    objects.add(new DnObject(1, "A", "6000", DnType.ACD_QUEUE, true, OptionValues.NONE));
    return objects;
  }

  static DnObject dn(String number, boolean enabled, long version) {
    return new DnObject(version, "A", number, DnType.EXTENSION, enabled, OptionValues.NONE);
  }

  static PersonObject person(String userName, boolean enabled, long version) {
    return new PersonObject(
        version,
        userName,
        "First",
        "Last",
        List.of(userName),
        Set.of(Role.AGENT),
        "place-" + userName,
        enabled);
  }

  private void put(ConfigObject object) throws Exception {
    config
        .send(
            new ProducerRecord<>(
                Topics.CONFIG_OBJECTS,
                object.key().text(),
                codecs.of(ConfigObject.class).encode(object)))
        .get(10, TimeUnit.SECONDS);
  }

  /** Returns when the gateway knows. */
  void configure(ConfigObject object) throws Exception {
    put(object);
    ConfigView view = gateway.getBean(ConfigView.class);
    await().atMost(SOON).until(() -> view.all(ConfigObject.class).anyMatch(object::equals));
  }

  /** As sip-gateway would write it; makes the topic first, as it would. */
  void registerEndpoint(Dn dn) throws Exception {
    new TopicCreation(kafka()).ensureCompacted(Topics.SIP_BINDINGS);
    Instant end = Instant.now().plusSeconds(3600);
    putBinding(
        dn,
        codecs
            .of(SipBinding.class)
            .encode(
                new SipBinding(
                    dn, CONTACT, null, 1000, "c", 1, end, "UDP", "192.0.2.7", 5060, "sip")));
  }

  /** As another gateway of the site would send it. */
  void send(ImCommand command) throws Exception {
    config
        .send(
            new ProducerRecord<>(
                Topics.IM_COMMANDS,
                command.connId().interaction().toString(),
                codecs.of(ImCommand.class).encode(command)))
        .get(20, TimeUnit.SECONDS);
  }

  void unregisterEndpoint(Dn dn) throws Exception {
    putBinding(dn, null);
  }

  private void putBinding(Dn dn, byte @Nullable [] value) throws Exception {
    config
        .send(new ProducerRecord<>(Topics.SIP_BINDINGS, SipBinding.key(dn, CONTACT), value))
        .get(20, TimeUnit.SECONDS);
  }

  private ParleyProperties.Kafka kafka() {
    return new ParleyProperties.Kafka(
        (String) client.get("bootstrap.servers"), Map.of(), true, (short) 1);
  }

  /** Everybody's password is demo; 1100 is a supervisor. */
  private HttpServer configService() throws Exception {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext(
        "/api/v1/me",
        exchange -> {
          checks.incrementAndGet();
          String user = user(exchange.getRequestHeaders().getFirst("Authorization"));
          int status = configServiceStatus != 0 ? configServiceStatus : user == null ? 401 : 200;
          byte[] body =
              """
              {"userName":"%s","roles":["%s"],"place":"place-%s","agentIds":[],"new":1}\
              """
                  .formatted(user, "1100".equals(user) ? "supervisor" : "agent", user)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    http.start();
    return http;
  }

  private static String user(String authorization) {
    if (authorization == null) {
      return null;
    }
    if (authorization.startsWith("Bearer token-of-")) {
      return authorization.substring("Bearer token-of-".length());
    }
    String[] parts =
        new String(
                Base64.getDecoder().decode(authorization.substring("Basic ".length())),
                StandardCharsets.UTF_8)
            .split(":", 2);
    boolean exists =
        IntStream.rangeClosed(1001, 1100).mapToObj(Integer::toString).anyMatch(parts[0]::equals);
    return exists && parts[1].equals("demo") ? parts[0] : null;
  }

  TlibServer.Ports ports() {
    return gateway.getBean(RunningGateway.class).ports();
  }

  <T> T bean(Class<T> type) {
    return gateway.getBean(type);
  }

  /** A connection over TCP that has said nothing yet. */
  TestClient connect() throws Exception {
    return TestClient.tcp(ports().tcp());
  }

  /** A client of an agent, logged in. */
  TestClient loggedIn(String userName) throws Exception {
    TestClient client = connect();
    client.logIn(userName, "demo");
    client.next("EventLinkConnected");
    return client;
  }

  /** A client of an agent, logged in and registered on the agent's DN. */
  TestClient registered(String userName) throws Exception {
    TestClient client = loggedIn(userName);
    client.send("RequestRegisterAddress", Map.of("thisDN", userName, "referenceId", 2));
    client.next("EventRegistered");
    return client;
  }

  void stopGateway() {
    gateway.close();
  }

  @Override
  public void close() {
    gateway.close();
    services.forEach(EventLog::close);
    configService.stop(0);
    config.close();
  }
}
