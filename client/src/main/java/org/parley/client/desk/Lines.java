package org.parley.client.desk;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.parley.client.desk.Line.Tone;
import org.parley.tlib.Dn;
import org.parley.tlib.client.im.ImConversation;
import org.parley.tlib.client.im.ImEnd;
import org.parley.tlib.client.im.ImState;
import org.parley.tlib.client.im.ImText;

/** The sentences of the desk (seed 003: time stamp, login name and a colour for each writer). */
final class Lines {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  private Lines() {}

  /**
   * @param label number of the session when it is not the one on the screen, or empty
   */
  static Line message(Dn own, ImText message, String label) {
    boolean mine = message.fromDn().equals(own.number());
    String name = SafeText.of(message.fromName());
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

  /** Login name and number, or the number alone while the name is not known. */
  static String who(ImConversation conversation) {
    String name = SafeText.of(conversation.otherName());
    String number = conversation.other().map(Dn::number).orElse("?");
    return name.equals(number) ? number : name + " (" + number + ")";
  }
}
