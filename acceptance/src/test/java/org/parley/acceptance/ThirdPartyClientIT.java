package org.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.acceptance.suite.Suites;
import org.parley.bench.suite.Ports;

/** A client in another language, written from docs/tlib.md alone, holds a conversation. */
class ThirdPartyClientIT {
  private static final Path SCRIPTS = Path.of("src/test/python").toAbsolutePath();

  private static Ports ports;

  @BeforeAll
  static void start() throws Exception {
    boolean python = hasPython();
    if (System.getenv("CI") == null) {
      assumeTrue(
          python, "python3 is not installed: the conversation in another language is not tried");
    }
    assertThat(python).as("python3 is installed").isTrue();
    ports = Suites.standalone().ports();
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException absent) {
      return false;
    }
  }

  @ParameterizedTest
  @CsvSource({"tcp,1011,1012", "tls,1011,1012", "ws,1013,1014"})
  void conversation_in_python(String transport, String first, String second) throws Exception {
    int port =
        switch (transport) {
          case "tcp" -> ports.tlib();
          case "tls" -> ports.tlibTls();
          default -> ports.edge();
        };
    Process python =
        new ProcessBuilder(
                "python3",
                "-B",
                SCRIPTS.resolve("conversation.py").toString(),
                transport,
                Ports.HOST,
                Integer.toString(port),
                first,
                second)
            .redirectErrorStream(true)
            .start();
    String out = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(python.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(python.exitValue()).as(out).isZero();
    assertThat(out).contains("ok");
  }
}
