package org.parley.sip.line;

import java.time.Duration;
import java.util.Optional;
import org.parley.sip.dialog.SessionTimer;
import org.parley.sip.message.Answer;
import org.parley.sip.message.HeaderFields;

/** What becomes of the session timer that an INVITE or UPDATE of the far end asks for. */
public sealed interface Timing {

  /**
   * @param headers for the 2xx
   */
  record Agreed(Optional<SessionTimer> timer, HeaderFields headers) implements Timing {}

  record Refused(Answer answer) implements Timing {}

  /**
   * @param ours what we would like
   */
  static Timing of(HeaderFields request, Duration ours) {
    return switch (SessionTimer.answer(request, (int) ours.toSeconds())) {
      case SessionTimer.Answer.TooSmall() ->
          new Refused(
              Answer.of(422, "Session Interval Too Small")
                  .with(SessionTimer.MIN_SE_HEADER, Integer.toString(SessionTimer.MIN_SE)));
      case SessionTimer.Answer.Malformed() -> new Refused(Answer.of(400, "Bad Session-Expires"));
      case SessionTimer.Answer.Timer(Optional<SessionTimer> timer, HeaderFields headers) ->
          new Agreed(timer, headers);
    };
  }
}
