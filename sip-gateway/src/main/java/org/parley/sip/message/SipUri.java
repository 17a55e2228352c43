package org.parley.sip.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A {@code sip:} or {@code sips:} URI (RFC 3261 section 19.1) without headers.
 *
 * @param secure whether it is {@code sips:}
 * @param user as written, with its escapes; null where there is none
 * @param host in lower case; an IPv6 address in brackets
 * @param port null where none is given
 * @param parameters names in lower case, an empty value for a parameter without one
 */
public record SipUri(
    boolean secure,
    @Nullable String user,
    String host,
    @Nullable Integer port,
    SequencedMap<String, String> parameters) {

  private static final int MAX_LENGTH = 512;
  private static final Pattern FORM =
      Pattern.compile(
          "(?i)(sips?):(?:([\\p{Alnum}%\\-_.!~*'()&=+$,;?/]++)(?::[\\p{Alnum}%\\-_.!~*'()&=+$,]*+)?@)?"
              + "(\\[[\\p{XDigit}:.]++]|[\\p{Alnum}.\\-]++)(?::(\\d{1,5}))?((?:;[^;?\\s<>\"]++)*+)");

  public SipUri {
    parameters = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parameters));
  }

  public static SipUri of(String user, String host, int port) {
    return new SipUri(false, user, host, port, new LinkedHashMap<>());
  }

  /** Empty for any other scheme, for a URI with headers, and for what is no URI. */
  public static Optional<SipUri> parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    @Nullable Integer port = form.group(4) == null ? null : Integer.valueOf(form.group(4));
    if (port != null && (port < 1 || port > 65_535)) {
      return Optional.empty();
    }
    SequencedMap<String, String> parameters = new LinkedHashMap<>();
    for (String parameter : form.group(5).split(";")) {
      if (!parameter.isEmpty()) {
        int equals = parameter.indexOf('=');
        String name = equals < 0 ? parameter : parameter.substring(0, equals);
        parameters.put(
            name.toLowerCase(Locale.ROOT), equals < 0 ? "" : parameter.substring(equals + 1));
      }
    }
    return Optional.of(
        new SipUri(
            form.group(1).equalsIgnoreCase("sips"),
            form.group(2),
            form.group(3).toLowerCase(Locale.ROOT),
            port,
            parameters));
  }

  /** The transport that it asks for; without one UDP, or TLS where it is {@code sips:}. */
  public Optional<Transport> transport() {
    @Nullable String wanted = parameters.get("transport");
    if (wanted == null) {
      return Optional.of(secure ? Transport.TLS : Transport.UDP);
    }
    Optional<Transport> named = Transport.named(wanted);
    return secure ? named.map(t -> t == Transport.TCP ? Transport.TLS : t) : named;
  }

  /** The port that is meant where none is given: 5061 for TLS, else 5060. */
  public int portOrDefault() {
    if (port != null) {
      return port;
    }
    return transport().orElse(Transport.UDP) == Transport.TLS ? 5061 : 5060;
  }

  public SipUri with(String parameter, String value) {
    SequencedMap<String, String> more = new LinkedHashMap<>(parameters);
    more.put(parameter, value);
    return new SipUri(secure, user, host, port, more);
  }

  /** As on the wire. */
  @Override
  public String toString() {
    var text = new StringBuilder(secure ? "sips:" : "sip:");
    if (user != null) {
      text.append(user).append('@');
    }
    text.append(host);
    if (port != null) {
      text.append(':').append(port.intValue());
    }
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      text.append(';').append(parameter.getKey());
      if (!parameter.getValue().isEmpty()) {
        text.append('=').append(parameter.getValue());
      }
    }
    return text.toString();
  }
}
