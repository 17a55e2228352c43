package org.parley.tlibgateway.client;

import java.util.concurrent.CompletionStage;
import org.parley.contracts.im.ImCommand;
import org.parley.contracts.routing.RoutingCommand;
import org.parley.contracts.voice.VoiceCommand;

/**
 * The way to the services that decide. Never waits: what cannot be sent now fails now. Completes on
 * any thread.
 */
public interface Commands {
  CompletionStage<?> send(ImCommand command);

  CompletionStage<?> send(RoutingCommand command);

  CompletionStage<?> send(VoiceCommand command);
}
