package org.parley.tlibgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The same conversation whatever the transport. */
class TransportIT {
  @TempDir static Path directory;
  private static GatewaySite site;
  private static SSLContext trusting;
  private static HttpClient http;

  @BeforeAll
  static void start() throws Exception {
    GatewaySite.shared();
    Path keyStore = directory.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=IP:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                keyStore.toString(),
                "-storepass",
                "store-pass")
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(keyStore)) {
      store.load(in, "store-pass".toCharArray());
    }
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    trusting = SSLContext.getInstance("TLS");
    trusting.init(null, trust.getTrustManagers(), null);
    site =
        new GatewaySite(
            "--parley.tlib.tls.key-store=" + keyStore.toUri(),
            "--parley.tlib.tls.key-store-password=store-pass",
            "--parley.tlib.http.allowed-origins=https://desktop.example.com");
    http = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    http.close();
    site.close();
  }

  private static TestClient tls(String protocol) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            trusting
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), site.ports().tls());
    socket.setEnabledProtocols(new String[] {protocol});
    socket.startHandshake();
    return new TestClient(socket);
  }

  /** Text frames in order; the close status last. */
  private static final class Frames implements WebSocket.Listener {
    final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        received.add(text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      closed.complete(status);
      return null;
    }

    JsonNode next(String name) throws InterruptedException {
      while (true) {
        String frame = received.poll(20, TimeUnit.SECONDS);
        assertThat(frame).as("waiting for " + name).isNotNull();
        JsonNode message = JsonMapper.shared().readTree(frame);
        if (message.path("message").asString().equals(name)) {
          return message;
        }
      }
    }
  }

  private static WebSocket webSocket(Frames frames, String origin) throws Exception {
    WebSocket.Builder builder = http.newWebSocketBuilder();
    if (origin != null) {
      builder.header("Origin", origin);
    }
    return builder
        .buildAsync(URI.create("ws://127.0.0.1:" + site.ports().http() + "/tlib"), frames)
        .get(20, TimeUnit.SECONDS);
  }

  private static String logIn(String user) {
    return """
    {"message":"RequestRegisterClient","referenceId":1,"applicationName":"web",\
    "userName":"%s","password":"demo"}\
    """
        .formatted(user);
  }

  @Test
  void agents_on_tls_and_on_web_socket_talk_to_each_other() throws Exception {
    Frames frames = new Frames();
    try (TestClient anna = tls("TLSv1.3")) {
      WebSocket ben = webSocket(frames, null);
      anna.logIn("1008", "demo");
      anna.next("EventLinkConnected");
      anna.send("RequestRegisterAddress", Map.of("thisDN", "1008"));
      anna.next("EventRegistered");
      ben.sendText(logIn("1009"), true).join();
      frames.next("EventLinkConnected");
      ben.sendText("{\"message\":\"RequestRegisterAddress\",", false).join();
      ben.sendText("\"thisDN\":\"1009\"}", true).join();
      frames.next("EventRegistered");
      anna.send(
          "RequestMakeCall",
          Map.of(
              "thisDN", "1008",
              "otherDN", "1009",
              "extensions", Map.of("chat", "true", "im-text", "over there?")));
      JsonNode ringing = frames.next("EventRinging");
      assertThat(ringing.at("/extensions/im-text").asString()).isEqualTo("over there?");
      ben.sendText("{\"message\":\"AddpPing\",\"seq\":7}", true).join();
      assertThat(frames.next("AddpPong").path("seq").asInt()).isEqualTo(7);
      ben.abort();
    }
  }

  @Test
  void tls_1_2_is_spoken_too() throws Exception {
    try (TestClient client = tls("TLSv1.2")) {
      client.logIn("1008", "demo");
      client.next("EventLinkConnected");
    }
  }

  @Test
  void a_web_socket_message_above_the_limit_gets_error_53_and_status_1009() throws Exception {
    Frames frames = new Frames();
    WebSocket socket = webSocket(frames, null);
    socket.sendText(logIn("1009"), true).join();
    frames.next("EventLinkConnected");
    socket.sendText("x".repeat((1 << 20) + 1), true);
    assertThat(frames.next("EventError").path("errorCode").asInt()).isEqualTo(53);
    assertThat(frames.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1009);
  }

  @Test
  void a_binary_frame_is_no_message() throws Exception {
    Frames frames = new Frames();
    WebSocket socket = webSocket(frames, null);
    socket.sendText(logIn("1009"), true).join();
    frames.next("EventLinkConnected");
    socket.sendBinary(ByteBuffer.wrap(new byte[] {1}), true).join();
    assertThat(frames.next("EventError").path("errorCode").asInt()).isEqualTo(53);
    frames.closed.get(20, TimeUnit.SECONDS);
  }

  @Test
  void a_page_of_another_origin_cannot_connect_and_an_allowed_one_can() throws Exception {
    assertThatThrownBy(() -> webSocket(new Frames(), "http://evil.test"))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(403));
    webSocket(new Frames(), "https://desktop.example.com").abort();
    webSocket(new Frames(), "http://127.0.0.1:" + site.ports().http()).abort();
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + site.ports().http() + path))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void health_names_its_parts_and_meters_are_there() throws Exception {
    assertThat(get("/actuator/health").statusCode()).isEqualTo(200);
    HttpResponse<String> readiness = get("/actuator/health/readiness");
    assertThat(readiness.statusCode()).isEqualTo(200);
    assertThat(readiness.body()).contains("\"tlib\":{\"status\":\"UP\"}", "\"kafka\"");
    try (TestClient client = TestClient.tcp(site.ports().tcp())) {
      client.logIn("1010", "demo");
      client.next("EventLinkConnected");
      client.send("RequestQueryServer", Map.of());
      client.next("EventServerInfo");
      assertThat(get("/actuator/prometheus").body())
          .contains("parley_tlib_connections{", "parley_tlib_requests_total{");
    }
    assertThat(get("/actuator/env").statusCode()).isEqualTo(404);
    assertThat(get("/tlib").statusCode()).isEqualTo(426);
  }

  @Test
  void agents_log_in_with_the_password_of_their_agent_login_and_change_state() throws Exception {
    try (TestClient client = TestClient.tcp(site.ports().tcp())) {
      client.logIn("1011", "demo");
      client.send("RequestRegisterAddress", Map.of("thisDN", "1011"));
      client.next("EventRegistered");
      client.send(
          "RequestAgentLogin",
          Map.of("referenceId", 3, "thisDN", "1011", "agentId", "secured", "password", "wrong"));
      assertThat(client.nextError()).isEqualTo(1705);
      client.send(
          "RequestAgentLogin",
          Map.of(
              "referenceId",
              4,
              "thisDN",
              "1011",
              "agentId",
              "secured",
              "password",
              GatewaySite.AGENT_PASSWORD));
      client.send(
          "RequestAgentNotReady",
          Map.of("referenceId", 5, "thisDN", "1011", "reasons", Map.of("why", "lunch")));
      JsonNode login = client.next("EventAgentLogin");
      assertThat(login.path("referenceId").asInt()).isEqualTo(4);
      JsonNode notReady = client.next("EventAgentNotReady");
      assertThat(notReady.at("/reasons/why").asString()).isEqualTo("lunch");
      client.send(
          "RequestQueryAddress",
          Map.of("referenceId", 6, "thisDN", "1011", "addressInfoType", "AgentStatus"));
      assertThat(client.next("EventAddressInfo").path("infoStatus").asInt()).isEqualTo(3);
    }
  }

  @Test
  void a_bearer_token_logs_in_too() throws Exception {
    try (TestClient client = TestClient.tcp(site.ports().tcp())) {
      client.send(
          "RequestRegisterClient",
          Map.of("applicationName", "script", "token", "token-of-1012", "referenceId", 1));
      client.next("EventLinkConnected");
      client.send("RequestRegisterAddress", Map.of("thisDN", "1012"));
      client.next("EventRegistered");
    }
  }

  @Test
  void a_stopping_gateway_says_goodbye() throws Exception {
    GatewaySite own = new GatewaySite();
    try (TestClient client = own.loggedIn("1013")) {
      own.stopGateway();
      assertThat(client.untilClosed()).containsExactly("EventLinkDisconnected");
    } finally {
      own.close();
    }
  }
}
