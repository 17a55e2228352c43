package org.parley.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parley.sip.message.Transport;

/** Every message of RFC 4475, byte for byte, to a running stack. */
class TortureIT {
  private static final Pattern SENT_BY =
      Pattern.compile(
          "(?is)(?:^|\n)(?:via|v)\\s*:\\s*SIP\\s*/[\\s\\d.]+/\\s*\\w+\\s+[^\\s;:,]+(?::(\\d+))?");

  /** An address of our own in the loopback net: answers go to the ports that the messages name. */
  private static final String ADDRESS =
      "127.47."
          + (ProcessHandle.current().pid() >> 8 & 0xFF)
          + "."
          + (1 + ProcessHandle.current().pid() % 254);

  private TestStack stack;

  @BeforeEach
  void start() {
    StackSettings.Limits limits = StackSettings.Limits.DEFAULT;
    stack =
        new TestStack(
            StackSettings.local(0, 0, TestStack.RULES)
                .with(TlsFixture.tls(), 0)
                .with(
                    new StackSettings.Limits(
                        limits.transactions(),
                        limits.handOver(),
                        0,
                        0,
                        limits.addresses(),
                        limits.connections(),
                        limits.connectionsOfOne(),
                        Duration.ofSeconds(1),
                        limits.idleTime(),
                        limits.datagramBuffer())));
  }

  @AfterEach
  void stop() {
    stack.close();
  }

  @ParameterizedTest
  @EnumSource
  void over_udp(TortureMessage message) {
    byte[] bytes = bytes(message);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    Matcher sentBy = SENT_BY.matcher(text);
    assertThat(sentBy.find()).isTrue();
    int port = sentBy.group(1) == null ? 5060 : Integer.parseInt(sentBy.group(1));
    List<String> answers = new ArrayList<>();
    try (UdpPeer peer = new UdpPeer(ADDRESS, port, stack.udp())) {
      peer.send(bytes);
      peer.send(probe());
      for (String answer = peer.receive(); !isOfProbe(answer); answer = peer.receive()) {
        answers.add(answer);
      }
    }

    check(message, message.code(), answers);
  }

  @ParameterizedTest
  @EnumSource
  void over_tcp(TortureMessage message) {
    try (StreamPeer peer = StreamPeer.tcp(stack.port(Transport.TCP))) {
      overStream(message, peer);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WSINV", "BADINV01", "NCL", "LONGREQ", "QUOTBAL"})
  void over_tls(TortureMessage message) {
    SSLSocket socket = TlsFixture.connect(stack.port(Transport.TLS));
    try (StreamPeer peer = new StreamPeer(socket)) {
      overStream(message, peer);
    }
  }

  private void overStream(TortureMessage message, StreamPeer peer) {
    List<String> answers = new ArrayList<>();
    peer.send(bytes(message));
    if (message == TortureMessage.DBLREQ) {
      // In a stream the second request is a request; it has no Contact, and a body that is too
      // long.
      answers.add(peer.receive());
      assertThat(Sip.code(peer.receive())).isEqualTo(400);
      check(message, message.codeOverTcp(), answers);
      return;
    }
    peer.send(probe());
    for (String answer = peer.receive();
        !answer.isEmpty() && !isOfProbe(answer);
        answer = peer.receive()) {
      answers.add(answer);
    }
    check(message, message.codeOverTcp(), answers);
  }

  private void check(TortureMessage message, int code, List<String> answers) {
    answers.removeIf(answer -> Sip.code(answer) == 100);
    assertThat(answers.stream().map(Sip::code))
        .containsExactlyElementsOf(code == 0 ? List.of() : List.of(code));
    assertThat(stack.requests.stream().filter(r -> !r.request().callId().startsWith("probe")))
        .hasSize(message.by() == TortureMessage.By.RULES ? 1 : 0);
    if (message == TortureMessage.BEXT01) {
      assertThat(Sip.header(answers.getFirst(), "Unsupported"))
          .isEqualTo("nothingSupportsThis, nothingSupportsThisEither");
    }
  }

  private static String probe() {
    return Sip.request("OPTIONS", "UDP", 9)
        .replace(";branch", ";rport;branch")
        .replace("Call-ID: ", "Call-ID: probe");
  }

  private static boolean isOfProbe(String answer) {
    return Sip.header(answer, "Call-ID").startsWith("probe");
  }

  private static byte[] bytes(TortureMessage message) {
    try (InputStream in = TortureIT.class.getResourceAsStream(message.file())) {
      return Objects.requireNonNull(in).readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
