package org.parley.sip.registrar;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.sip.SipBinding;
import org.parley.sip.message.Answer;
import org.parley.sip.message.NameAddr;

/** The parameters of a Contact in REGISTER and its answer (RFC 3261 section 20.10, RFC 5626). */
final class Contacts {
  private static final Pattern Q = Pattern.compile("0(?:\\.\\d{0,3})?|1(?:\\.0{0,3})?");
  private static final Pattern SECONDS = Pattern.compile("\\d{1,10}");
  private static final int MOST = 1000;

  /** Of a q-value; the highest where there is none; empty for what is no q-value. */
  static Optional<Integer> thousandths(@Nullable String q) {
    if (q == null) {
      return Optional.of(MOST);
    }
    if (!Q.matcher(q).matches()) {
      return Optional.empty();
    }
    String digits = q.length() > 2 ? q.substring(2) : "";
    int fraction = Integer.parseInt((digits + "000").substring(0, 3));
    return Optional.of(q.charAt(0) == '1' ? MOST : fraction);
  }

  static long seconds(String expires, long ifMalformed) {
    String text = expires.strip();
    return SECONDS.matcher(text).matches() ? Long.parseLong(text) : ifMalformed;
  }

  static @Nullable String unquoted(@Nullable String value) {
    return value != null && value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
        ? value.substring(1, value.length() - 1)
        : value;
  }

  /** The answer to a REGISTER that was heeded: all contacts there are, and how long yet. */
  static Answer answer(List<SipBinding> present, Instant now) {
    Answer answer = Answer.of(200, "OK");
    for (SipBinding binding : present) {
      if (binding.expiresAt().isAfter(now)) {
        answer = answer.with("Contact", contact(binding, now));
      }
    }
    return answer;
  }

  private static String contact(SipBinding binding, Instant now) {
    NameAddr contact = NameAddr.of(binding.contact());
    if (binding.instanceId() != null) {
      contact = contact.with("+sip.instance", '"' + binding.instanceId() + '"');
    }
    if (binding.q() < MOST) {
      contact = contact.with("q", "0.%03d".formatted(binding.q()));
    }
    // Rounded up: an endpoint that refreshes at once must not be told 0.
    long left = Duration.between(now, binding.expiresAt()).plusMillis(999).toSeconds();
    return contact.with("expires", Long.toString(left)).toString();
  }

  private Contacts() {}
}
