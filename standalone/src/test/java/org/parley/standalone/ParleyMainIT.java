package org.parley.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.standalone.backends.Backends;
import org.parley.standalone.backends.DataDirectory;

/**
 * What a user is told who starts it wrongly: each time at once, with a reason, and nothing stays.
 */
class ParleyMainIT {
  /** Offsets below it put no port where the system takes those of outgoing connections from. */
  private static final int BELOW_EPHEMERAL = 3_500;

  @TempDir Path directory;

  private record Ended(int code, String output) {}

  @Test
  void a_wrong_option_is_named_and_the_right_ones_are_listed() throws Exception {
    Ended ended = parley("--port-ofset=1");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.output()).contains("--port-ofset=1").contains("--port-offset N");
  }

  @Test
  void a_port_in_use_is_named_with_who_wants_it_and_nothing_is_started() throws Exception {
    try (ServerSocket other = anyPortOfEdgeGateway()) {
      int offset = other.getLocalPort() - new Ports(0).edge();

      Ended ended = parley("--data", directory.toString(), "--port-offset", "" + offset);

      assertThat(ended.code()).isEqualTo(1);
      assertThat(ended.output())
          .contains("Port " + other.getLocalPort() + " (HTTP) is in use")
          .contains("--port-offset");
      assertThat(directory.resolve("kafka")).doesNotExist();
      assertThat(directory.resolve("postgres")).doesNotExist();
    }
  }

  @Test
  void a_data_directory_stays_with_its_site() throws Exception {
    Files.writeString(directory.resolve("site"), "A\n");

    Ended ended = parley("--site=B", "--data", directory.toString());

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.output()).contains("belongs to site A").contains("--data");
  }

  @Test
  void a_data_directory_in_use_is_refused_and_the_run_that_has_it_goes_on() throws Exception {
    Ports ports = new Ports(ThreadLocalRandom.current().nextInt(1_000, BELOW_EPHEMERAL));
    try (Backends first =
        Backends.start(
            new Backends.Options(
                new DataDirectory(directory),
                ports.kafka(),
                ports.postgres(),
                Map.of(),
                ParleyMainIT::unexpected))) {
      Ended ended = parley("--data", directory.toString());

      assertThat(ended.code()).isEqualTo(1);
      assertThat(ended.output())
          .contains("in use by another run (process " + ProcessHandle.current().pid() + ")");
      assertThat(ProcessHandle.of(first.pid())).isPresent().get().matches(ProcessHandle::isAlive);
    }
  }

  /** A port that some offset makes edge-gateway's. */
  private static ServerSocket anyPortOfEdgeGateway() throws IOException {
    while (true) {
      Ports ports = new Ports(ThreadLocalRandom.current().nextInt(1_000, Ports.MAX_OFFSET));
      try {
        return new ServerSocket(ports.edge(), 1, InetAddress.getByName("127.0.0.1"));
      } catch (BindException e) {
        // Somebody else has it; draw again.
      }
    }
  }

  private static void unexpected(String text) {
    throw new AssertionError(text);
  }

  private Ended parley(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                ParleyMain.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.directory(directory.toFile());
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }
}
