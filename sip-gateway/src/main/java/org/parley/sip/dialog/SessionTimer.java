package org.parley.sip.dialog;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.parley.contracts.sip.SipLeg.DialogState;
import org.parley.sip.message.HeaderFields;

/**
 * The session timer of a dialog (RFC 4028): it is over unless one of the two refreshes it.
 *
 * @param seconds the session interval
 * @param weRefresh whether it is we who do
 */
public record SessionTimer(int seconds, boolean weRefresh) {

  /** The least that RFC 4028 section 4 allows anybody to ask for. */
  public static final int MIN_SE = 90;

  public static final String SESSION_EXPIRES = "Session-Expires";
  public static final String MIN_SE_HEADER = "Min-SE";

  /** As it was kept. */
  public static Optional<SessionTimer> kept(DialogState state) {
    return state.sessionExpires() == 0
        ? Optional.empty()
        : Optional.of(new SessionTimer(state.sessionExpires(), state.refresher()));
  }

  /** What a request says about it. */
  sealed interface Wish {
    /** Nothing: it may know no session timers at all. */
    record None(boolean supported) implements Wish {}

    /**
     * An interval.
     *
     * @param refresher {@code uac}, {@code uas}, or empty where the server may choose
     */
    record Interval(int seconds, String refresher, boolean supported) implements Wish {}

    /** An interval that is too small: 422. */
    record TooSmall() implements Wish {}

    /** Not a number: 400. */
    record Malformed() implements Wish {}
  }

  /** How a request is to be answered. */
  public sealed interface Answer {
    /**
     * Carry on.
     *
     * @param headers for the 2xx
     */
    record Timer(Optional<SessionTimer> timer, HeaderFields headers) implements Answer {}

    /** 422 with our Min-SE. */
    record TooSmall() implements Answer {}

    /** 400. */
    record Malformed() implements Answer {}
  }

  /** When we refresh: at half of the interval (RFC 4028 section 10). */
  public Duration refreshAfter() {
    return Duration.ofSeconds(seconds / 2);
  }

  /** When it is over: a little early for the one who waits for a refresh. */
  public Duration overAfter() {
    return Duration.ofSeconds(weRefresh ? seconds : seconds - Math.min(32, seconds / 3));
  }

  /** What our own INVITE, re-INVITE or UPDATE says; the answer decides. */
  public static HeaderFields offered(int seconds) {
    return HeaderFields.of("Supported", "timer")
        .with(SESSION_EXPIRES, Integer.toString(seconds))
        .with(MIN_SE_HEADER, Integer.toString(MIN_SE));
  }

  /** What a refresh of ours says. */
  public HeaderFields refreshing() {
    return HeaderFields.of("Supported", "timer")
        .with(SESSION_EXPIRES, seconds + ";refresher=" + (weRefresh ? "uac" : "uas"))
        .with(MIN_SE_HEADER, Integer.toString(MIN_SE));
  }

  /** What the 2xx to a request of ours made of it: none where it says nothing. */
  public static Optional<SessionTimer> agreed(HeaderFields answer) {
    return switch (wish(answer)) {
      case Wish.Interval(int seconds, String refresher, boolean _) ->
          Optional.of(new SessionTimer(seconds, !refresher.equals("uas")));
      case Wish.None _, Wish.TooSmall _, Wish.Malformed _ -> Optional.empty();
    };
  }

  /** The least interval that a 422 asks for, if it is more than we offered and not absurd. */
  public static Optional<Integer> wanted(HeaderFields answer, int offered) {
    return answer
        .first(MIN_SE_HEADER)
        .flatMap(SessionTimer::number)
        .filter(seconds -> seconds > offered);
  }

  /**
   * The answer to a request of the far end (RFC 4028 section 9).
   *
   * @param ours what we would like, in seconds
   */
  public static Answer answer(HeaderFields request, int ours) {
    return switch (wish(request)) {
      case Wish.Malformed _ -> new Answer.Malformed();
      case Wish.TooSmall _ -> new Answer.TooSmall();
      case Wish.None(boolean supported) -> accepted(ours, "", supported);
      case Wish.Interval(int seconds, String refresher, boolean supported) ->
          accepted(Math.max(Math.min(seconds, ours), leastOf(request)), refresher, supported);
    };
  }

  private static Answer accepted(int seconds, String refresher, boolean supported) {
    boolean theyRefresh = refresher.equals("uac") || refresher.isEmpty() && supported;
    HeaderFields headers =
        HeaderFields.of(SESSION_EXPIRES, seconds + ";refresher=" + (theyRefresh ? "uac" : "uas"));
    return new Answer.Timer(
        Optional.of(new SessionTimer(seconds, !theyRefresh)),
        theyRefresh ? headers.with("Require", "timer") : headers);
  }

  private static int leastOf(HeaderFields request) {
    return request.first(MIN_SE_HEADER).flatMap(SessionTimer::number).orElse(MIN_SE);
  }

  static Wish wish(HeaderFields headers) {
    boolean supported = lists(headers, "Supported", "timer") || lists(headers, "Require", "timer");
    Optional<String> value = headers.first(SESSION_EXPIRES);
    if (value.isEmpty()) {
      return new Wish.None(supported);
    }
    Optional<Integer> seconds = number(value.get());
    if (seconds.isEmpty()) {
      return new Wish.Malformed();
    }
    return seconds.get() < MIN_SE
        ? new Wish.TooSmall()
        : new Wish.Interval(seconds.get(), refresherIn(value.get()), supported);
  }

  private static String refresherIn(String value) {
    for (String parameter : value.split(";")) {
      String[] pair = parameter.strip().toLowerCase(Locale.ROOT).split(" *= *", 2);
      if (pair[0].equals("refresher") && pair.length == 2 && pair[1].matches("ua[cs]")) {
        return pair[1];
      }
    }
    return "";
  }

  /** Delta seconds before any parameters. Beyond a day it makes no difference. */
  private static Optional<Integer> number(String value) {
    int end = value.indexOf(';');
    String digits = (end < 0 ? value : value.substring(0, end)).strip();
    return digits.matches("\\d{1,10}")
        ? Optional.of((int) Math.min(Long.parseLong(digits), Duration.ofDays(1).toSeconds()))
        : Optional.empty();
  }

  /** Whether one of the lists in fields of that name has that token. */
  public static boolean lists(HeaderFields headers, String name, String token) {
    return headers.all(name).stream()
        .flatMap(value -> java.util.Arrays.stream(value.split(",")))
        .anyMatch(listed -> listed.strip().equalsIgnoreCase(token));
  }
}
