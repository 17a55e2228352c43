package org.parley.sip;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The hosts by which a gateway is addressed, as they stand in SIP URIs. */
final class OwnHosts {

  /**
   * The bind address, the advertised one, and where it listens on all or on the loopback interface
   * those of that. In lower case, IPv6 addresses in brackets.
   */
  static Set<String> of(String bindAddress, @Nullable String advertised) {
    Set<String> hosts = new TreeSet<>();
    add(hosts, bindAddress);
    if (advertised != null) {
      add(hosts, advertised);
    }
    InetAddress bound = literal(bindAddress);
    boolean everywhere = bound != null && bound.isAnyLocalAddress();
    if (everywhere) {
      addInterfaces(hosts);
    }
    if (everywhere || hosts.contains("localhost") || bound != null && bound.isLoopbackAddress()) {
      hosts.addAll(Set.of("localhost", "127.0.0.1", "[::1]"));
    }
    return hosts;
  }

  private static void addInterfaces(Set<String> hosts) {
    try {
      NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .forEach(address -> add(hosts, address.getHostAddress()));
    } catch (SocketException none) {
      // A host without interfaces has no addresses.
    }
  }

  private static void add(Set<String> hosts, String host) {
    String plain = host.toLowerCase(Locale.ROOT).replaceAll("%.*", "");
    boolean v6 = plain.indexOf(':') >= 0 && !plain.startsWith("[");
    hosts.add(v6 ? "[" + plain + "]" : plain);
  }

  private static @Nullable InetAddress literal(String host) {
    try {
      return InetAddress.ofLiteral(host);
    } catch (IllegalArgumentException name) {
      return null;
    }
  }

  private OwnHosts() {}
}
