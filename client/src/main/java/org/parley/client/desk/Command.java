package org.parley.client.desk;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;

/** What an agent wants, as typed. */
sealed interface Command
    permits CallCommand,
        Command.Who,
        Command.Im,
        Command.Accept,
        Command.Reject,
        Command.End,
        Command.Say,
        Command.Data,
        Command.Ready,
        Command.NotReady,
        Command.Transcript,
        Command.Sessions,
        Command.Switch,
        Command.Wait,
        Command.Help,
        Command.Quit,
        Command.Nothing,
        Command.Wrong {
  /**
   * @param dns empty for those that the desk knows
   */
  record Who(List<Dn> dns) implements Command {}

  record Im(Dn dn, String text) implements Command {}

  /**
   * @param session number of the conversation; 0 for the one that rings
   */
  record Accept(int session) implements Command {}

  record Reject(int session) implements Command {}

  record End() implements Command {}

  record Say(String text) implements Command {}

  record Data(KvList pairs) implements Command {}

  record Ready() implements Command {}

  record NotReady(String reason) implements Command {}

  record Transcript() implements Command {}

  record Sessions() implements Command {}

  record Switch(int session) implements Command {}

  record Wait(Duration time) implements Command {}

  record Help() implements Command {}

  record Quit() implements Command {}

  record Nothing() implements Command {}

  /** Not a command; {@code advice} says what would be one. */
  record Wrong(String advice) implements Command {}

  /** The words that begin a command, for completion. */
  List<String> WORDS =
      List.of(
          "who",
          "im",
          "accept",
          "reject",
          "end",
          "say",
          "data",
          "ready",
          "notready",
          "transcript",
          "sessions",
          "switch",
          "wait",
          "help",
          "quit");

  /**
   * Reads a line. Within a conversation a line is what is said, unless it begins with a slash;
   * elsewhere the slash may be left out.
   *
   * @param talking whether there is a conversation that a plain line goes to
   * @param ringing whether an invitation or a call waits, so that a bare "accept" can only mean one
   *     thing
   */
  static Command parse(String line, boolean talking, boolean ringing) {
    String text = line.strip();
    if (text.isEmpty()) {
      return new Nothing();
    }
    if (text.startsWith("//")) {
      return new Say(text.substring(1));
    }
    if (text.startsWith("/")) {
      return slashed(text.substring(1));
    }
    boolean answer =
        ringing && (text.equals("accept") || text.equals("reject") || text.equals("answer"));
    if (!talking || answer) {
      return unslashed(text);
    }
    if (WORDS.contains(text) || CallCommand.WORDS.contains(text)) {
      return new Wrong(
          "Did you mean /" + text + "? With the slash it is a command; /say " + text + " says it.");
    }
    return new Say(text);
  }

  private static Command slashed(String text) {
    if (text.isEmpty() || text.startsWith(" ")) {
      return new Wrong("A command follows the slash at once, as in /who; /help lists them.");
    }
    return command(text)
        .orElseGet(() -> new Wrong("There is no command /" + word(text) + "; /help lists them."));
  }

  private static Command unslashed(String text) {
    return command(text)
        .orElseGet(() ->
            new Wrong(
                "There is no session to say this in, and no command "
                    + word(text)
                    + ". Type help, or begin: im 1002 Hello"));
  }

  private static String word(String text) {
    return SafeText.of(text.split(" ", 2)[0]);
  }

  /** Empty: it is none. */
  private static Optional<Command> command(String text) {
    int space = text.indexOf(' ');
    String word = (space < 0 ? text : text.substring(0, space)).toLowerCase(Locale.ROOT);
    String rest = space < 0 ? "" : text.substring(space + 1).strip();
    return CallCommand.parse(word, rest).or(() -> Optional.ofNullable(ofSession(word, rest)));
  }

  private static @Nullable Command ofSession(String word, String rest) {
    return switch (word) {
      case "who", "w" -> who(rest);
      case "im", "msg" -> im(rest);
      case "accept", "a" -> withSession(rest, "accept", Accept::new);
      case "reject", "r" -> withSession(rest, "reject", Reject::new);
      case "end", "bye" -> new End();
      case "say", "s" -> rest.isEmpty() ? new Wrong("say <text>") : new Say(rest);
      case "data", "d" -> data(rest);
      case "ready" -> new Ready();
      case "notready", "nr" -> new NotReady(rest);
      case "transcript", "t" -> new Transcript();
      case "sessions", "ls" -> new Sessions();
      case "switch", "sw" ->
          rest.isEmpty() ? new Wrong("switch <number>") : withSession(rest, "switch", Switch::new);
      case "wait" -> pause(rest);
      case "help", "h", "?" -> new Help();
      case "quit", "q", "exit" -> new Quit();
      default -> null;
    };
  }

  private static Command who(String rest) {
    try {
      return new Who(rest.isEmpty() ? List.of() : DnRange.parse(rest));
    } catch (IllegalArgumentException invalid) {
      return new Wrong("who <dn> <dn> ... or who 1001-1020: " + invalid.getMessage());
    }
  }

  private static Command im(String rest) {
    int space = rest.indexOf(' ');
    try {
      Dn dn = new Dn(space < 0 ? rest : rest.substring(0, space));
      return new Im(dn, space < 0 ? "" : rest.substring(space + 1).strip());
    } catch (IllegalArgumentException invalid) {
      return new Wrong("im <dn> [text], for example: im 1002 Hello");
    }
  }

  private static Command data(String rest) {
    KvList pairs = KvList.empty();
    for (String pair : rest.split(" +")) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        return new Wrong("data key=value ..., for example: data customer=4711");
      }
      pairs = pairs.with(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return new Data(pairs);
  }

  private static Command pause(String rest) {
    try {
      double seconds = Double.parseDouble(rest);
      if (seconds > 0 && seconds <= 3600) {
        return new Wait(Duration.ofMillis((long) (seconds * 1000)));
      }
    } catch (NumberFormatException invalid) {
      // said below
    }
    return new Wrong("wait <seconds>, at most 3600");
  }

  private static Command withSession(
      String rest, String word, java.util.function.IntFunction<Command> command) {
    try {
      return command.apply(rest.isEmpty() ? 0 : Integer.parseInt(rest));
    } catch (NumberFormatException invalid) {
      return new Wrong(word + " <number of a session>; see sessions");
    }
  }
}
