package org.parley.sip.stack.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parley.sip.message.Flow;
import org.parley.sip.message.Transport;

/**
 * The topmost Via of a message that the guard let pass.
 *
 * @param text as it came, without the values that follow in the same field
 * @param host of sent-by, in lower case
 * @param port of sent-by; 0 where none is given
 * @param branch null where there is none (RFC 2543)
 * @param rport whether the answer goes where the request came from (RFC 3581)
 */
public record Via(String text, String host, int port, @Nullable String branch, boolean rport) {
  /** What every branch since RFC 3261 begins with. */
  public static final String COOKIE = "z9hG4bK";

  /** The first value of a list of Via fields. */
  public static Via top(List<String> fields) {
    String first = values(fields.getFirst()).getFirst();
    List<String> parts = split(first, ';');
    String sentBy = parts.getFirst().strip();
    int slash = sentBy.lastIndexOf('/');
    String afterProtocol = sentBy.substring(slash + 1).strip();
    int hostStart = 0;
    while (hostStart < afterProtocol.length() && afterProtocol.charAt(hostStart) > ' ') {
      hostStart++;
    }
    String hostPort = afterProtocol.substring(hostStart).replace(" ", "").replace("\t", "");
    int colon = hostPort.startsWith("[") ? hostPort.indexOf("]:") + 1 : hostPort.indexOf(':');
    boolean hasPort = colon > 0 && colon < hostPort.length() && hostPort.charAt(colon) == ':';
    String host = (hasPort ? hostPort.substring(0, colon) : hostPort).toLowerCase(Locale.ROOT);
    @Nullable String branch = null;
    boolean rport = false;
    for (String parameter : parts.subList(1, parts.size())) {
      int equals = parameter.indexOf('=');
      String name =
          (equals < 0 ? parameter : parameter.substring(0, equals))
              .strip()
              .toLowerCase(Locale.ROOT);
      if (name.equals("branch") && equals > 0) {
        branch = parameter.substring(equals + 1).strip();
      } else if (name.equals("rport")) {
        rport = true;
      }
    }
    return new Via(first, host, hasPort ? portOf(hostPort.substring(colon + 1)) : 0, branch, rport);
  }

  private static int portOf(String digits) {
    if (digits.isEmpty()
        || digits.length() > 5
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    int port = Integer.parseInt(digits);
    return port >= 1 && port <= 65_535 ? port : -1;
  }

  /** Whether host and port can be what they say. */
  public boolean isSane() {
    return !host.isEmpty() && port >= 0;
  }

  /** Whether the branch is one by the rules of RFC 3261: the cookie, and something behind it. */
  public boolean hasBranch() {
    return branch != null
        && branch.length() > COOKIE.length()
        && branch.regionMatches(true, 0, COOKIE, 0, COOKIE.length());
  }

  /** Where an answer goes over UDP (RFC 3261 section 18.2.2, RFC 3581 section 4). */
  public Flow answerTo(Flow source) {
    if (source.transport().isReliable() || rport || port < 0) {
      return source;
    }
    return new Flow(source.transport(), source.host(), port == 0 ? 5060 : port);
  }

  /**
   * The fields with the topmost value telling where the request came from, as it is to be repeated
   * in answers (RFC 3261 section 18.2.1). A {@code received} that it came with is not believed.
   */
  public List<String> stamped(List<String> fields, Flow source) {
    var stamped = new StringBuilder();
    for (String part : split(text, ';')) {
      String name = part.split("=", 2)[0].strip().toLowerCase(Locale.ROOT);
      if (stamped.isEmpty()) {
        stamped.append(part.stripTrailing());
      } else if (!name.equals("received") && !name.equals("rport")) {
        stamped.append(';').append(part);
      }
    }
    if (rport || !host.equals(source.host())) {
      stamped.append(";received=").append(source.host());
    }
    if (rport) {
      stamped.append(";rport=").append(source.port());
    }
    List<String> result = new ArrayList<>(fields);
    String rest = fields.getFirst().substring(text.length());
    result.set(0, stamped + rest);
    return result;
  }

  /** The values of one field, parted at commas that are neither quoted nor in a comment. */
  public static List<String> values(String field) {
    return split(field, ',');
  }

  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((quoted || depth > 0) && c == '\\') {
        i++;
      } else if (quoted) {
        quoted = c != '"';
      } else if (c == '"') {
        quoted = true;
      } else if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      } else if (depth == 0 && c == separator) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  /** The Via of a request that goes out. */
  static String written(Transport transport, String host, int port, String branch) {
    return "SIP/2.0/" + transport + " " + host + ":" + port + ";branch=" + branch + ";rport";
  }
}
