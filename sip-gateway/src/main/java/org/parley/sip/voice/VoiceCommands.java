package org.parley.sip.voice;

import org.parley.contracts.voice.VoiceCommand;

/** The way to conference-service. Never waits. */
public interface VoiceCommands {
  /**
   * Sends it after those sent before about the same interaction.
   *
   * @param failed told on the gateway thread when it could not be sent; it may have had its effect
   *     all the same
   */
  void send(VoiceCommand command, Runnable failed);
}
