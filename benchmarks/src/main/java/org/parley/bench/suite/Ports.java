package org.parley.bench.suite;

/**
 * The ports of one run (architecture.md section 6), all moved by the same offset.
 *
 * @param offset what {@code --port-offset} said
 */
public record Ports(int offset) {
  public static final String HOST = "127.0.0.1";

  /** Audio of media-server, even ports; RTCP has the odd ones. */
  public static final int RTP_PORTS = 1_000;

  /** HTTP and WebSocket. */
  public int edge() {
    return 8080 + offset;
  }

  /** T-Library. */
  public int tlib() {
    return 7100 + offset;
  }

  /** T-Library over TLS. */
  public int tlibTls() {
    return 7101 + offset;
  }

  /** T-Library over WebSocket, at tlib-gateway itself. */
  public int tlibWebSocket() {
    return 7102 + offset;
  }

  /** The first of {@link #RTP_PORTS} of media-server, UDP. */
  public int rtp() {
    return 10_000 + offset;
  }

  /** SIP over UDP and TCP. */
  public int sip() {
    return 5060 + offset;
  }

  /** SIP over TLS. */
  public int sipTls() {
    return 5061 + offset;
  }

  /** HTTP of media-server. */
  public int mediaServer() {
    return 8096 + offset;
  }

  /** SIP over UDP and TCP of the second gateway of a cluster. */
  public int sip2() {
    return 5160 + offset;
  }

  /** T-Library of the second gateway of a cluster. */
  public int tlib2() {
    return 7200 + offset;
  }
}
