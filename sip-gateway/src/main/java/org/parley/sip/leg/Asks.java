package org.parley.sip.leg;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.parley.contracts.Origin;
import org.parley.contracts.Refusal;
import org.parley.contracts.im.ImCommand.FromClient;
import org.parley.contracts.im.ImCommand.ReportUndelivered;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImSession;
import org.parley.sip.line.Timers;
import org.parley.sip.line.Timers.Cancellable;

/** Commands whose outcome somebody waits for, or which must at least get through. */
final class Asks {
  static final Duration PATIENCE = Duration.ofSeconds(10);
  static final Duration MEMORY = Duration.ofSeconds(60);
  static final int MAX_OPEN = 10_000;
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration MAX_RETRY = Duration.ofSeconds(10);

  /** What became of a command. */
  sealed interface Outcome {
    record Done(ImEvent event) implements Outcome {}

    record Refused(Refusal refusal) implements Outcome {}

    /** It could not be sent, or too many are under way. */
    record NotSent() implements Outcome {}

    /** There is no answer in the log yet. One of the others may still follow, once. */
    record NoAnswerYet() implements Outcome {}
  }

  private record Open(Consumer<Outcome> told, Cancellable patience, Cancellable memory) {}

  private final String running;
  private final Commands commands;
  private final Timers timers;
  private final Sessions sessions;
  private final Map<Integer, Open> open = new HashMap<>();
  private int references;

  Asks(Ports ports, Sessions sessions) {
    this.running = ports.running();
    this.commands = ports.commands();
    this.timers = ports.timers();
    this.sessions = sessions;
  }

  /**
   * Sends a command and tells what became of it.
   *
   * @param connection number of the leg
   */
  void ask(long connection, Function<Origin, FromClient> command, Consumer<Outcome> told) {
    if (open.size() >= MAX_OPEN) {
      told.accept(new Outcome.NotSent());
      return;
    }
    int reference = nextReference();
    open.put(
        reference,
        new Open(
            told,
            timers.after(PATIENCE, () -> told.accept(new Outcome.NoAnswerYet())),
            timers.after(MEMORY, () -> close(reference, new Outcome.NotSent()))));
    commands.send(
        command.apply(new Origin(running, connection, reference)),
        () -> close(reference, new Outcome.NotSent()));
  }

  /**
   * Sends a command that must get through, and whose outcome nobody waits for: again and again,
   * until it is sent or the session has no use for it.
   */
  void tell(long connection, Function<Origin, FromClient> command) {
    tell(connection, command, RETRY);
  }

  private void tell(long connection, Function<Origin, FromClient> command, Duration delay) {
    FromClient sent = command.apply(new Origin(running, connection, nextReference()));
    commands.send(sent, () -> timers.after(delay, () -> again(connection, command, sent, delay)));
  }

  private void again(
      long connection, Function<Origin, FromClient> command, FromClient sent, Duration delay) {
    boolean useful =
        switch (sessions.get(sent.connId())) {
          case null -> false;
          case ImSession.Ended _ -> sent instanceof ReportUndelivered;
          case ImSession.Establishing _, ImSession.Connected _ -> true;
        };
    if (useful) {
      Duration twice = delay.multipliedBy(2);
      tell(connection, command, twice.compareTo(MAX_RETRY) > 0 ? MAX_RETRY : twice);
    }
  }

  private int nextReference() {
    references = references == Integer.MAX_VALUE ? 1 : references + 1;
    return references;
  }

  /** An event that was read with that origin. */
  void read(Origin origin, ImEvent event) {
    if (origin.gateway().equals(running)) {
      close(
          origin.referenceId(),
          event instanceof ImEvent.Refused refused
              ? new Outcome.Refused(refused.refusal())
              : new Outcome.Done(event));
    }
  }

  private void close(int reference, Outcome outcome) {
    Open ask = open.remove(reference);
    if (ask != null) {
      ask.patience().cancel();
      ask.memory().cancel();
      ask.told().accept(outcome);
    }
  }

  /** How many wait for their outcome. */
  int open() {
    return open.size();
  }
}
