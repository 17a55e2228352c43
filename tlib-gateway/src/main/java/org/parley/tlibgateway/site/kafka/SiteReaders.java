package org.parley.tlibgateway.site.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.Topics;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImSession;
import org.parley.contracts.routing.AgentDirectory;
import org.parley.contracts.routing.RoutingEvent;
import org.parley.contracts.sip.SipBinding;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.eventlog.LogHealth;
import org.parley.eventlog.LogListener;
import org.parley.eventlog.LogTopics;
import org.parley.eventlog.RecordPosition;
import org.parley.starter.gateway.FollowedLog;
import org.parley.starter.gateway.GatewayThread;
import org.parley.starter.gateway.HandOver;
import org.parley.starter.json.ContractCodecs;
import org.parley.starter.kafka.CompactedTopic;
import org.parley.starter.kafka.CompactedTopic.Change;
import org.parley.starter.metrics.MeteredLog;
import org.parley.tlibgateway.client.News;
import org.parley.tlibgateway.client.Reception;
import org.parley.tlibgateway.client.ServiceNews;

/**
 * Reads all of the IM log, the voice log and the routing log of the site and tells {@link News},
 * and the SIP registrations, and tells {@link ServiceNews}.
 */
public final class SiteReaders implements AutoCloseable {
  private static final LogTopics IM =
      new LogTopics(
          Topics.IM_COMMANDS, Topics.IM_EVENTS, Topics.IM_SNAPSHOTS, Topics.IM_DEAD_LETTERS);
  private static final LogTopics VOICE =
      new LogTopics(
          Topics.VOICE_COMMANDS,
          Topics.VOICE_EVENTS,
          Topics.VOICE_SNAPSHOTS,
          Topics.VOICE_DEAD_LETTERS);
  private static final LogTopics ROUTING =
      new LogTopics(
          Topics.ROUTING_COMMANDS,
          Topics.ROUTING_EVENTS,
          Topics.ROUTING_SNAPSHOTS,
          Topics.ROUTING_DEAD_LETTERS);

  private final HandOver handOver;
  private final FollowedLog<ImEvent, ImSession> im;
  private final FollowedLog<VoiceEvent, VoiceInteraction> voice;
  private final FollowedLog<RoutingEvent, AgentDirectory> routing;
  private final CompactedTopic<SipBinding> bindings;

  public SiteReaders(
      Map<String, Object> client,
      ContractCodecs codecs,
      News news,
      ServiceNews services,
      Reception reception,
      GatewayThread thread,
      MeterRegistry meters) {
    this.handOver = new HandOver(thread, reception::settle);
    this.im =
        new FollowedLog<>(
            client,
            IM,
            codecs.events(ImEvent.class),
            codecs.of(ImSession.class),
            ImSession::evolve,
            handOver,
            new ImNews(news),
            new MeteredLog(meters, "im"));
    this.voice =
        new FollowedLog<>(
            client,
            VOICE,
            codecs.events(VoiceEvent.class),
            codecs.of(VoiceInteraction.class),
            VoiceInteraction::evolve,
            handOver,
            new VoiceNews(news),
            new MeteredLog(meters, "voice"));
    this.routing =
        new FollowedLog<>(
            client,
            ROUTING,
            codecs.events(RoutingEvent.class),
            codecs.of(AgentDirectory.class),
            AgentDirectory::evolve,
            handOver,
            new RoutingNews(news),
            new MeteredLog(meters, "routing"));
    this.bindings =
        new CompactedTopic<>(
            Topics.SIP_BINDINGS,
            codecs.of(SipBinding.class),
            client,
            Duration.ZERO,
            new BindingNews(services, handOver));
  }

  public void start() {
    im.start();
    voice.start();
    routing.start();
    bindings.begin(); // nobody waits for it: a site may do without SIP
  }

  /** Done when the gateway thread has been told everything there was at the start. */
  public CompletableFuture<Void> caughtUp() {
    return CompletableFuture.allOf(im.caughtUp(), routing.caughtUp());
  }

  /** The same for voice, which a site may do without. */
  public CompletableFuture<Void> voiceCaughtUp() {
    return voice.caughtUp();
  }

  /** Whether there is a voice log, as soon as that is known. */
  public CompletableFuture<Boolean> hasVoice() {
    return voice.isThere();
  }

  /** By the name of the log. */
  public Map<String, LogHealth> health() {
    return Map.of("im", im.health(), "voice", voice.health(), "routing", routing.health());
  }

  /** From now on nobody is told anything. */
  public void silence() {
    handOver.close();
  }

  @Override
  public void close() {
    silence();
    im.close();
    voice.close();
    routing.close();
    bindings.stop();
  }

  private record ImNews(News news) implements LogListener<ImEvent, ImSession> {
    @Override
    public void onRestored(int partition, Map<String, ImSession> sessions) {
      news.sessionsRestored(partition, sessions);
    }

    @Override
    public void onRecord(
        String key,
        @Nullable ImSession before,
        List<ImEvent> events,
        @Nullable ImSession after,
        RecordPosition position) {
      news.sessionChanged(position.partition(), key, before, events, after, position.time());
    }
  }

  private record VoiceNews(News news) implements LogListener<VoiceEvent, VoiceInteraction> {
    @Override
    public void onRestored(int partition, Map<String, VoiceInteraction> interactions) {
      news.voiceRestored(partition, interactions);
    }

    @Override
    public void onRecord(
        String key,
        @Nullable VoiceInteraction before,
        List<VoiceEvent> events,
        @Nullable VoiceInteraction after,
        RecordPosition position) {
      news.voiceChanged(position.partition(), key, before, events, after, position.time());
    }
  }

  private record BindingNews(ServiceNews services, HandOver handOver)
      implements CompactedTopic.Listener<SipBinding> {
    @Override
    public void onAll(Map<String, SipBinding> all, long next) {
      handOver.put(() -> services.bindingsRestored(all));
    }

    @Override
    public void onChanges(List<Change<SipBinding>> changes) {
      handOver.put(
          () -> changes.forEach(change -> services.bindingChanged(change.key(), change.value())));
    }
  }

  private record RoutingNews(News news) implements LogListener<RoutingEvent, AgentDirectory> {
    @Override
    public void onRestored(int partition, Map<String, AgentDirectory> directories) {
      news.agentsRestored(directories.getOrDefault(Topics.ROUTING_KEY, AgentDirectory.empty()));
    }

    @Override
    public void onRecord(
        String key,
        @Nullable AgentDirectory before,
        List<RoutingEvent> events,
        @Nullable AgentDirectory after,
        RecordPosition position) {
      news.agentsChanged(
          Objects.requireNonNullElse(before, AgentDirectory.empty()),
          events,
          Objects.requireNonNullElse(after, AgentDirectory.empty()),
          position.time());
    }
  }
}
