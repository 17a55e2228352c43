package org.parley.sip.voice;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.voice.Target;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.sip.message.Answer;
import org.parley.tlib.Dn;

/**
 * What a caller is told while its call waits for an answer: 180 when it rings there, 183 when there
 * is something to hear, and again when that changes.
 */
final class Progress {
  private final Dn caller;
  private final AudioSession audio;
  private final AudioSession.Read.@Nullable Far offer;
  private boolean rang;
  private @Nullable AudioDescription heard;

  /**
   * @param offer of the caller; null: it makes none
   */
  Progress(Dn caller, AudioSession audio, AudioSession.Read.@Nullable Far offer) {
    this.caller = caller;
    this.audio = audio;
    this.offer = offer;
  }

  /** What is to be told now, if there is something new. */
  Optional<Answer> news(VoiceInteraction now) {
    if (offer != null && now.targetOf(caller) instanceof Target.Towards(AudioDescription there)) {
      return early(there, offer);
    }
    if (!rang && someoneRings(now)) {
      rang = true;
      return Optional.of(Answer.of(180, "Ringing").with("Allow", VoiceWorkspace.ALLOW));
    }
    return Optional.empty();
  }

  private Optional<Answer> early(AudioDescription there, AudioSession.Read.Far to) {
    if (there.equals(heard)) {
      return Optional.empty();
    }
    heard = there;
    rang = true;
    return Optional.of(
        Answer.of(183, "Session Progress")
            .with("Allow", VoiceWorkspace.ALLOW)
            .with(audio.saying(audio.answering(there, to))));
  }

  private boolean someoneRings(VoiceInteraction now) {
    return now.callsOf(caller).stream()
        .flatMap(call -> call.call().others(caller).stream())
        .anyMatch(party -> party.state().isAlerting());
  }
}
