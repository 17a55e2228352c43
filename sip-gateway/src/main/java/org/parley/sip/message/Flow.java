package org.parley.sip.message;

/**
 * The far end of a hop. Over TCP and TLS it also names the connection between it and this instance,
 * over which requests can be sent back (RFC 5626).
 *
 * @param host an IP address without brackets
 * @param port 1 to 65535
 */
public record Flow(Transport transport, String host, int port) {
  @Override
  public String toString() {
    return transport + ":" + host + ":" + port;
  }
}
