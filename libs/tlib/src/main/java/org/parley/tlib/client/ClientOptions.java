package org.parley.tlib.client;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What a client needs to know; start with {@link #of} and change what is not as usual.
 *
 * @param gateways where to connect: tried in turn, so that a client of two gateways survives the
 *     loss of either; host names are looked up at each attempt
 * @param tls what to trust when the gateways are TLS ports; null for plain TCP
 * @param applicationName shown to administrators
 * @param addp after how long a silence the peer is asked whether it lives; as long again without an
 *     answer ends the connection. Zero for never (docs/tlib.md, Keep-alive)
 * @param connectTimeout for the TCP and TLS handshake, and again for the log-in
 * @param requestTimeout after which a request without an answer is given up
 * @param retryAtLeast pause after the first round of failed attempts; doubles up to...
 * @param retryAtMost ...this; each pause is shortened at random by up to a half
 * @param maxWaitingEvents events that may wait for the listener; then the client stops reading
 */
public record ClientOptions(
    List<InetSocketAddress> gateways,
    @Nullable SSLContext tls,
    String applicationName,
    Credentials credentials,
    Duration addp,
    Duration connectTimeout,
    Duration requestTimeout,
    Duration retryAtLeast,
    Duration retryAtMost,
    int maxWaitingEvents) {

  public ClientOptions {
    gateways = List.copyOf(gateways);
    if (gateways.isEmpty()) {
      throw new IllegalArgumentException("a client needs a gateway to connect to");
    }
    if (maxWaitingEvents < 1) {
      throw new IllegalArgumentException("maxWaitingEvents is at least 1");
    }
  }

  /** The usual options for one gateway. */
  public static ClientOptions of(String host, int port, Credentials credentials) {
    return new ClientOptions(
        List.of(InetSocketAddress.createUnresolved(host, port)),
        null,
        "parley-java-client",
        credentials,
        Duration.ofSeconds(10),
        Duration.ofSeconds(10),
        Duration.ofSeconds(10),
        Duration.ofMillis(200),
        Duration.ofSeconds(5),
        4096);
  }

  public ClientOptions withGateways(List<InetSocketAddress> others) {
    return new ClientOptions(
        others,
        tls,
        applicationName,
        credentials,
        addp,
        connectTimeout,
        requestTimeout,
        retryAtLeast,
        retryAtMost,
        maxWaitingEvents);
  }

  public ClientOptions withTls(SSLContext context) {
    return new ClientOptions(
        gateways,
        context,
        applicationName,
        credentials,
        addp,
        connectTimeout,
        requestTimeout,
        retryAtLeast,
        retryAtMost,
        maxWaitingEvents);
  }

  public ClientOptions withApplicationName(String name) {
    return new ClientOptions(
        gateways,
        tls,
        name,
        credentials,
        addp,
        connectTimeout,
        requestTimeout,
        retryAtLeast,
        retryAtMost,
        maxWaitingEvents);
  }

  public ClientOptions withAddp(Duration silence) {
    return new ClientOptions(
        gateways,
        tls,
        applicationName,
        credentials,
        silence,
        connectTimeout,
        requestTimeout,
        retryAtLeast,
        retryAtMost,
        maxWaitingEvents);
  }

  public ClientOptions withRequestTimeout(Duration timeout) {
    return new ClientOptions(
        gateways,
        tls,
        applicationName,
        credentials,
        addp,
        connectTimeout,
        timeout,
        retryAtLeast,
        retryAtMost,
        maxWaitingEvents);
  }

  public ClientOptions withRetry(Duration atLeast, Duration atMost) {
    return new ClientOptions(
        gateways,
        tls,
        applicationName,
        credentials,
        addp,
        connectTimeout,
        requestTimeout,
        atLeast,
        atMost,
        maxWaitingEvents);
  }
}
