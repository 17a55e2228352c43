package org.parley.standalone.backends;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A Postgres cluster under the data directory, written to disk at every commit, with one database
 * and one role called {@code parley}. The server runs as a process of its own, in a session of its
 * own, so that Ctrl-C in a terminal reaches the run and not the database under it.
 */
final class EmbeddedPostgres {
  static final String NAME = "parley";

  private final DataDirectory data;
  private final PostgresBinaries binaries;

  private EmbeddedPostgres(DataDirectory data, PostgresBinaries binaries) {
    this.data = data;
    this.binaries = binaries;
  }

  /** Returns when the database {@code parley} takes connections. */
  static EmbeddedPostgres start(DataDirectory data, int port)
      throws IOException, InterruptedException, SQLException, StartRefused {
    var postgres = new EmbeddedPostgres(data, PostgresBinaries.unpackedTo(data.postgresBinaries()));
    if (Files.notExists(data.postgres())) {
      postgres.initialise();
    }
    Files.writeString(data.postgres().resolve("parley.conf"), settings(port));
    postgres.startServer();
    postgres.ensureDatabase(port);
    return postgres;
  }

  /** The server's process, if it runs. Also finds the one that a killed run left behind. */
  static Optional<ProcessHandle> running(DataDirectory data) throws IOException {
    Path pidFile = data.postgres().resolve("postmaster.pid");
    if (Files.notExists(pidFile)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(pidFile);
    if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,18}")) {
      return Optional.empty();
    }
    // The number may belong to somebody else by now, in a container even usually.
    return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
        .filter(ProcessHandle::isAlive)
        .filter(process -> process.info().command().orElse("").endsWith("postgres"));
  }

  /** Stops the server that a killed run left behind; its clients are gone with that run. */
  static void stopLeftover(DataDirectory data)
      throws IOException, InterruptedException, StartRefused {
    new EmbeddedPostgres(data, PostgresBinaries.unpackedTo(data.postgresBinaries())).stop();
  }

  void startServer() throws IOException, InterruptedException, StartRefused {
    Path log = data.logs().resolve("postgres.log");
    pgCtl("start", "-l", log.toString(), "-t", "60");
  }

  void stop() throws IOException, InterruptedException, StartRefused {
    pgCtl("stop", "-m", "fast", "-t", "30");
  }

  private void initialise() throws IOException, InterruptedException, StartRefused {
    Path draft = data.root().resolve("postgres.new");
    DataDirectory.deleteTree(draft);
    data.databaseAdminPassword();
    run(
        binaries.program("initdb"),
        "--pgdata=" + draft,
        "--username=postgres",
        "--pwfile=" + data.secrets().resolve("database-admin.password"),
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C");
    Files.writeString(
        draft.resolve("postgresql.conf"),
        "\n# What the run decides, written anew at each start.\ninclude 'parley.conf'\n",
        StandardOpenOption.APPEND);
    DataDirectory.moveIntoPlace(draft, data.postgres());
  }

  /**
   * Durable, on loopback, and without the helper processes that one small database has no use for.
   */
  static String settings(int port) {
    return """
    port = %d
    listen_addresses = '127.0.0.1'
    unix_socket_directories = ''
    fsync = on
    synchronous_commit = on
    full_page_writes = on
    timezone = 'UTC'
    log_timezone = 'UTC'
    log_min_messages = warning
    max_connections = 60
    shared_buffers = 32MB
    max_wal_size = 256MB
    wal_level = minimal
    max_wal_senders = 0
    max_logical_replication_workers = 0
    max_parallel_workers = 0
    io_method = sync
    jit = off
    """
        .formatted(port);
  }

  private void ensureDatabase(int port) throws IOException, SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                "postgres",
                data.databaseAdminPassword());
        Statement statement = connection.createStatement()) {
      // The password is of our own making, base64 letters only, so it can stand in the text.
      String password = data.databasePassword();
      if (missing(connection, "select 1 from pg_roles where rolname = ?")) {
        statement.execute("create role " + NAME + " login password '" + password + "'");
      }
      if (missing(connection, "select 1 from pg_database where datname = ?")) {
        statement.execute("create database " + NAME + " owner " + NAME);
      }
    }
  }

  private static boolean missing(Connection connection, String query) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, NAME);
      return !statement.executeQuery().next();
    }
  }

  private void pgCtl(String verb, String... options)
      throws IOException, InterruptedException, StartRefused {
    List<String> command = new ArrayList<>();
    command.add(binaries.program("pg_ctl"));
    command.addAll(List.of(verb, "-D", data.postgres().toString(), "-w", "-s"));
    command.addAll(List.of(options));
    run(command.toArray(String[]::new));
  }

  private void run(String... program) throws IOException, InterruptedException, StartRefused {
    List<String> command = new ArrayList<>(asOrdinaryUser());
    command.addAll(List.of(program));
    File log = data.logs().resolve("postgres-control.log").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    if (!process.waitFor(90, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new StartRefused("Postgres did not answer within 90 s, see " + log);
    }
    if (process.exitValue() != 0) {
      throw new StartRefused(
          "Postgres: "
              + Path.of(program[0]).getFileName()
              + " failed with code "
              + process.exitValue()
              + ", see "
              + log
              + " and postgres.log beside it");
    }
  }

  /**
   * Postgres refuses to run as root. In a user namespace of its own it is not root, and files stay
   * where and whose they are.
   */
  private static List<String> asOrdinaryUser()
      throws IOException, InterruptedException, StartRefused {
    if (!"root".equals(System.getProperty("user.name"))) {
      return List.of();
    }
    List<String> prefix = List.of("unshare", "-U");
    List<String> probe = new ArrayList<>(prefix);
    probe.add("true");
    try {
      Process process =
          new ProcessBuilder(probe)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor() == 0) {
        return prefix;
      }
    } catch (IOException e) {
      throw new StartRefused(
          "Postgres does not run as root, and the program 'unshare' (util-linux), which would help,"
              + " is missing. Start Parley as another user.",
          e);
    }
    throw new StartRefused(
        "Postgres does not run as root, and this system does not allow user namespaces"
            + " (unshare -U). Start Parley as another user.");
  }
}
