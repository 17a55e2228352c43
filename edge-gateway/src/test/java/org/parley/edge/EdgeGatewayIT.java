package org.parley.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.WebsocketServerSpec;

class EdgeGatewayIT {
  private static final int MESSAGE_LIMIT = 1024 * 1024;
  private static final HttpClient client = HttpClient.newHttpClient();
  private static HttpStub configService;
  private static DisposableServer tlibGateway;

  /** Closed together at the end: contexts with Reactor Netty share its threads. */
  private static final List<ConfigurableApplicationContext> gateways = new ArrayList<>();

  private static String edge;

  @BeforeAll
  static void start() throws Exception {
    configService = new HttpStub();
    tlibGateway = echoingWebSocketServer();
    edge = addressOf(startGateway(configService.port(), tlibGateway.port(), tlibGateway.port()));
  }

  @AfterAll
  static void stop() {
    gateways.forEach(ConfigurableApplicationContext::close);
    tlibGateway.disposeNow();
    configService.close();
  }

  @Test
  void a_request_reaches_config_service_with_its_credentials_and_the_answer_comes_back()
      throws Exception {
    HttpResponse<String> answer =
        client.send(
            request("/api/v1/persons?role=agent")
                .header("Authorization", "Basic cm9zZTpkZW1v")
                .method("PUT", BodyPublishers.ofString("{\"a\":1}"))
                .build(),
            BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("config-service");
    assertThat(answer.headers().firstValue("ETag")).contains("\"7\"");
    HttpStub.Received received = last();
    assertThat(received.method()).isEqualTo("PUT");
    assertThat(received.target()).isEqualTo("/api/v1/persons?role=agent");
    assertThat(received.authorization()).isEqualTo("Basic cm9zZTpkZW1v");
    assertThat(received.body()).isEqualTo(7);
    assertThat(received.host()).isEqualTo(URI.create(edge).getAuthority());
  }

  @Test
  void the_source_of_a_request_is_the_connection_and_not_what_the_client_says() throws Exception {
    client.send(
        request("/api/v1/me").header("X-Forwarded-For", "203.0.113.9").build(),
        BodyHandlers.discarding());

    assertThat(last().forwardedFor()).isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/oauth2/token",
        "/.well-known/openid-configuration",
        "/login",
        "/v3/api-docs",
        "/v3/api-docs.yaml",
        "/v3/api-docs/swagger-config"
      })
  void what_belongs_to_config_service_goes_there(String path) throws Exception {
    assertThat(get(path).statusCode()).isEqualTo(200);
    assertThat(last().target()).isEqualTo(path);
  }

