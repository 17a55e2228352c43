package org.parley.sip.voice;

import java.time.Duration;
import org.parley.contracts.voice.VoiceCommand.FromEndpoint;
import org.parley.sip.line.Timers;

/**
 * Sends commands that must get through: again and again, until they are sent or nobody has a use
 * for them. What comes of them is seen in the state.
 */
final class Teller {
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration MAX_RETRY = Duration.ofSeconds(10);

  private final VoiceCommands commands;
  private final Timers timers;
  private final Interactions interactions;

  Teller(VoiceCommands commands, Timers timers, Interactions interactions) {
    this.commands = commands;
    this.timers = timers;
    this.interactions = interactions;
  }

  void tell(VoiceHead head, FromEndpoint command) {
    tell(head, command, RETRY);
  }

  private void tell(VoiceHead head, FromEndpoint command, Duration delay) {
    Duration twice = delay.multipliedBy(2);
    Duration next = twice.compareTo(MAX_RETRY) > 0 ? MAX_RETRY : twice;
    commands.send(
        command,
        () ->
            timers.after(
                delay,
                () -> {
                  if (interactions.has(head)) {
                    tell(head, command, next);
                  }
                }));
  }

  /**
   * Sends it once.
   *
   * @param failed told when it could not be sent
   */
  void ask(FromEndpoint command, Runnable failed) {
    commands.send(command, failed);
  }
}
