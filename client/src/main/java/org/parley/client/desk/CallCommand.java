package org.parley.client.desk;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.parley.tlib.Dn;

/** What an agent wants of a voice call, as typed. */
sealed interface CallCommand extends Command {
  record Call(Dn dn) implements CallCommand {}

  /**
   * @param call its number; 0 for the one that can only be meant
   */
  record Answer(int call) implements CallCommand {}

  /** Sends away who calls. */
  record Reject(int call) implements CallCommand {}

  record Release(int call) implements CallCommand {}

  /** Ends the call for all. */
  record Clear(int call) implements CallCommand {}

  record Hold(int call) implements CallCommand {}

  record Retrieve(int call) implements CallCommand {}

  /**
   * Holds the call that is heard and goes back to another one.
   *
   * @param call the number of that one; 0 for the one that can only be meant
   */
  record Alternate(int call) implements CallCommand {}

  record Consult(Dn dn) implements CallCommand {}

  record Conference() implements CallCommand {}

  /** Completes the transfer to whom was consulted. */
  record Transfer() implements CallCommand {}

  /** Hands the call over without asking. */
  record TransferTo(Dn dn) implements CallCommand {}

  record Add(Dn dn) implements CallCommand {}

  /**
   * @param party as {@code calls} names it
   */
  record Drop(Dn party) implements CallCommand {}

  record Private(Dn party) implements CallCommand {}

  record Back(Dn party) implements CallCommand {}

  /**
   * @param party empty: oneself
   */
  record Mute(Optional<Dn> party, boolean muted) implements CallCommand {}

  record Keys(String digits) implements CallCommand {}

  record Calls() implements CallCommand {}

  /** The words that begin such a command, for completion. */
  List<String> WORDS =
      List.of(
          "call",
          "answer",
          "release",
          "clear",
          "hold",
          "retrieve",
          "alternate",
          "consult",
          "conference",
          "transfer",
          "add",
          "drop",
          "private",
          "back",
          "mute",
          "unmute",
          "keys",
          "calls");

  /** The command that these words are; empty: they are none about voice calls. */
  static Optional<Command> parse(String word, String rest) {
    return Optional.ofNullable(
        switch (word) {
          case "call" -> withDn(word, rest, Call::new);
          case "answer" -> withNumber(word, rest, Answer::new);
          case "release" -> withNumber(word, rest, Release::new);
          case "clear" -> withNumber(word, rest, Clear::new);
          case "hold" -> withNumber(word, rest, Hold::new);
          case "retrieve" -> withNumber(word, rest, Retrieve::new);
          case "alternate" -> withNumber(word, rest, Alternate::new);
          case "consult" -> withDn(word, rest, Consult::new);
          case "conference" -> rest.isEmpty() ? new Conference() : withDn(word, rest, Consult::new);
          case "transfer" -> rest.isEmpty() ? new Transfer() : withDn(word, rest, TransferTo::new);
          case "add" -> withDn(word, rest, Add::new);
          case "drop" -> withDn(word, rest, Drop::new);
          case "private" -> withDn(word, rest, Private::new);
          case "back" -> withDn(word, rest, Back::new);
          case "mute" -> mute(word, rest, true);
          case "unmute" -> mute(word, rest, false);
          case "keys" -> rest.isEmpty() ? new Wrong("keys <digits>") : new Keys(rest);
          case "calls" -> new Calls();
          default -> null;
        });
  }

  private static Command mute(String word, String rest, boolean muted) {
    return rest.isEmpty()
        ? new Mute(Optional.empty(), muted)
        : withDn(word, rest, dn -> new Mute(Optional.of(dn), muted));
  }

  private static Command withDn(String word, String rest, Function<Dn, Command> command) {
    try {
      return command.apply(new Dn(rest));
    } catch (IllegalArgumentException invalid) {
      return new Wrong(word + " <number>, for example: " + word + " 1002");
    }
  }

  private static Command withNumber(String word, String rest, IntFunction<Command> command) {
    try {
      return command.apply(rest.isEmpty() ? 0 : Integer.parseInt(rest));
    } catch (NumberFormatException invalid) {
      return new Wrong(word + " <number of a call>; see calls");
    }
  }
}
