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
 * @param maxWaitingEvents events that may wait for the listener; then the client stops reading
 */
public record ClientOptions(
    List<InetSocketAddress> gateways,
    @Nullable SSLContext tls,
    String applicationName,
    Credentials credentials,
    Times times,
    int maxWaitingEvents) {

  /**
   * How long things take.
   *
   * @param addp after how long a silence the peer is asked whether it lives; as long again without
   *     an answer ends the connection. Zero for never (docs/tlib.md, Keep-alive)
   * @param connect for the TCP and TLS handshake, and again for the log-in
   * @param request after which a request without an answer is given up
   * @param retryAtLeast pause after the first round of failed attempts; doubles up to...
   * @param retryAtMost ...this; each pause is shortened at random by up to a half
   */
  public record Times(
      Duration addp,
      Duration connect,
      Duration request,
      Duration retryAtLeast,
      Duration retryAtMost) {
    /** Ten seconds for everything, pauses from 200 ms to 5 s. */
    public static Times usual() {
      var ten = Duration.ofSeconds(10);
      return new Times(ten, ten, ten, Duration.ofMillis(200), Duration.ofSeconds(5));
    }
  }

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
        Times.usual(),
        4096);
  }

  public ClientOptions withGateways(List<InetSocketAddress> others) {
    return new ClientOptions(others, tls, applicationName, credentials, times, maxWaitingEvents);
  }

  public ClientOptions withTls(SSLContext context) {
    return new ClientOptions(
        gateways, context, applicationName, credentials, times, maxWaitingEvents);
  }

  public ClientOptions withApplicationName(String name) {
    return new ClientOptions(gateways, tls, name, credentials, times, maxWaitingEvents);
  }

  public ClientOptions withTimes(Times others) {
    return new ClientOptions(gateways, tls, applicationName, credentials, others, maxWaitingEvents);
  }

  public ClientOptions withAddp(Duration silence) {
    return withTimes(
        new Times(silence, times.connect, times.request, times.retryAtLeast, times.retryAtMost));
  }

  public ClientOptions withRequestTimeout(Duration timeout) {
    return withTimes(
        new Times(times.addp, times.connect, timeout, times.retryAtLeast, times.retryAtMost));
  }

  public ClientOptions withRetry(Duration atLeast, Duration atMost) {
    return withTimes(new Times(times.addp, times.connect, times.request, atLeast, atMost));
  }
}
