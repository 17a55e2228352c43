package org.parley.sip.stack.transaction;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.parley.sip.message.Answer;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.message.SipRequest;

/**
 * What any server looks at before it looks at what is asked (RFC 3261 section 8.2), in that order.
 *
 * @param methods that are understood, besides ACK and CANCEL
 * @param extensions option tags that are supported
 * @param contentTypes media types that are taken; {@code text/*} for all of text
 * @param longestBody in bytes
 */
public record UasRules(
    SortedSet<String> methods,
    SortedSet<String> extensions,
    SortedSet<String> contentTypes,
    int longestBody) {

  /** Methods that are registered and not served: 405, where all others are 501. */
  private static final Set<String> REGISTERED =
      Set.of(
          "INVITE",
          "BYE",
          "OPTIONS",
          "REGISTER",
          "MESSAGE",
          "UPDATE",
          "INFO",
          "PRACK",
          "SUBSCRIBE",
          "NOTIFY",
          "PUBLISH",
          "REFER");

  public UasRules {
    methods = new TreeSet<>(methods);
    extensions = new TreeSet<>(extensions);
    contentTypes = new TreeSet<>(contentTypes);
  }

  /** As an Allow header has it. */
  public String allow() {
    SortedSet<String> all = new TreeSet<>(methods);
    all.add("ACK");
    all.add("CANCEL");
    return String.join(", ", all);
  }

  /** The refusal, if there is a reason. */
  public Optional<Answer> refusal(SipRequest request) {
    String method = request.method();
    if (!methods.contains(method)) {
      boolean known = REGISTERED.contains(method);
      return refusal(
          known ? 405 : 501, known ? "Method Not Allowed" : "Not Implemented", "Allow", allow());
    }
    String scheme = request.requestUri().split(":", 2)[0].toLowerCase(Locale.ROOT);
    if (!scheme.equals("sip") && !scheme.equals("sips")) {
      return Optional.of(Answer.of(416, "Unsupported URI Scheme"));
    }
    if (request.headers().first("Max-Forwards").filter(UasRules::isZero).isPresent()) {
      return Optional.of(Answer.of(483, "Too Many Hops"));
    }
    List<String> unsupported =
        listed(request.headers(), "Require").filter(tag -> !extensions.contains(tag)).toList();
    if (!unsupported.isEmpty()) {
      return refusal(420, "Bad Extension", "Unsupported", String.join(", ", unsupported));
    }
    if (request.body().length() > longestBody) {
      return Optional.of(Answer.of(413, "Request Entity Too Large"));
    }
    if (!request.body().isEmpty()) {
      Optional<Answer> refusal = content(request);
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    if (method.equals("INVITE") && request.contacts().size() != 1) {
      return Optional.of(Answer.of(400, "One Contact Needed"));
    }
    return Optional.empty();
  }

  private Optional<Answer> content(SipRequest request) {
    boolean encoded =
        listed(request.headers(), "Content-Encoding")
            .anyMatch(c -> !c.equalsIgnoreCase("identity"));
    if (encoded) {
      return refusal(415, "Unsupported Media Type", "Accept-Encoding", "identity");
    }
    boolean optional =
        request
            .headers()
            .first("Content-Disposition")
            .map(d -> d.toLowerCase(Locale.ROOT).replace(" ", ""))
            .filter(d -> d.contains(";handling=optional"))
            .isPresent();
    String type = request.body().mediaType();
    String anyOfIt = type.substring(0, Math.max(0, type.indexOf('/'))) + "/*";
    if (optional || contentTypes.contains(type) || contentTypes.contains(anyOfIt)) {
      return Optional.empty();
    }
    return refusal(415, "Unsupported Media Type", "Accept", String.join(", ", contentTypes));
  }

  private static Optional<Answer> refusal(int code, String reason, String header, String value) {
    return Optional.of(Answer.of(code, reason).with(header, value));
  }

  private static boolean isZero(String digits) {
    return digits.chars().allMatch(c -> c == '0');
  }

  private static Stream<String> listed(HeaderFields headers, String name) {
    return headers.all(name).stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .map(String::strip)
        .filter(item -> !item.isEmpty());
  }
}
