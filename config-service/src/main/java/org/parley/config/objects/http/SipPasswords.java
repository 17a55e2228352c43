package org.parley.config.objects.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.config.objects.Refusal;
import org.parley.contracts.config.ConfigKey;
import org.parley.contracts.config.SipCredentials;

/** SIP passwords as they are given; they are hashed here and go no further. */
final class SipPasswords {
  /**
   * ASCII only: endpoints disagree on the encoding of anything else (RFC 7616 section 4). Eight at
   * least: a digest that was listened to can be tried against a word list at leisure.
   */
  private static final Pattern FORM = Pattern.compile("[\\x21-\\x7E]{8,128}");

  /**
   * @param given null for the one it has so far, empty for none
   */
  static @Nullable SipCredentials credentials(
      @Nullable String given, ConfigKey dn, @Nullable SipCredentials soFar) {
    if (given == null) {
      return soFar;
    }
    if (given.isEmpty()) {
      return null;
    }
    if (!FORM.matcher(given).matches()) {
      throw Answers.problem(
          new Refusal.InvalidField(dn, "sipPassword", "8 to 128 visible characters of ASCII"));
    }
    return SipCredentials.of(dn.switchName(), dn.name(), given);
  }

  private SipPasswords() {}
}
