package org.parley.standalone.backends;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackendsIT {
  private static final TopicPartition NOTES = new TopicPartition("notes", 0);

  @TempDir Path directory;
  private final List<String> said = new CopyOnWriteArrayList<>();

  @Test
  void what_was_written_is_there_after_a_clean_restart_on_other_ports() throws Exception {
    try (Backends backends = start(freePorts())) {
      createTopic(backends.kafka());
      produce(backends.kafka(), "one");
      execute(backends, "create table note (text varchar)", "insert into note values ('one')");
    }
    try (Backends backends = start(freePorts())) {
      produce(backends.kafka(), "two");
      assertThat(consume(backends.kafka(), 2)).containsExactly("one", "two");
      assertThat(notes(backends)).containsExactly("one");
    }
    assertThat(said).isEmpty();
  }

  @Test
  void postgres_is_durable_and_asks_for_the_password() throws Exception {
    try (Backends backends = start(freePorts())) {
      try (Connection connection = connect(backends);
          var settings =
              connection
                  .createStatement()
                  .executeQuery(
                      "select name, setting from pg_settings"
                          + " where name in ('fsync', 'synchronous_commit', 'listen_addresses')"
                          + " order by name")) {
        List<String> found = new ArrayList<>();
        while (settings.next()) {
          found.add(settings.getString(1) + "=" + settings.getString(2));
        }
        assertThat(found)
            .containsExactly("fsync=on", "listen_addresses=127.0.0.1", "synchronous_commit=on");
      }
      assertThatThrownBy(
              () -> DriverManager.getConnection(backends.jdbcUrl(), "parley", "guessed").close())
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
    }
    Path secrets = new DataDirectory(directory).secrets();
    assertThat(Files.getPosixFilePermissions(secrets.resolve("database.password")))
        .isEqualTo(fromString("rw-------"));
    assertThat(Files.getPosixFilePermissions(secrets)).isEqualTo(fromString("rwx------"));
  }

  @Test
  void a_killed_parent_takes_its_backends_with_it_and_leaves_the_data() throws Exception {
    int[] ports = freePorts();
    Process parent = startParent(ports);
    ProcessHandle child = ProcessHandle.of(awaitUp(parent)).orElseThrow();
    ProcessHandle postgres = EmbeddedPostgres.running(new DataDirectory(directory)).orElseThrow();
    createTopic("127.0.0.1:" + ports[0]);
    produce("127.0.0.1:" + ports[0], "acknowledged");

    parent.destroyForcibly().waitFor();

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> {
          assertThat(child.isAlive()).isFalse();
          assertThat(postgres.isAlive()).isFalse();
        });
    try (Backends backends = start(ports)) {
      assertThat(consume(backends.kafka(), 1)).containsExactly("acknowledged");
    }
  }

  @Test
  void a_start_right_after_a_kill_waits_for_the_leftover_and_says_so() throws Exception {
    int[] ports = freePorts();
    Process parent = startParent(ports);
    long child = awaitUp(parent);

    signal("STOP", child); // It stops by itself only when it has been waited for.
    parent.destroyForcibly().waitFor();
    Consumer<String> goOnWhenWaitedFor =
        line -> {
          said.add(line);
          if (line.contains("waiting for its Kafka and Postgres")) {
            signal("CONT", child);
          }
        };
    try (Backends backends = start(ports, goOnWhenWaitedFor)) {
      assertThat(backends.pid()).isNotEqualTo(child);
      assertThat(connect(backends)).satisfies(Connection::close);
    }
    assertThat(said).singleElement().asString().contains("waiting for its Kafka and Postgres");
  }

  @Test
  void a_postgres_left_behind_by_two_kills_is_stopped_and_named() throws Exception {
    int[] ports = freePorts();
    Process parent = startParent(ports);
    ProcessHandle child = ProcessHandle.of(awaitUp(parent)).orElseThrow();
    ProcessHandle postgres = EmbeddedPostgres.running(new DataDirectory(directory)).orElseThrow();

    signal("STOP", child.pid()); // Or it may stop Postgres between the one kill and the other.
    parent.destroyForcibly().waitFor();
    child.destroyForcibly();
    child.onExit().join();
    assertThat(postgres.isAlive()).isTrue();

    try (Backends backends = start(ports)) {
      assertThat(connect(backends)).satisfies(Connection::close);
      assertThat(postgres.isAlive()).isFalse();
    }
    assertThat(said)
        .contains(
            "A killed run left Postgres running (process " + postgres.pid() + "); stopping it.");
  }

  @Test
  void killed_backends_come_back_on_the_same_ports() throws Exception {
    try (Backends backends = start(freePorts())) {
      createTopic(backends.kafka());
      produce(backends.kafka(), "acknowledged");
      long before = backends.pid();

      ProcessHandle.of(before).orElseThrow().destroyForcibly();

      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(said).contains("Kafka and Postgres are back."));
      assertThat(backends.pid()).isNotEqualTo(before);
      assertThat(consume(backends.kafka(), 1)).containsExactly("acknowledged");
      assertThat(connect(backends)).satisfies(Connection::close);
    }
  }

  @Test
  void a_killed_postgres_comes_back_alone() throws Exception {
    try (Backends backends = start(freePorts())) {
      execute(backends, "create table note (text varchar)", "insert into note values ('one')");
      DataDirectory data = new DataDirectory(directory);
      ProcessHandle before = EmbeddedPostgres.running(data).orElseThrow();
      long broker = backends.pid();

      before.destroyForcibly();

      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(notes(backends)).containsExactly("one"));
      Optional<ProcessHandle> after = EmbeddedPostgres.running(data);
      assertThat(after).isPresent().get().isNotEqualTo(before);
      assertThat(backends.pid()).isEqualTo(broker);
    }
  }

  @Test
  void a_second_run_on_the_same_directory_is_refused_by_name() throws Exception {
    try (Backends first = start(freePorts())) {
      assertThat(first.pid()).isPositive();
      assertThatThrownBy(() -> start(freePorts()))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("in use by another run")
          .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
    }
  }

  @Test
  void a_port_in_use_is_refused_with_the_name_of_who_wants_it() throws Exception {
    int[] ports = freePorts();
    try (var other = new ServerSocket(ports[1], 1, InetAddress.getLoopbackAddress())) {
      assertThat(other.isBound()).isTrue();
      assertThatThrownBy(() -> start(ports))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("Port " + ports[1] + " (Postgres)");
    }
    try (Backends backends = start(ports)) {
      assertThat(backends.pid()).isPositive();
    }
  }

  @Test
  void the_server_certificate_names_this_machine_and_is_made_once() throws Exception {
    DataDirectory data = new DataDirectory(directory);
    data.create();
    ServerCertificate made = ServerCertificate.in(data);

    assertThat(ServerCertificate.in(data)).isEqualTo(made);
    assertThat(made.certificate()).content().startsWith("-----BEGIN CERTIFICATE-----");
    var store =
        java.security.KeyStore.getInstance(made.keyStore().toFile(), made.password().toCharArray());
    assertThat(store.isKeyEntry("parley")).isTrue();
    var certificate = (java.security.cert.X509Certificate) store.getCertificate("parley");
    assertThat(certificate.getSubjectAlternativeNames().toString())
        .contains("localhost")
        .contains("127.0.0.1");
    assertThat(Files.getPosixFilePermissions(data.secrets().resolve("server.p12.password")))
        .isEqualTo(fromString("rw-------"));
  }

  private Backends start(int[] ports) throws Exception {
    return start(ports, said::add);
  }

  private Backends start(int[] ports, Consumer<String> say) throws Exception {
    return Backends.start(
        new Backends.Options(new DataDirectory(directory), ports[0], ports[1], Map.of(), say));
  }

  private Process startParent(int[] ports) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            BackendsParent.class.getName(),
            directory.toString(),
            Integer.toString(ports[0]),
            Integer.toString(ports[1]))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** The pid of the backends' JVM. */
  private static long awaitUp(Process parent) throws IOException {
    var lines =
        new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8));
    String line;
    while ((line = lines.readLine()) != null) {
      if (line.startsWith("up ")) {
        return Long.parseLong(line.substring(3));
      }
    }
    throw new AssertionError("The parent ended without being up");
  }

  private static void signal(String name, long pid) {
    try {
      int exit = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
      assertThat(exit).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Kafka's (its controller takes the next one) and Postgres'. */
  private static int[] freePorts() throws IOException {
    while (true) {
      try (var kafka = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
          var controller =
              new ServerSocket(kafka.getLocalPort() + 1, 1, InetAddress.getLoopbackAddress());
          var postgres = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        assertThat(controller.isBound()).isTrue();
        return new int[] {kafka.getLocalPort(), postgres.getLocalPort()};
      } catch (java.net.BindException e) {
        // The next port was taken; draw again.
      }
    }
  }

  private static void createTopic(String kafka) throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      admin.createTopics(List.of(new NewTopic(NOTES.topic(), 1, (short) 1))).all().get();
    }
  }

  private static void produce(String kafka, String text) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka, "acks", "all"),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(NOTES.topic(), text)).get();
    }
  }

  private static List<String> consume(String kafka, int count) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka, "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(NOTES));
      List<String> texts = new ArrayList<>();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> {
            consumer.poll(Duration.ofMillis(100)).forEach(record -> texts.add(record.value()));
            return texts.size() >= count;
          });
      return texts;
    }
  }

  private static Connection connect(Backends backends) throws Exception {
    return DriverManager.getConnection(
        backends.jdbcUrl(), backends.databaseUser(), backends.databasePassword());
  }

  private static void execute(Backends backends, String... statements) throws Exception {
    try (Connection connection = connect(backends);
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static List<String> notes(Backends backends) throws Exception {
    try (Connection connection = connect(backends);
        var rows = connection.createStatement().executeQuery("select text from note")) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }
}
