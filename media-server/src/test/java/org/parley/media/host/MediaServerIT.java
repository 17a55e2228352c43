package org.parley.media.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.contracts.Origin;
import org.parley.contracts.Topics;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.voice.VoiceCall;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.contracts.voice.VoiceLeg;
import org.parley.eventlog.CommandSender;
import org.parley.eventlog.EventLog;
import org.parley.eventlog.EventLogConfig;
import org.parley.eventlog.LogListener;
import org.parley.eventlog.LogMetrics;
import org.parley.eventlog.LogReader;
import org.parley.eventlog.LogTopics;
import org.parley.eventlog.LogTopicsAdmin;
import org.parley.eventlog.RecordPosition;
import org.parley.eventlog.TestBroker;
import org.parley.media.MediaServerApplication;
import org.parley.media.audio.G711;
import org.parley.media.leg.PortRange;
import org.parley.media.sound.Sound;
import org.parley.starter.json.ContractCodecs;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

/** The service on a real broker, with real phones; a tiny decider plays conference-service. */
class MediaServerIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  /** For a process of its own to start, too. */
  private static final Duration START = Duration.ofMinutes(1);

  private static final int A = 400;
  private static final int B = 700;
  private static final int D = 1_100;
  private static final int MUSIC = 1_900;
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final LogTopics VOICE =
      new LogTopics(
          Topics.VOICE_COMMANDS,
          Topics.VOICE_EVENTS,
          Topics.VOICE_SNAPSHOTS,
          Topics.VOICE_DEAD_LETTERS);
  private static final Map<String, VoiceInteraction> STATES = new ConcurrentHashMap<>();
  private static CommandSender<VoiceCommand> commands;

  @TempDir Path directory;

  private final ConnId call = ConnId.of(1, ConnId.Medium.VOICE, NUMBER.incrementAndGet());
  private final Map<String, Phone> phones = new LinkedHashMap<>();
  private final List<ConfigurableApplicationContext> servers = new ArrayList<>();

  @BeforeAll
  static void conferenceService() {
    Map<String, Object> client = TestBroker.shared().client();
    var codecs = new ContractCodecs();
    LogTopicsAdmin.ensure(client, VOICE, 3, (short) 1);
    new EventLog<>(
            EventLogConfig.of(
                client,
                "voice",
                VOICE,
                codecs.of(VoiceCommand.class),
                codecs.events(VoiceEvent.class),
                codecs.of(VoiceInteraction.class),
                new TinyVoice()))
        .start();
    new LogReader<>(
            client,
            VOICE,
            codecs.events(VoiceEvent.class),
            codecs.of(VoiceInteraction.class),
            VoiceInteraction::evolve,
            new States(),
            LogMetrics.NONE)
        .start();
    commands = new CommandSender<>(client, Topics.VOICE_COMMANDS, codecs.of(VoiceCommand.class));
  }

  /** What the log says, to look at. */
  private static final class States implements LogListener<VoiceEvent, VoiceInteraction> {
    @Override
    public void onRestored(int partition, Map<String, VoiceInteraction> entities) {
      STATES.putAll(entities);
    }

    @Override
    public void onRecord(
        String key,
        @Nullable VoiceInteraction before,
        List<VoiceEvent> events,
        @Nullable VoiceInteraction after,
        RecordPosition position) {
      if (after == null) {
        STATES.remove(key);
      } else {
        STATES.put(key, after);
      }
    }
  }

  @BeforeEach
  void begin() throws IOException {
    Files.createDirectories(directory.resolve("music"));
    Files.write(
        directory.resolve("music/on_hold.ulaw"),
        G711.PCMU.encode(Sound.tone(MUSIC, Phone.LOUDNESS).samples()));
    phones.put("a", new Phone(A, G711.PCMU));
    phones.put("b", new Phone(B, G711.PCMU));
    phones.put("d", new Phone(D, G711.PCMU));
  }

  @AfterEach
  void end() {
    servers.forEach(ConfigurableApplicationContext::close);
    phones.values().forEach(Phone::close);
  }

  private ConfigurableApplicationContext server(String name, int firstPort) {
    ConfigurableApplicationContext server =
        MediaServerApplication.service().run(options(name, firstPort).toArray(String[]::new));
    servers.add(server);
    await()
        .atMost(SOON)
        .until(() ->
            server.getBean("media", HealthIndicator.class).health().getStatus().equals(Status.UP));
    return server;
  }

  private List<String> options(String name, int firstPort) {
    return List.of(
        "--server.port=0",
        "--parley.media.name=" + name,
        "--parley.media.root=" + directory,
        "--parley.media.first-port=" + firstPort,
        "--parley.media.last-port=" + (firstPort + 99),
        "--parley.kafka.bootstrap-servers="
            + TestBroker.shared().client().get("bootstrap.servers"));
  }

  private static int rooms(ConfigurableApplicationContext server) {
    return server.getBean(RoomHost.class).rooms();
  }

  private void send(VoiceCommand command) throws Exception {
    commands
        .send(call.interaction().toString(), command)
        .toCompletableFuture()
        .get(20, TimeUnit.SECONDS);
  }

  private void allArrive() throws Exception {
    for (Map.Entry<String, Phone> phone : phones.entrySet()) {
      AudioDescription far = phone.getValue().description();
      Dn dn = new Dn(phone.getKey());
      send(
          new VoiceCommand.Arrive(
              call, "leg-" + dn, dn, "", null, new Dn("x"), far, Set.of("127.0.0.1")));
    }
  }

  private @Nullable VoiceInteraction state() {
    return STATES.get(call.toString());
  }

  private VoiceCall voiceCall() {
    return state().calls().get(call);
  }

  private boolean hasRoom() {
    return state() != null && voiceCall().mixer() != null;
  }

  private void hears(String phone, int[] wanted, int... unwanted) {
    await(phone + " hears what it should")
        .atMost(SOON)
        .until(() -> {
          VoiceInteraction now = state();
          if (now != null) {
            for (VoiceLeg leg : now.legs().values()) {
              phones.get(leg.dn().toString()).sendTo(leg.told());
            }
          }
          return phones.get(phone).hears(wanted, unwanted);
        });
  }

  private static int[] of(int... hertz) {
    return hertz;
  }

  @Test
  void a_conference_from_its_beginning_to_its_end() throws Exception {
    ConfigurableApplicationContext server = server("media-server-1", 27_000);
    allArrive();
    hears("a", of(B, D), A);
    hears("d", of(A, B), D);

    var client = new Origin("gateway-1", 1, 1);
    send(new VoiceCommand.ListenDisconnect(client, call, new Dn("a"), "d", "music/on_hold"));
    hears("d", of(MUSIC), A, B);
    hears("a", of(B), A, D);
    await().atMost(SOON).until(() -> voiceCall().active().size() == 2);
    MeterRegistry registry = server.getBean(MeterRegistry.class);
    assertThat(registry.get("parley.media.rooms").gauge().value()).isEqualTo(1);
    assertThat(registry.get("parley.media.seats").gauge().value()).isEqualTo(3);
    assertThat(registry.get("parley.media.frames").counter().count()).isPositive();

    send(new VoiceCommand.ListenDisconnect(client, call, new Dn("a"), "b", "music/none"));
    await()
        .atMost(SOON)
        .until(() ->
            registry.get("parley.media.complaints").tag("trouble", "no-music").counter().count()
                == 1);

    send(new VoiceCommand.ClearCall(client, call, new Dn("a")));
    PortRange ports = server.getBean(PortRange.class);
    await().atMost(SOON).until(() -> rooms(server) == 0 && ports.free() == 50);
  }

  @Test
  void another_instance_goes_on_when_one_is_killed() throws Exception {
    Process killed = process("media-server-2", 27_600);
    try {
      allArrive();
      await().atMost(START).until(this::hasRoom);
      hears("a", of(B, D), A);
      ConfigurableApplicationContext left = server("media-server-1", 27_800);
      hears("a", of(B, D), A);
      assertThat(rooms(left)).isZero();

      killed.destroyForcibly().waitFor();

      await().atMost(SOON).until(() -> rooms(left) == 1);
      hears("a", of(B, D), A);
      hears("d", of(A, B), D);
    } finally {
      killed.destroyForcibly().waitFor();
    }
  }

  private Process process(String name, int firstPort) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                MediaServerApplication.class.getName()));
    command.addAll(options(name, firstPort));
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve(name + ".log").toFile());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder.start();
  }

  @Test
  void another_instance_goes_on_when_one_is_stopped() throws Exception {
    ConfigurableApplicationContext one = server("media-server-1", 27_200);
    ConfigurableApplicationContext other = server("media-server-2", 27_400);
    allArrive();
    hears("a", of(B, D), A);
    boolean firstHasIt = rooms(one) == 1;
    ConfigurableApplicationContext stopped = firstHasIt ? one : other;
    ConfigurableApplicationContext left = firstHasIt ? other : one;
    assertThat(rooms(left)).isZero();

    stopped.close();

    await().atMost(SOON).until(() -> rooms(left) == 1);
    hears("a", of(B, D), A);
    hears("b", of(A, D), B);
    send(new VoiceCommand.ClearCall(new Origin("gateway-1", 1, 1), call, new Dn("a")));
    await().atMost(SOON).until(() -> rooms(left) == 0);
  }
}
