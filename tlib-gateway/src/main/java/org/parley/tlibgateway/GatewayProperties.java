package org.parley.tlibgateway;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.tlibgateway.client.ClientLimits;
import org.parley.tlibgateway.netty.TlibServer;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Where tlib-gateway listens and what it lets a client take. All of it takes effect at start.
 *
 * @param bindAddress address of all ports; outside a single machine the address of the network that
 *     the clients are in
 * @param port of T-Library over TCP; 0 any free one, -1 none
 * @param loginTimeout a connection that says nothing is closed after this
 * @param maxConnections of all transports together; the next one is turned away
 * @param maxUnauthenticated connections that have not logged in
 * @param maxUnanswered requests of one connection that wait for the log; above it the gateway stops
 *     reading from the client until answers are out
 * @param answerTimeout a request without an answer from the log gets error 57 after this
 * @param maxWaiting bytes that a client may leave unread before it is disconnected
 * @param maxWaitingMessages messages that a client may leave unread before it is disconnected
 * @param stalledAfter a client that leaves a quarter of that unread for so long is disconnected
 * @param rememberLogins how long a checked password is not checked again; 0 for never remembering
 * @param rememberTokens the same for bearer tokens, which may expire meanwhile
 */
@Validated
@ConfigurationProperties("parley.tlib")
public record GatewayProperties(
    @DefaultValue("127.0.0.1") @NotBlank String bindAddress,
    @DefaultValue("7100") @Min(-1) @Max(65535) int port,
    @DefaultValue @Valid Tls tls,
    @DefaultValue @Valid Http http,
    @DefaultValue("10s") Duration loginTimeout,
    @DefaultValue("20000") @Min(1) int maxConnections,
    @DefaultValue("1000") @Min(1) int maxUnauthenticated,
    @DefaultValue("256") @Min(1) int maxUnanswered,
    @DefaultValue("15s") Duration answerTimeout,
    @DefaultValue("1MB") DataSize maxWaiting,
    @DefaultValue("2000") @Min(4) int maxWaitingMessages,
    @DefaultValue("30s") Duration stalledAfter,
    @DefaultValue("10m") Duration rememberLogins,
    @DefaultValue("1m") Duration rememberTokens) {

  /**
   * T-Library over TLS; off unless a certificate is named.
   *
   * @param port 0 any free one
   * @param bundle name of a Spring SSL bundle
   * @param keyStore a PKCS12 file, instead of a bundle
   */
  public record Tls(
      @DefaultValue("7101") @Min(0) @Max(65535) int port,
      @Nullable String bundle,
      @Nullable Resource keyStore,
      @Nullable String keyStorePassword) {

    /** Without the password. */
    @Override
    public String toString() {
      return "Tls[" + port + ", " + bundle + ", " + keyStore + "]";
    }
  }

  /**
   * WebSocket {@code /tlib}, health and meters.
   *
   * @param port 0 any free one, -1 none
   * @param allowedOrigins web origins besides our own whose pages may connect, such as {@code
   *     https://desktop.example.com}
   * @param trustedProxies addresses whose X-Forwarded headers are believed: edge-gateway's
   */
  public record Http(
      @DefaultValue("7102") @Min(-1) @Max(65535) int port,
      @DefaultValue List<String> allowedOrigins,
      @DefaultValue({"127.0.0.1", "0:0:0:0:0:0:0:1"}) Set<String> trustedProxies) {}

  ClientLimits limits() {
    return new ClientLimits(
        loginTimeout,
        maxConnections,
        maxUnauthenticated,
        maxUnanswered,
        answerTimeout,
        maxWaiting.toBytes(),
        maxWaitingMessages,
        stalledAfter);
  }

  TlibServer.Listening listening() {
    return new TlibServer.Listening(
        bindAddress,
        port,
        tls.port(),
        http.port(),
        http.trustedProxies(),
        http.allowedOrigins(),
        loginTimeout,
        maxConnections + maxUnauthenticated,
        (int) (maxWaiting.toBytes() / 4));
  }
}
