package org.parley.tlib;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What clients send by mistake or on purpose. Each file of {@code hostile/} is one case: the first
 * line is what the codec must say, the rest are the bytes of the message.
 */
class HostileMessagesTest {
  private static final Path CORPUS = corpus();

  private static Path corpus() {
    try {
      return Path.of(
          Objects.requireNonNull(HostileMessagesTest.class.getResource("/hostile")).toURI());
    } catch (URISyntaxException impossible) {
      throw new AssertionError(impossible);
    }
  }

  static List<String> cases() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void each_message_is_read_as_its_file_says(String name) throws IOException {
    byte[] file = Files.readAllBytes(CORPUS.resolve(name));
    String expected = new String(file, 0, endOfLine(file), UTF_8);

    assertThat(outcome(TlibCodec.decodeFromClient(message(file)))).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void no_answer_names_a_java_class_or_is_more_than_one_line(String name) throws IOException {
    String outcome =
        outcome(TlibCodec.decodeFromClient(message(Files.readAllBytes(CORPUS.resolve(name)))));

    assertThat(outcome).doesNotContain("org.parley", "tools.jackson", "java.", "Exception");
    assertThat(outcome).matches("[\\x20-\\x7E]*");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_client_survives_the_same_bytes_from_a_server(String name) throws IOException {
    byte[] message = message(Files.readAllBytes(CORPUS.resolve(name)));

    assertThat(TlibCodec.decodeFromServer(message)).isNotNull();
  }

  @Test
  void random_changes_of_good_and_bad_messages_never_throw() throws IOException {
    var random = new Random(4711);
    for (String name : cases()) {
      byte[] message = message(Files.readAllBytes(CORPUS.resolve(name)));
      if (message.length > 5_000) {
        continue;
      }
      for (int i = 0; i < 300; i++) {
        byte[] mutant = mutate(message, random);
        TlibCodec.FromClient read = TlibCodec.decodeFromClient(mutant);
        assertThat(TlibCodec.decodeFromServer(mutant)).isNotNull();
        if (read instanceof TlibCodec.FromClient.Request(TlibRequest request)) {
          assertThat(TlibCodec.decodeFromClient(TlibCodec.encode(request)))
              .isEqualTo(new TlibCodec.FromClient.Request(request));
        }
      }
    }
  }

  @Test
  void random_bytes_never_throw() {
    var random = new Random(815);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      assertThat(TlibCodec.decodeFromClient(bytes)).isInstanceOf(TlibCodec.FromClient.Broken.class);
      assertThat(TlibCodec.decodeFromServer(bytes)).isInstanceOf(TlibCodec.FromServer.Broken.class);
    }
  }

  @Test
  void a_message_above_the_limit_is_not_read() {
    byte[] message = new byte[TlibCodec.MAX_MESSAGE + 1];
    Arrays.fill(message, (byte) ' ');

    assertThat(TlibCodec.decodeFromClient(message))
        .isEqualTo(new TlibCodec.FromClient.Broken("longer than 1048576 bytes"));
  }

  private static byte[] mutate(byte[] message, Random random) {
    byte[] mutant = message.clone();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes && mutant.length > 1; i++) {
      int at = random.nextInt(mutant.length);
      switch (random.nextInt(4)) {
        case 0 -> mutant[at] = (byte) random.nextInt(256);
        case 1 -> mutant[at] = (byte) "{}[]\",:0-\\".charAt(random.nextInt(10));
        case 2 -> mutant = Arrays.copyOf(mutant, at + 1);
        default -> {
          byte[] longer = new byte[mutant.length + 1];
          System.arraycopy(mutant, 0, longer, 0, at);
          System.arraycopy(mutant, at, longer, at + 1, mutant.length - at);
          mutant = longer;
        }
      }
    }
    return mutant;
  }

  private static int endOfLine(byte[] file) {
    int end = 0;
    while (file[end] != '\n') {
      end++;
    }
    return end;
  }

  private static byte[] message(byte[] file) {
    return Arrays.copyOfRange(file, endOfLine(file) + 1, file.length);
  }

  private static String outcome(TlibCodec.FromClient read) {
    return switch (read) {
      case TlibCodec.FromClient.Request(var request) ->
          "request " + request.getClass().getSimpleName();
      case TlibCodec.FromClient.Refused(int referenceId, var error, var detail) ->
          "refused " + error.code() + " " + referenceId + " " + detail;
      case TlibCodec.FromClient.Broken(var reason) -> "broken " + reason;
      case TlibCodec.FromClient.Ping(long seq) -> "ping " + seq;
      case TlibCodec.FromClient.Pong(long seq) -> "pong " + seq;
    };
  }
}
