package org.parley.sip.stack.transaction;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.sip.message.Transport;

/**
 * How this instance is called from outside.
 *
 * @param host an IP address or name; IPv6 in brackets
 * @param ports those that are listened on
 */
public record Local(String host, Map<Transport, Integer> ports) {
  public Local {
    ports = Map.copyOf(ports);
  }

  /** The port that is listened on; 5060 or 5061 where none is, so that a Via can be written. */
  public int port(Transport transport) {
    return ports.getOrDefault(transport, transport == Transport.TLS ? 5061 : 5060);
  }

  /** A URI under which this instance is reached. */
  public String contact(Transport transport, @Nullable String user) {
    String who = user == null || user.isEmpty() ? "" : user + "@";
    String how = transport == Transport.UDP ? "" : ";transport=" + transport.parameter();
    return "sip:" + who + host + ":" + port(transport) + how;
  }

  /** Whether a Via names this instance. */
  boolean isSentBy(String viaHost, int viaPort) {
    return host.equalsIgnoreCase(viaHost) && ports.containsValue(viaPort == 0 ? 5060 : viaPort);
  }
}
