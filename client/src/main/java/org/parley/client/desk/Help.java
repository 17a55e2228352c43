package org.parley.client.desk;

import java.util.List;
import org.parley.client.desk.Line.Tone;

/** What "help" says. */
final class Help {
  static final List<Line> LINES =
      List.of(
          row("who", "who is there; or who 1001-1020, who 1002 5000"),
          row("im 1002 Hello", "invite somebody, with a first message"),
          row("accept, reject", "answer an invitation; with a number when several ring"),
          row("Hello there", "in a session: a line without a slash is said"),
          row("end", "end the session, or give up the invitation"),
          row("data case=4711", "attach data to the session"),
          row("transcript", "what was said"),
          row("sessions, switch 2", "several sessions at once"),
          row("call 1002", "a voice call; your own phone rings first"),
          row("answer, release, hold, retrieve", "with a number when there are several calls"),
          row("alternate", "hold the call that you talk in, and go back to the one on hold"),
          row("clear", "end the call for all; with a number another one than that you talk in"),
          row("consult 1003", "hold the call and ask somebody, then: conference or transfer"),
          row("add 1003, transfer 1003", "without asking"),
          row("private 1003, back 1003", "take a party out of what is said, and back"),
          row("mute, unmute, drop 1003", "yourself, or with a number another one"),
          row("keys 12#", "press keys for the others to hear"),
          row("calls", "the calls, who is in them, who is private"),
          row("ready, notready [reason]", "your state as an agent"),
          row("wait 2", "do nothing for a while, for scripts"),
          row("quit", "leave; also Ctrl-D"),
          Line.of(
              Tone.QUIET, "In a session every command begins with a slash: /end, /who, /im 1003."));

  private Help() {}

  private static Line row(String command, String meaning) {
    return Line.of("  %-33s".formatted(command)).and(Tone.QUIET, meaning);
  }
}
