package org.parley.sip.stack.health;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.parley.sip.message.Flow;
import org.parley.sip.message.NameAddr;
import org.parley.sip.message.SipUri;
import org.parley.tlib.Dn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prints start line and header of messages to the logger {@code org.parley.sip.trace}, switched on
 * and off while the gateway runs. Never what a message carries, never credentials.
 */
public final class Trace {
  private static final Logger log = LoggerFactory.getLogger("org.parley.sip.trace");

  /** In and out, as an arrow. */
  public enum Way {
    IN("<-"),
    OUT("->");

    private final String arrow;

    Way(String arrow) {
      this.arrow = arrow;
    }
  }

  private final Set<String> numbers = ConcurrentHashMap.newKeySet();
  private volatile boolean everything;
  private volatile boolean something;

  /** Messages from or to that DN. */
  public void on(Dn dn) {
    numbers.add(dn.number());
    something = true;
  }

  public void off(Dn dn) {
    numbers.remove(dn.number());
    something = everything || !numbers.isEmpty();
  }

  /** All messages, also those that cannot be read. */
  public void all() {
    everything = true;
    something = true;
  }

  public void off() {
    everything = false;
    numbers.clear();
    something = false;
  }

  /** Whether anything at all is to be printed; cheap. */
  public boolean isOn() {
    return something;
  }

  /** Prints it if one of the parties is wanted. */
  public void message(Way way, Flow flow, NameAddr from, NameAddr to, byte[] message) {
    if (something && (everything || isWanted(from) || isWanted(to))) {
      print(way, flow, message);
    }
  }

  /** Prints what has no parties, if everything is wanted. */
  public void unread(Way way, Flow flow, byte[] message) {
    if (everything) {
      print(way, flow, message);
    }
  }

  private boolean isWanted(NameAddr party) {
    Optional<String> user = party.sipUri().map(SipUri::user);
    return user.isPresent() && numbers.contains(user.get());
  }

  private static void print(Way way, Flow flow, byte[] message) {
    log.info("{} {}\n{}", way.arrow, flow, header(message));
  }

  /** The header alone, with credentials struck out. */
  static String header(byte[] message) {
    int end = 0;
    while (end < message.length && !isEnd(message, end)) {
      end++;
    }
    var shown = new StringBuilder(end);
    boolean hidden = false;
    for (String line :
        new String(message, 0, end, StandardCharsets.UTF_8).split("\r\n|\r|\n", -1)) {
      boolean folded = line.startsWith(" ") || line.startsWith("\t");
      if (!folded) {
        hidden = isSecret(line);
        shown.append(hidden ? line.substring(0, line.indexOf(':')) + ": ***" : visible(line));
        shown.append('\n');
      } else if (!hidden) {
        shown.append(visible(line)).append('\n');
      }
    }
    return shown.toString().stripTrailing();
  }

  private static boolean isEnd(byte[] message, int at) {
    return message[at] == '\n'
        && (at + 1 < message.length && message[at + 1] == '\n'
            || at + 2 < message.length && message[at + 1] == '\r' && message[at + 2] == '\n');
  }

  private static boolean isSecret(String line) {
    int colon = line.indexOf(':');
    if (colon < 0) {
      return false;
    }
    String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
    return name.equals("authorization") || name.equals("proxy-authorization");
  }

  private static String visible(String line) {
    return line.replaceAll("\\p{Cntrl}", "?");
  }
}
