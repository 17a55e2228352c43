package org.parley.tlibgateway.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.parley.contracts.config.DnObject;
import org.parley.contracts.config.DnType;
import org.parley.contracts.config.OptionValues;
import org.parley.contracts.config.PlaceObject;
import org.parley.contracts.config.Role;
import org.parley.contracts.config.SipServerOptions;
import org.parley.contracts.config.SwitchObject;
import org.parley.contracts.im.ImCommand;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.routing.RoutingCommand;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.starter.config.ConfigView;
import org.parley.starter.gateway.GatewayThread;
import org.parley.tlib.Attribute;
import org.parley.tlib.Dn;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibCodec.FromClient;
import org.parley.tlib.TlibEvent;
import org.parley.tlib.TlibRequest;
import org.parley.tlibgateway.login.Credentials;
import org.parley.tlibgateway.login.LoginCheck;
import org.parley.tlibgateway.login.LoginPenalties;
import org.parley.tlibgateway.login.Person;
import org.parley.tlibgateway.login.RememberedLogins;
import org.parley.tlibgateway.registration.Registrations;
import org.parley.tlibgateway.request.AddressRequests;
import org.parley.tlibgateway.request.AgentRequests;
import org.parley.tlibgateway.request.CallQueries;
import org.parley.tlibgateway.request.CallRequests;
import org.parley.tlibgateway.request.Caller;
import org.parley.tlibgateway.request.MessageRequests;
import org.parley.tlibgateway.request.Requests;
import org.parley.tlibgateway.request.ServerIdentity;
import org.parley.tlibgateway.request.ServerRequests;
import org.parley.tlibgateway.request.VoiceRequests;
import org.parley.tlibgateway.site.Endpoints;
import org.parley.tlibgateway.site.Site;

/** A reception in one thread, with a clock, wires and a log that the test moves by hand. */
final class Hall {
  static final ServerIdentity IDENTITY = new ServerIdentity("server", "A", "gateway", "1");
  static final ClientLimits LIMITS =
      new ClientLimits(
          Duration.ofSeconds(10),
          5,
          3,
          4,
          Duration.ofSeconds(15),
          4000,
          40,
          Duration.ofSeconds(30));

  final ConfigView config = new ConfigView("A");
  final Site site = new Site();
  final Endpoints endpoints = new Endpoints(config);
  final Registrations<Caller> registrations = new Registrations<>();
  final List<Object> commands = new ArrayList<>();
  final List<CompletableFuture<Object>> sends = new ArrayList<>();
  final List<Credentials> checks = new ArrayList<>();

  /** When set, answers of checks wait for {@link #answerChecks}. */
  boolean checksTakeTime;

