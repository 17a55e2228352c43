package org.parley.sip.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The value of From, To, Contact, Route or Record-Route.
 *
 * @param displayName unquoted; null where there is none
 * @param uri as on the wire, of any scheme; {@code *} for the Contact of that form
 * @param parameters those of the header, not of the URI; names in lower case, an empty value for a
 *     parameter without one
 */
public record NameAddr(
    @Nullable String displayName, String uri, SequencedMap<String, String> parameters) {

  public NameAddr {
    parameters = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parameters));
  }

  public static NameAddr of(String uri) {
    return new NameAddr(null, uri, new LinkedHashMap<>());
  }

  /** The URI, if it is one of SIP. */
  public Optional<SipUri> sipUri() {
    return SipUri.parse(uri);
  }

  public @Nullable String tag() {
    return parameters.get("tag");
  }

  public NameAddr with(String parameter, String value) {
    SequencedMap<String, String> more = new LinkedHashMap<>(parameters);
    more.put(parameter, value);
    return new NameAddr(displayName, uri, more);
  }

  public NameAddr withTag(String tag) {
    return with("tag", tag);
  }

  /** As on the wire. */
  @Override
  public String toString() {
    var text = new StringBuilder();
    if (displayName != null) {
      text.append('"')
          .append(displayName.replace("\\", "\\\\").replace("\"", "\\\""))
          .append("\" ");
    }
    text.append('<').append(uri).append('>');
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      text.append(';').append(parameter.getKey());
      if (!parameter.getValue().isEmpty()) {
        text.append('=').append(parameter.getValue());
      }
    }
    return text.toString();
  }
}
