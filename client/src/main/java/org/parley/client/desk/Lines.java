package org.parley.client.desk;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.parley.client.desk.Line.Tone;
import org.parley.tlib.Dn;
import org.parley.tlib.client.im.ImConversation;
import org.parley.tlib.client.im.ImEnd;
import org.parley.tlib.client.im.ImState;
import org.parley.tlib.client.im.ImText;
import org.parley.tlib.client.im.Undelivered;

/** The sentences of the desk (seed 003: time stamp, login name and a colour for each writer). */
final class Lines {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  /** Characters of a text that is only pointed at. */
  private static final int SHORT = 40;

  private Lines() {}

  /**
   * @param label number of the session when it is not the one on the screen, or empty
   */
  static Line message(Dn own, ImText message, String label) {
    boolean mine = message.fromDn().equals(own.number());
    String name =
        SafeText.of(message.fromName())
            + (message.fromRole().equals("customer") ? " (customer)" : "");
    return Line.of(Tone.QUIET, CLOCK.format(message.time().atZone(ZoneId.systemDefault())) + "  ")
        .and(Tone.QUIET, label.isEmpty() ? "" : label + " ")
        .and(mine ? Tone.MINE : Tone.THEIRS, name, message.fromDn().hashCode())
        .and("  " + SafeText.of(message.text()));
  }

  static Line invitation(int number, ImConversation conversation) {
    String text = conversation.invitation().map(t -> ": " + SafeText.of(t)).orElse("");
    return Line.of(Tone.CALL, "[" + number + "] " + who(conversation) + " invites you")
        .and(text)
        .and(Tone.QUIET, "   (accept or reject)");
  }

  static Line status(int number, ImConversation conversation) {
    ImState state = conversation.state();
    String ending = conversation.ending().map(ImEnd::toString).orElse("");
    return Line.of(Tone.QUIET, "--- [" + number + "] ")
        .and(who(conversation) + "  ")
        .and(
            state == ImState.CONNECTED ? Tone.GOOD : state == ImState.ENDED ? Tone.BAD : Tone.PLAIN,
            state.toString())
        .and(ending.isEmpty() ? "" : " (" + ending + ")")
        .and(Tone.QUIET, " ---");
  }

  /** What did not arrive, with the beginning of its text. */
  static Line undelivered(int number, ImConversation conversation, Undelivered missed) {
    String text =
        conversation.transcript().stream()
            .filter(message -> message.seq() == missed.seq())
            .findFirst()
            .map(message -> " \"" + SafeText.of(shortened(message.text())) + "\":")
            .orElse("");
    String to = missed.toDn().isEmpty() ? "" : " to " + SafeText.of(missed.toDn());
    String code = missed.code() == 0 ? "" : " (" + missed.code() + ")";
    return Line.of(
        Tone.BAD,
        "["
            + number
            + "] not delivered"
            + to
            + ":"
            + text
            + " "
            + SafeText.of(missed.reason())
            + code);
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= SHORT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, SHORT)) + "...";
  }

  /** Login name and number, or the number alone while the name is not known. */
  static String who(ImConversation conversation) {
    String name = SafeText.of(conversation.otherName());
    String number = SafeText.of(conversation.other().map(Dn::number).orElse("?"));
    return (conversation.isWithCustomer() ? "customer " : "")
        + (name.equals(number) ? number : name + " (" + number + ")");
  }
}
