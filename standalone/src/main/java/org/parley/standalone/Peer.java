package org.parley.standalone;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Another site's run, as {@code --peer name@host+offset} names it.
 *
 * @param portOffset the other run's {@code --port-offset}
 */
public record Peer(String site, String host, int portOffset) {
  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9_-]{1,32})@([A-Za-z0-9._:\\[\\]-]{1,253})(?:\\+(\\d{1,5}))?");

  /** Empty when the text has not this form. */
  static Optional<Peer> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String offset = matcher.group(3);
    var peer =
        new Peer(matcher.group(1), matcher.group(2), offset == null ? 0 : Integer.parseInt(offset));
    return peer.portOffset <= Ports.MAX_OFFSET ? Optional.of(peer) : Optional.empty();
  }
}
