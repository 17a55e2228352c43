package org.parley.sip.stack;

import java.security.KeyStore;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.sip.message.Transport;
import org.parley.sip.stack.transaction.TimerValues;
import org.parley.sip.stack.transaction.UasRules;

/**
 * @param bindAddress an IP address
 * @param advertised what Via, Contact and SDP say; IPv6 in brackets
 * @param ports what to listen on; 0 for any free port
 * @param tls needed where TLS is listened on or sent over
 * @param timers those of the transactions
 * @param rules what every request is held to
 * @param limits beyond which the edge turns away
 */
public record StackSettings(
    String bindAddress,
    String advertised,
    Map<Transport, Integer> ports,
    @Nullable Tls tls,
    TimerValues timers,
    UasRules rules,
    Limits limits) {

  /**
   * @param keys the certificate to show, with its key
   * @param password of the key
   * @param trusted certificates to believe when connecting; null for those of the JDK
   */
  public record Tls(KeyStore keys, char[] password, @Nullable KeyStore trusted) {}

  /**
   * @param transactions that are kept at once, on either side
   * @param handOver messages waiting for the gateway thread
   * @param requestsPerSecond of one address; 0 for no limit
   * @param burst of one address
   * @param addresses whose rate is remembered
   * @param connections at once, over TCP and TLS together
   * @param connectionsOfOne address at once
   * @param messageTime for a message to come in, once it has begun; also for the first one
   * @param idleTime without a byte after which a connection is closed
   * @param datagramBuffer of the UDP socket, in bytes, each way
   */
  public record Limits(
      int transactions,
      int handOver,
      int requestsPerSecond,
      int burst,
      int addresses,
      int connections,
      int connectionsOfOne,
      Duration messageTime,
      Duration idleTime,
      int datagramBuffer) {
    public static final Limits DEFAULT =
        new Limits(
            200_000,
            10_000,
            2_000,
            4_000,
            10_000,
            10_000,
            1_000,
            Duration.ofSeconds(10),
            Duration.ofMinutes(65),
            4 * 1024 * 1024);
  }

  public StackSettings {
    ports = Map.copyOf(ports);
    if (ports.isEmpty()) {
      throw new IllegalArgumentException("nothing to listen on");
    }
    if (ports.containsKey(Transport.TLS) && tls == null) {
      throw new IllegalArgumentException("TLS needs a key store");
    }
  }

  /** On the loopback address, without TLS, with the timers of RFC 3261. */
  public static StackSettings local(int udpPort, int tcpPort, UasRules rules) {
    return new StackSettings(
        "127.0.0.1",
        "127.0.0.1",
        Map.of(Transport.UDP, udpPort, Transport.TCP, tcpPort),
        null,
        TimerValues.RFC_3261,
        rules,
        Limits.DEFAULT);
  }

  /** These, with TLS. */
  public StackSettings with(Tls tls, int port) {
    Map<Transport, Integer> more = new EnumMap<>(ports);
    more.put(Transport.TLS, port);
    return new StackSettings(bindAddress, advertised, more, tls, timers, rules, limits);
  }

  public StackSettings with(TimerValues other) {
    return new StackSettings(bindAddress, advertised, ports, tls, other, rules, limits);
  }

  public StackSettings with(Limits other) {
    return new StackSettings(bindAddress, advertised, ports, tls, timers, rules, other);
  }
}
