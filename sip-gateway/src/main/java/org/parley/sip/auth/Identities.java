package org.parley.sip.auth;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.sip.message.NameAddr;
import org.parley.sip.message.SipUri;
import org.parley.tlib.Dn;

/** Whom a From, a To or a URI names. */
public final class Identities {

  /** The DN that the user of a SIP URI is, whatever the host; it need not exist. */
  public static Optional<Dn> dn(NameAddr address) {
    return address.sipUri().flatMap(Identities::dn);
  }

  /** The same for a URI. */
  public static Optional<Dn> dn(SipUri uri) {
    @Nullable String user = uri.user();
    return user == null ? Optional.empty() : unescaped(user).flatMap(Identities::named);
  }

  /**
   * The customer with that address, {@code user@host}; empty without a user, or when it is longer
   * than a DN may be.
   */
  public static Optional<Dn> customer(SipUri uri) {
    return uri.user() == null ? Optional.empty() : named(uri.user() + "@" + uri.host());
  }

  /** The DN with that number, if it can be one. */
  static Optional<Dn> named(String number) {
    boolean fits = !number.isEmpty() && number.length() <= Dn.MAX_LENGTH;
    return fits && number.chars().allMatch(c -> c > ' ' && c < 0x7F)
        ? Optional.of(new Dn(number))
        : Optional.empty();
  }

  /** RFC 3261 section 19.1.2; empty when a % is not followed by two digits. */
  private static Optional<String> unescaped(String user) {
    if (user.indexOf('%') < 0) {
      return Optional.of(user);
    }
    byte[] bytes = user.getBytes(StandardCharsets.UTF_8);
    var text = new StringBuilder();
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '%') {
        text.append((char) bytes[i]);
        continue;
      }
      int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        return Optional.empty();
      }
      text.append((char) (high << 4 | low));
      i += 2;
    }
    return Optional.of(text.toString());
  }

  private Identities() {}
}
