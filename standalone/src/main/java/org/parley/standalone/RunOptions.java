package org.parley.standalone;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What {@code ./parley run} and {@code ./parley cluster} were told.
 *
 * @param site name of the switch
 * @param peers other sites' runs
 * @param data where everything is kept
 * @param demo whether the demo data, with its known passwords, is loaded
 */
public record RunOptions(String site, Ports ports, List<Peer> peers, Path data, boolean demo) {

  static final String USAGE =
      """
      Options:
        --site NAME         name of this site's switch (A)
        --port-offset N     moves every port by N (0)
        --peer NAME@HOST+N  another site's run and its port offset; may be given several times
        --data DIR          where data is kept between runs (./data)
        --no-demo           without the demo agents and their passwords
      """;

  private static final String SITE_FORM = "[A-Za-z0-9_-]{1,32}";

  /** How reading the command line ended. */
  public sealed interface Parsed {
    record Ok(RunOptions options) implements Parsed {}

    record Help() implements Parsed {}

    /** The message names the argument. */
    record Wrong(String message) implements Parsed {}
  }

  /** Both {@code --site B} and {@code --site=B} are understood; the last one counts. */
  public static Parsed parse(List<String> arguments) {
    String site = "A";
    int offset = 0;
    List<Peer> peers = new ArrayList<>();
    Path data = Path.of("data");
    boolean demo = true;

    Deque<String> rest = new ArrayDeque<>(arguments);
    while (!rest.isEmpty()) {
      String argument = rest.removeFirst();
      int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
      String name = equals < 0 ? argument : argument.substring(0, equals);
      switch (name) {
        case "--help", "-h" -> {
          return new Parsed.Help();
        }
        case "--demo", "--no-demo" -> {
          if (equals >= 0) {
            return new Parsed.Wrong(name + " takes no value");
          }
          demo = name.equals("--demo");
        }
        case "--site", "--port-offset", "--peer", "--data" -> {
          if (equals < 0 && rest.isEmpty()) {
            return new Parsed.Wrong(name + " needs a value");
          }
          String value = equals < 0 ? rest.removeFirst() : argument.substring(equals + 1);
          switch (name) {
            case "--site" -> {
              if (!value.matches(SITE_FORM)) {
                return new Parsed.Wrong(
                    "--site "
                        + value
                        + ": a site's name has 1 to 32 letters, digits, hyphens and underscores");
              }
              site = value;
            }
            case "--port-offset" -> {
              if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > Ports.MAX_OFFSET) {
                return new Parsed.Wrong(
                    "--port-offset " + value + ": must be a number from 0 to " + Ports.MAX_OFFSET);
              }
              offset = Integer.parseInt(value);
            }
            case "--peer" -> {
              var peer = Peer.parse(value);
              if (peer.isEmpty()) {
                return new Parsed.Wrong(
                    "--peer " + value + ": must look like B@127.0.0.1+1000, name@host+port offset");
              }
              peers.add(peer.get());
            }
            default -> {
              try {
                data = Path.of(value);
              } catch (InvalidPathException e) {
                return new Parsed.Wrong("--data " + value + ": not a path");
              }
              if (value.isEmpty()) {
                return new Parsed.Wrong("--data needs a directory");
              }
            }
          }
        }
        default -> {
          return new Parsed.Wrong("Unknown option " + argument);
        }
      }
    }
    for (Peer peer : peers) {
      if (peer.site().equals(site)) {
        return new Parsed.Wrong("--peer " + peer.site() + "@...: that is this site's own name");
      }
    }
    return new Parsed.Ok(
        new RunOptions(site, new Ports(offset), List.copyOf(peers), data.toAbsolutePath(), demo));
  }
}
