package org.parley.sip.voice;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parley.sip.line.Line;
import org.parley.sip.message.Answer;
import org.parley.sip.message.Body;
import org.parley.sip.message.HeaderFields;

/** Keys pressed, as INFO carries them: {@code application/dtmf-relay}, and the shorter form. */
final class Keys {
  static final String RELAY = "application/dtmf-relay";
  static final String PLAIN = "application/dtmf";
  private static final int MAX_BYTES = 256;
  private static final int MAX_WAITING = 64;
  private static final Pattern SIGNAL =
      Pattern.compile("(?is)(?:.*?\\bsignal\\s*=\\s*)?([0-9*#a-d]|10|11)\\s*(?:[\r\n;].*)?");

  private final Line line;
  private final Consumer<String> pressed;
  private final Deque<Character> waiting = new ArrayDeque<>();
  private boolean sending;

  /**
   * @param pressed told which key the endpoint pressed
   */
  Keys(Line line, Consumer<String> pressed) {
    this.line = line;
    this.pressed = pressed;
  }

  /** The endpoint sent an INFO: how it is answered. */
  Answer take(Body body) {
    if (!body.mediaType().equals(RELAY) && !body.mediaType().equals(PLAIN)) {
      return body.isEmpty() ? Answer.of(200, "OK") : Answer.of(415, "Unsupported Media Type");
    }
    Optional<String> key = read(body);
    key.ifPresent(pressed);
    return key.isPresent() ? Answer.of(200, "OK") : Answer.of(400, "Not a Key");
  }

  /** The key, of {@code 0123456789*#ABCD}. */
  static Optional<String> read(Body body) {
    if (body.length() > MAX_BYTES) {
      return Optional.empty();
    }
    Matcher form = SIGNAL.matcher(new String(body.bytes(), StandardCharsets.US_ASCII).strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    String key = form.group(1).toUpperCase(Locale.ROOT);
    return Optional.of(
        switch (key) {
          case "10" -> "*";
          case "11" -> "#";
          default -> key;
        });
  }

  /** Sends keys to the endpoint, one after the other; too many at a time are dropped. */
  void send(String keys) {
    for (char key : keys.toCharArray()) {
      if (waiting.size() < MAX_WAITING) {
        waiting.add(key);
      }
    }
    next();
  }

  private void next() {
    if (!sending && !waiting.isEmpty()) {
      sending = true;
      String body = "Signal=" + waiting.remove() + "\r\nDuration=160\r\n";
      line.send(
          "INFO",
          HeaderFields.none(),
          Body.of(RELAY, body),
          answer -> {
            if (!answer.isProvisional()) {
              sending = false;
              next();
            }
          });
    }
  }
}
