package org.parley.tlibgateway.site.kafka;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.parley.contracts.Topics;
import org.parley.contracts.im.ImCommand;
import org.parley.contracts.routing.RoutingCommand;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.starter.gateway.PromptSender;
import org.parley.starter.json.ContractCodecs;
import org.parley.tlibgateway.client.Commands;

/** Sends commands straight from the gateway thread, by what they are about. */
public final class KafkaCommands implements Commands, AutoCloseable {
  private final PromptSender<ImCommand> im;
  private final PromptSender<RoutingCommand> routing;
  private final PromptSender<VoiceCommand> voice;

  public KafkaCommands(Map<String, Object> client, ContractCodecs codecs) {
    this.im = new PromptSender<>(client, Topics.IM_COMMANDS, codecs.of(ImCommand.class));
    this.routing =
        new PromptSender<>(client, Topics.ROUTING_COMMANDS, codecs.of(RoutingCommand.class));
    this.voice = new PromptSender<>(client, Topics.VOICE_COMMANDS, codecs.of(VoiceCommand.class));
  }

  /**
   * Completes when the topics are known that every site has: a send before that would fail rather
   * than wait.
   */
  public CompletableFuture<Void> prepared() {
    return CompletableFuture.allOf(im.prepared(), routing.prepared());
  }

  /** The same for voice. */
  public CompletableFuture<Void> voicePrepared() {
    return voice.prepared();
  }

  @Override
  public CompletionStage<?> send(ImCommand command) {
    return im.send(command.connId().interaction().toString(), command);
  }

  @Override
  public CompletionStage<?> send(RoutingCommand command) {
    return routing.send(Topics.ROUTING_KEY, command);
  }

  @Override
  public CompletionStage<?> send(VoiceCommand command) {
    return voice.send(command.connId().interaction().toString(), command);
  }

  @Override
  public void close() {
    im.close();
    routing.close();
    voice.close();
  }
}
