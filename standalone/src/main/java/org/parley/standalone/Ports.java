package org.parley.standalone;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a run listens, always on 127.0.0.1. All ports move together with {@code --port-offset}, so
 * that several runs have room beside each other.
 */
public record Ports(int offset) {
  private static final int HIGHEST = 29_093;

  /** Audio of so many: a party in a room takes two. One that somebody else has is passed over. */
  static final int RTP_PORTS = 1_000;

  /** The largest offset that keeps every port a port. */
  static final int MAX_OFFSET = 65_535 - HIGHEST;

  public int edge() {
    return 8080 + offset;
  }

  public int tlib() {
    return 7100 + offset;
  }

  public int tlibTls() {
    return 7101 + offset;
  }

  /** UDP and TCP. */
  public int sip() {
    return 5060 + offset;
  }

  public int sipTls() {
    return 5061 + offset;
  }

  /** The first of {@link #RTP_PORTS}, UDP. */
  public int rtp() {
    return 10_000 + offset;
  }

  int configService() {
    return 8090 + offset;
  }

  int tlibGateway() {
    return 7102 + offset;
  }

  int imSessionService() {
    return 8092 + offset;
  }

  int routingService() {
    return 8093 + offset;
  }

  int sipGateway() {
    return 8094 + offset;
  }

  int conferenceService() {
    return 8095 + offset;
  }

  int mediaServer() {
    return 8096 + offset;
  }

  /** The second instances of a cluster. */
  int tlib2() {
    return 7200 + offset;
  }

  int tlibTls2() {
    return 7201 + offset;
  }

  int tlibGateway2() {
    return 7202 + offset;
  }

  int imSessionService2() {
    return 8192 + offset;
  }

  int conferenceService2() {
    return 8195 + offset;
  }

  int sip2() {
    return 5160 + offset;
  }

  int sipTls2() {
    return 5161 + offset;
  }

  int sipGateway2() {
    return 8194 + offset;
  }

  int mediaServer2() {
    return 8196 + offset;
  }

  int rtp2() {
    return 12_000 + offset;
  }

  int kafka() {
    return 29_092 + offset;
  }

  int postgres() {
    return 25_432 + offset;
  }

  /** What must be free before services start, by the name a user knows. */
  Map<String, Integer> ofServices() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    ports.put("HTTP", edge());
    ports.put("T-Library", tlib());
    ports.put("T-Library over TLS", tlibTls());
    ports.put("SIP", sip());
    ports.put("SIP over TLS", sipTls());
    ports.put("config-service", configService());
    ports.put("tlib-gateway", tlibGateway());
    ports.put("im-session-service", imSessionService());
    ports.put("routing-service", routingService());
    ports.put("sip-gateway", sipGateway());
    ports.put("conference-service", conferenceService());
    ports.put("media-server", mediaServer());
    return ports;
  }

  /** The same for a cluster, with its second instances. */
  Map<String, Integer> ofCluster() {
    Map<String, Integer> ports = ofServices();
    ports.put("T-Library of the second gateway", tlib2());
    ports.put("T-Library over TLS of the second gateway", tlibTls2());
    ports.put("the second tlib-gateway", tlibGateway2());
    ports.put("the second im-session-service", imSessionService2());
    ports.put("the second conference-service", conferenceService2());
    ports.put("SIP of the second gateway", sip2());
    ports.put("SIP over TLS of the second gateway", sipTls2());
    ports.put("the second sip-gateway", sipGateway2());
    ports.put("the second media-server", mediaServer2());
    return ports;
  }
}
