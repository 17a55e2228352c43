package org.parley.client;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.client.desk.DnRange;
import org.parley.tlib.Dn;

/**
 * The command line.
 *
 * @param ca certificates to trust instead of the system's
 * @param colleagues whom "who" asks for; empty for the numbers around the own one
 */
record Arguments(
    String user,
    List<InetSocketAddress> gateways,
    boolean tls,
    @Nullable Path ca,
    @Nullable String password,
    Dn dn,
    String agentId,
    List<Dn> colleagues) {

  static final String USAGE =
      """
      ./parley client <user> [options]      for example: ./parley client 1001

        --host HOST[:PORT]   the T-Library gateway; several with commas (127.0.0.1)
        --port PORT          its port (7100, with --tls 7101)
        --port-offset N      moves the port, as for ./parley run
        --tls                with TLS
        --ca FILE            with TLS: trust the certificates in this PEM file
        --password WORD      better: the environment variable PARLEY_PASSWORD, or type it when asked
        --dn NUMBER          your DN (the user name)
        --agent-id ID        your agent id (the user name)
        --dns LIST           whom "who" asks for, for example 1001-1020,1100

      On this machine the demo password is tried first. Type help when you are in.
      """;

  /** A word that is no option, or an option without its value. */
  static final class Invalid extends Exception {
    private static final long serialVersionUID = 1L;

    Invalid(String message) {
      super(message);
    }
  }

  /** Empty when only help is wanted. */
  static Optional<Arguments> parse(String[] words) throws Invalid {
    String user = null;
    String hosts = "127.0.0.1";
    Integer port = null;
    int offset = 0;
    boolean tls = false;
    Path ca = null;
    String password = null;
    String dn = null;
    String agentId = null;
    List<Dn> colleagues = List.of();
    Iterator<String> rest = withoutEquals(words).iterator();
    try {
      while (rest.hasNext()) {
        String word = rest.next();
        switch (word) {
          case "help", "--help", "-h" -> {
            return Optional.empty();
          }
          case "--host" -> hosts = value(word, rest);
          case "--port" -> port = Integer.valueOf(value(word, rest));
          case "--port-offset" -> offset = Integer.parseInt(value(word, rest));
          case "--tls" -> tls = true;
          case "--ca" -> ca = Path.of(value(word, rest));
          case "--password" -> password = value(word, rest);
          case "--dn" -> dn = value(word, rest);
          case "--agent-id" -> agentId = value(word, rest);
          case "--dns" -> colleagues = DnRange.parse(value(word, rest));
          default -> {
            if (word.startsWith("-") || user != null) {
              throw new Invalid("What is " + word + "?");
            }
            user = word;
          }
        }
      }
      if (user == null) {
        throw new Invalid("Who are you? The first word is the user name.");
      }
      int usual = (port == null ? (tls ? 7101 : 7100) : port) + offset;
      return Optional.of(
          new Arguments(
              user,
              gateways(hosts, usual),
              tls,
              ca,
              password,
              new Dn(dn == null ? user : dn),
              agentId == null ? user : agentId,
              colleagues));
    } catch (NumberFormatException invalid) {
      throw new Invalid("A port is a number.");
    } catch (IllegalArgumentException invalid) {
      throw new Invalid(String.valueOf(invalid.getMessage()));
    }
  }

  private static List<String> withoutEquals(String[] words) {
    var all = new ArrayList<String>();
    for (String word : words) {
      int equals = word.startsWith("--") ? word.indexOf('=') : -1;
      if (equals > 0) {
        all.add(word.substring(0, equals));
        all.add(word.substring(equals + 1));
      } else {
        all.add(word);
      }
    }
    return all;
  }

  private static String value(String option, Iterator<String> rest) throws Invalid {
    if (!rest.hasNext()) {
      throw new Invalid(option + " needs a value.");
    }
    return rest.next();
  }

  private static List<InetSocketAddress> gateways(String hosts, int usual) {
    var gateways = new ArrayList<InetSocketAddress>();
    for (String host : hosts.split(",")) {
      int colon = host.lastIndexOf(':');
      boolean hasPort = colon > 0 && host.indexOf(':') == colon;
      gateways.add(
          hasPort
              ? InetSocketAddress.createUnresolved(
                  host.substring(0, colon), Integer.parseInt(host.substring(colon + 1)))
              : InetSocketAddress.createUnresolved(host, usual));
    }
    return gateways;
  }

  /** Whether every gateway is on this machine. */
  boolean isLoopback() {
    return gateways.stream()
        .map(InetSocketAddress::getHostString)
        .allMatch(
            host -> host.equals("localhost") || host.startsWith("127.") || host.equals("::1"));
  }
}