  @Test
  void the_picture_of_a_call_is_asked_of_tlib_gateway() throws Exception {
    int before = configService.received.size();
    HttpResponse<String> answer =
        client.send(
            request("/api/v1/calls/1400000000000abc")
                .header("Authorization", "Bearer token")
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.body()).isEqualTo("1400000000000abc for Bearer token");
    assertThat(configService.received).hasSize(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/actuator/env", "/actuator/gateway/routes", "/actuator", "/other"})
  void what_belongs_to_nobody_is_not_found(String path) throws Exception {
    int before = configService.received.size();
    assertThat(get(path).statusCode()).isEqualTo(404);
    assertThat(configService.received).hasSize(before);
  }

  @Test
  void a_refusal_of_the_service_is_passed_on_as_it_is() throws Exception {
    assertThat(get("/api/v1/refused").statusCode()).isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  void a_request_is_never_sent_twice(String method) throws Exception {
    get("/api/v1/me"); // so that there is a pooled connection to break
    int before = configService.received.size();

    HttpResponse<String> answer =
        client.send(
            request("/api/v1/breaks")
                .method(
                    method,
                    method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("x"))
                .build(),
            BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(502);
    assertProblem(answer).contains("config-service closed the connection");
    assertThat(configService.received).hasSize(before + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  void a_request_is_not_sent_twice_either_when_the_service_is_killed_while_it_works(String method)
      throws Exception {
    try (var service = new ResettingStub()) {
      String address =
          addressOf(startGateway(service.port(), tlibGateway.port(), tlibGateway.port()));
      assertThat(get(address, "/api/v1/me").statusCode()).isEqualTo(204);

      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(address + "/api/v1/dies"))
                  .method(method, BodyPublishers.ofString("x"))
                  .build(),
              BodyHandlers.ofString());

      assertThat(service.deaths).hasValue(1);
      assertThat(answer.statusCode()).isEqualTo(502);
    }
  }

  @Test
  void a_service_that_does_not_answer_in_time_is_a_gateway_timeout() throws Exception {
    HttpResponse<String> answer = get("/api/v1/hangs");
    assertThat(answer.statusCode()).isEqualTo(504);
    assertProblem(answer).contains("504");
  }

  @Test
  void an_announced_body_above_the_limit_is_refused_before_it_is_read() throws Exception {
    int before = configService.received.size();
    HttpResponse<String> answer =
        client.send(
            request("/api/v1/persons")
                .POST(BodyPublishers.ofByteArray(new byte[64 * 1024 + 1]))
                .build(),
            BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(413);
    assertProblem(answer).contains("at most 65536 bytes");
    assertThat(configService.received).hasSize(before);
  }

  @Test
  void a_body_of_unknown_length_is_counted_while_it_flows() throws Exception {
    HttpResponse<String> answer =
        client.send(chunked(new byte[200 * 1024]), BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(413);

    HttpResponse<String> small = client.send(chunked(new byte[1000]), BodyHandlers.ofString());
    assertThat(small.statusCode()).isEqualTo(200);
    assertThat(last().body()).isEqualTo(1000);
  }

  @Test
  void a_web_socket_carries_messages_both_ways_up_to_the_limit_of_t_library() throws Exception {
    var socket = new Listener();
    WebSocket webSocket = connect(socket);

    webSocket.sendText("{\"message\":\"AddpPing\"}", true).join();
    assertThat(socket.next()).isEqualTo("{\"message\":\"AddpPing\"}");
    String longest = "x".repeat(MESSAGE_LIMIT);
    webSocket.sendText(longest, true).join();
    assertThat(socket.next()).isEqualTo(longest);

    webSocket.sendClose(WebSocket.NORMAL_CLOSURE, "done").join();
    assertThat(socket.closed.get(10, TimeUnit.SECONDS)).isEqualTo(WebSocket.NORMAL_CLOSURE);
  }

  @Test
  void a_web_socket_closed_by_the_service_is_closed_for_the_client_with_its_reason()
      throws Exception {
    var socket = new Listener();
    connect(socket).sendText("close me", true).join();

    assertThat(socket.closed.get(10, TimeUnit.SECONDS)).isEqualTo(4001);
  }

  @Test
  void health_is_open_and_names_the_missing_service() throws Exception {
    assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);

    int nobody = freePort();
    String address = addressOf(startGateway(nobody, nobody, nobody));
    HttpResponse<String> readiness = get(address, "/actuator/health/readiness");
    assertThat(readiness.statusCode()).isEqualTo(503);
    assertThat(readiness.body())
        .contains("\"config-service\":{\"details\":{\"reason\":\"does not answer\"}")
        .contains("\"tlib-gateway\":{\"details\":{\"reason\":\"does not answer\"}");
    assertThat(get(address, "/actuator/health/liveness").statusCode()).isEqualTo(200);

    HttpResponse<String> answer = get(address, "/api/v1/me");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertProblem(answer).contains("config-service cannot be reached");
  }

  @Test
  void a_service_that_comes_back_makes_the_gateway_ready_again() throws Exception {
    int port = freePort();
    String address = addressOf(startGateway(configService.port(), port, port));
    assertThat(get(address, "/actuator/health").statusCode()).isEqualTo(503);
    try (var late = new PortedStub(port)) {
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () -> assertThat(get(address, "/actuator/health").statusCode()).isEqualTo(200));
      assertThat(late.port()).isEqualTo(port);
    }
  }

  private static org.assertj.core.api.AbstractStringAssert<?> assertProblem(
      HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    return assertThat(answer.body());
  }

  private static HttpStub.Received last() {
    return configService.received.getLast();
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(edge + path)).timeout(Duration.ofSeconds(20));
  }

  private static HttpRequest chunked(byte[] body) {
    return request("/api/v1/persons")
        .version(HttpClient.Version.HTTP_1_1)
        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
        .build();
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return get(edge, path);
  }

  private static HttpResponse<String> get(String address, String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofSeconds(20)).build(),
        BodyHandlers.ofString());
  }

  private static WebSocket connect(Listener listener) throws Exception {
    URI address = URI.create(edge.replace("http", "ws") + "/tlib");
    return client.newWebSocketBuilder().buildAsync(address, listener).get(10, TimeUnit.SECONDS);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static ConfigurableApplicationContext startGateway(int http, int ws, int health) {
    ConfigurableApplicationContext gateway =
        EdgeGatewayApplication.service()
            .run(
                "--server.port=0",
                "--parley.edge.config-service=http://127.0.0.1:" + http,
                "--parley.edge.tlib-gateway=ws://127.0.0.1:" + ws,
                "--parley.edge.tlib-gateway-health=http://127.0.0.1:" + health,
                "--parley.edge.max-body=64KB",
                "--parley.edge.health-every=100ms",
                "--spring.cloud.gateway.server.webflux.httpclient.response-timeout=1s");
    gateways.add(gateway);
    return gateway;
  }

  private static String addressOf(ConfigurableApplicationContext gateway) {
    return "http://127.0.0.1:" + gateway.getEnvironment().getProperty("local.server.port");
  }

  private static DisposableServer echoingWebSocketServer() {
    var spec = WebsocketServerSpec.builder().maxFramePayloadLength(2 * MESSAGE_LIMIT).build();
    return HttpServer.create()
        .host("127.0.0.1")
        .port(0)
        .route(routes ->
            routes
                .get("/actuator/health/readiness", (_, response) -> response.send())
                .get(
                    "/api/v1/calls/{connId}",
                    (request, response) ->
                        response.sendString(
                            reactor.core.publisher.Mono.just(
                                request.param("connId")
                                    + " for "
                                    + request.requestHeaders().get("Authorization"))))
                .ws(
                    "/tlib",
                    (in, out) ->
                        in.aggregateFrames(2 * MESSAGE_LIMIT)
                            .receive()
                            .asString()
                            .concatMap(text ->
                                text.equals("close me")
                                    ? out.sendClose(4001, "as asked")
                                    : out.sendString(reactor.core.publisher.Mono.just(text))
                                        .then()),
                    spec))
        .bindNow();
  }

  /** Answers 200 to everything on a port that was chosen before. */
  private record PortedStub(DisposableServer server) implements AutoCloseable {
    PortedStub(int port) {
      this(
          HttpServer.create()
              .host("127.0.0.1")
              .port(port)
              .handle((_, response) -> response.send())
              .bindNow());
    }

    int port() {
      return server.port();
    }

    @Override
    public void close() {
      server.disposeNow();
    }
  }

  private static final class Listener implements WebSocket.Listener {
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();

    String next() throws InterruptedException {
      return messages.poll(10, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        messages.add(partial.toString());
        partial.setLength(0);
      }
      webSocket.request(1);
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
      closed.complete(statusCode);
      return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      closed.completeExceptionally(error);
    }
  }
}
