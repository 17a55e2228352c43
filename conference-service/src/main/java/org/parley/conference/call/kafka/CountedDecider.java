package org.parley.conference.call.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.eventlog.CommandPosition;
import org.parley.eventlog.Deadline;
import org.parley.eventlog.Decider;

/**
 * Counts what is decided: {@code parley.voice.calls.begun}, {@code parley.voice.calls.ended} by
 * cause, {@code parley.voice.private.begun}, {@code parley.voice.private.failed}, {@code
 * parley.voice.refusals} by code, {@code parley.voice.trouble} by kind. After a crash the last few
 * decisions are taken, and counted, again.
 */
final class CountedDecider implements Decider<VoiceCommand, VoiceEvent, VoiceInteraction> {
  private final Decider<VoiceCommand, VoiceEvent, VoiceInteraction> decider;
  private final MeterRegistry meters;

  CountedDecider(
      Decider<VoiceCommand, VoiceEvent, VoiceInteraction> decider, MeterRegistry meters) {
    this.decider = decider;
    this.meters = meters;
  }

  @Override
  public List<VoiceEvent> decide(
      @Nullable VoiceInteraction interaction, VoiceCommand command, CommandPosition at) {
    List<VoiceEvent> events = decider.decide(interaction, command, at);
    if (command instanceof VoiceCommand.Complain complaint) {
      count("parley.voice.trouble", "kind", complaint.trouble());
    }
    events.forEach(this::count);
    return events;
  }

  private void count(VoiceEvent event) {
    switch (event) {
      case VoiceEvent.Dialed _ -> meters.counter("parley.voice.calls.begun").increment();
      case VoiceEvent.CallReleased e -> count("parley.voice.calls.ended", "cause", e.cause());
      case VoiceEvent.ListenDisconnected _ ->
          meters.counter("parley.voice.private.begun").increment();
      case VoiceEvent.ListenDisconnectFailed _ ->
          meters.counter("parley.voice.private.failed").increment();
      case VoiceEvent.Refused e -> count("parley.voice.refusals", "code", e.refusal().error());
      default -> {}
    }
  }

  private void count(String name, String tag, Enum<?> value) {
    meters.counter(name, tag, value.name().toLowerCase(Locale.ROOT)).increment();
  }

  @Override
  public @Nullable VoiceInteraction evolve(
      @Nullable VoiceInteraction interaction, VoiceEvent event) {
    return decider.evolve(interaction, event);
  }

  @Override
  public List<Deadline<VoiceCommand>> deadlines(VoiceInteraction interaction) {
    return decider.deadlines(interaction);
  }
}