  private final List<Runnable> openChecks = new ArrayList<>();
  final News news;
  final ServiceNews services;
  final Reception reception;
  final ConfigChanges changes;

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::order));
  private long millis;
  private long order;

  private record Task(long at, long order, Runnable work) {}

  private final class HandThread implements GatewayThread {
    @Override
    public void execute(Runnable task) {
      tasks.add(new Task(millis, order++, task));
    }

    @Override
    public void schedule(Runnable task, long delay, TimeUnit unit) {
      tasks.add(new Task(millis + unit.toMillis(delay), order++, task));
    }
  }

  private final class HandCommands implements Commands {
    @Override
    public CompletionStage<?> send(ImCommand command) {
      return sent(command);
    }

    @Override
    public CompletionStage<?> send(RoutingCommand command) {
      return sent(command);
    }

    @Override
    public CompletionStage<?> send(VoiceCommand command) {
      return sent(command);
    }

    private CompletionStage<?> sent(Object command) {
      commands.add(command);
      var sending = new CompletableFuture<Object>();
      sends.add(sending);
      return sending;
    }
  }

  Hall() {
    this(LIMITS);
  }

  Hall(ClientLimits limits) {
    config.put(new SwitchObject(1, "A", "Environment", 5));
    for (String number : List.of("1001", "1002", "1003")) {
      config.put(new DnObject(1, "A", number, DnType.EXTENSION, true, OptionValues.NONE));
      config.put(
          new PlaceObject(1, "place-" + number, List.of(new PlaceObject.PlaceDn("A", number))));
    }
    var thread = new HandThread();
    changes = new ConfigChanges(config, thread, this::now);
    var calls = new CallRequests(config, site, this::now, new Random(1));
    var voice = new VoiceRequests(config, site, this::now, new Random(2));
    var requests =
        new Requests(
            registrations,
            new ServerRequests(IDENTITY, this::now),
            new AddressRequests(config, site, endpoints, registrations, IDENTITY, this::now),
            new AgentRequests(config, (_, _) -> CompletableFuture.completedFuture(true)),
            calls,
            voice,
            new CallQueries(site, this::now),
            new MessageRequests(config, site, voice, changes, changes::voice, this::now));
    reception =
        new Reception(
            IDENTITY,
            limits,
            requests,
            registrations,
            new HandCommands(),
            () -> config.value(SipServerOptions.LOGOUT_ON_DISCONNECT),
            this::check,
            new RememberedLogins(100, Duration.ofMinutes(10), Duration.ofMinutes(1), () -> millis),
            new LoginPenalties(100, () -> millis),
            GatewayMeters.NONE,
            thread,
            this::now,
            () -> millis);
    var distribution = new Distribution(registrations, reception);
    services = new ServiceNews(endpoints, distribution, reception, thread, this::now);
    news =
        new News(
            site, distribution, reception, changes, changes::voice, GatewayMeters.NONE, this::now);
    changes.start(registrations, reception, services);
    reception.start();
  }

  private CompletionStage<LoginCheck.Answer> check(Credentials credentials, String source) {
    checks.add(credentials);
    LoginCheck.Answer answer =
        switch (credentials) {
          case Credentials.Password(var user, var password) when password.equals("demo") ->
              new LoginCheck.Answer.Confirmed(
                  new Person(user, Set.of(Role.AGENT), "place-" + user));
          case Credentials.Password _ -> new LoginCheck.Answer.Denied();
          case Credentials.Token _ -> new LoginCheck.Answer.Unavailable("test");
        };
    var check = new CompletableFuture<LoginCheck.Answer>();
    openChecks.add(() -> check.complete(answer));
    if (!checksTakeTime) {
      answerChecks();
    }
    return check;
  }

  /** The checks asked for until now are answered. */
  void answerChecks() {
    List<Runnable> answers = List.copyOf(openChecks);
    openChecks.clear();
    answers.forEach(Runnable::run);
    settle();
  }

  Instant now() {
    return Instant.EPOCH.plusMillis(millis);
  }

  /** Lets that much time go by, with everything that is due in it. */
  void pass(Duration time) {
    long until = millis + time.toMillis();
    while (!tasks.isEmpty() && tasks.peek().at() <= until) {
      Task task = tasks.remove();
      millis = Math.max(millis, task.at());
      task.work().run();
    }
    millis = until;
  }

  /** Everything that is due now. */
  void settle() {
    pass(Duration.ZERO);
  }

  /** The log says so. */
  void told(ImEvent... events) {
    ImEvent first = events[0];
    var before = site.session(first.connId()).orElse(null);
    var after = before;
    for (ImEvent event : events) {
      after = org.parley.contracts.im.ImSession.evolve(after, event);
    }
    news.sessionChanged(
        0, first.connId().interaction().toString(), before, List.of(events), after, now());
    reception.settle();
  }

  /** The voice log says so, in one record. */
  void toldOfVoice(VoiceEvent... events) {
    VoiceEvent first = events[0];
    var before = site.voice(first.connId()).orElse(null);
    var after = before;
    for (VoiceEvent event : events) {
      after = VoiceInteraction.evolve(after, event);
    }
    news.voiceChanged(
        0, first.connId().interaction().toString(), before, List.of(events), after, now());
    reception.settle();
  }

  /** A client that has just connected. */
  Guest arrives() {
    return new Guest();
  }

  /** The same from another address than the others. */
  Guest arrivesFrom(String source) {
    return new Guest(source);
  }

  /** A client that has logged in and registered its own DN. */
  Guest registered(String userName) {
    Guest guest = arrives();
    guest.logsIn(userName, "demo", 0);
    guest.asks(new TlibRequest.RegisterAddress(2, new Dn(userName), null, null, null));
    guest.sent.clear();
    return guest;
  }

  /** A wire, and the client behind it. */
  final class Guest implements Wire {
    final List<TlibEvent> sent = new ArrayList<>();
    final List<Long> pings = new ArrayList<>();
    final List<Long> pongs = new ArrayList<>();
    final ArrayDeque<FromClient> onTheWay = new ArrayDeque<>();
    boolean reads = true;
    boolean isReadFrom = true;
    boolean isClosed;
    private int waiting;
    private final Reception.Connection connection;

    private final String source;

    Guest() {
      this("192.0.2.1");
    }

    Guest(String source) {
      this.source = source;
      connection = reception.opened(this);
    }

    boolean wasTurnedAway() {
      return connection == null;
    }

    void logsIn(String userName, String password, int keepAlive) {
      asks(
          new TlibRequest.RegisterClient(
              1,
              "app",
              userName,
              password,
              null,
              null,
              new TlibRequest.RegisterClient.Addp(0, keepAlive)));
    }

    /** Sends a request; it comes in when the gateway reads. */
    void asks(TlibRequest request) {
      says(new FromClient.Request(request));
    }

    void says(FromClient message) {
      onTheWay.add(message);
      deliver();
    }

    /** What is on the way comes in as long as the gateway reads. */
    void deliver() {
      while (isReadFrom && !onTheWay.isEmpty()) {
        Objects.requireNonNull(connection).received(onTheWay.remove());
      }
      Objects.requireNonNull(connection).batchEnded();
      Hall.this.settle();
    }

    /** The transport answered pings by itself, and they wait unread. */
    void isPonged(int times) {
      waiting += times;
      Objects.requireNonNull(connection).batchEnded();
    }

    void goesAway() {
      Objects.requireNonNull(connection).closed();
    }

    List<MessageType> types() {
      return sent.stream().map(TlibEvent::type).toList();
    }

    TlibEvent last() {
      return sent.getLast();
    }

    List<Integer> errors() {
      return sent.stream()
          .filter(event -> event.type() == MessageType.EVENT_ERROR)
          .map(event -> event.require(Attribute.ERROR_CODE))
          .toList();
    }

    @Override
    public void send(TlibEvent event) {
      sent.add(event);
      waiting++;
    }

    @Override
    public void sendAddp(boolean ping, long seq) {
      (ping ? pings : pongs).add(seq);
    }

    @Override
    public void flush() {
      if (reads) {
        waiting = 0;
      }
    }

    @Override
    public long waitingBytes() {
      return waiting * 100L;
    }

    @Override
    public int waitingMessages() {
      return waiting;
    }

    @Override
    public void reading(boolean on) {
      isReadFrom = on;
    }

    @Override
    public void trusted() {}

    @Override
    public void close() {
      isClosed = true;
    }

    @Override
    public String source() {
      return source;
    }

    @Override
    public String transport() {
      return "test";
    }
  }
}
