package org.parley.conference.call.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceEvent;

/**
 * Counts what is decided: {@code parley.voice.calls.begun}, {@code parley.voice.calls.ended} by
 * cause, {@code parley.voice.private.begun}, {@code parley.voice.private.failed}, {@code
 * parley.voice.refusals} by code, {@code parley.voice.trouble} by kind. After a crash the last few
 * decisions are taken, and counted, again.
 */
final class VoiceCounts implements BiConsumer<VoiceCommand, List<VoiceEvent>> {
  private final MeterRegistry meters;

  VoiceCounts(MeterRegistry meters) {
    this.meters = meters;
  }

  @Override
  public void accept(VoiceCommand command, List<VoiceEvent> events) {
    if (command instanceof VoiceCommand.Complain complaint) {
      count("parley.voice.trouble", "kind", complaint.trouble());
    }
    events.forEach(this::count);
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
}
