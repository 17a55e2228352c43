package org.parley.tlibgateway.site.kafka;

import io.micrometer.core.instrument.MeterRegistry;
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
import org.parley.eventlog.LogHealth;
import org.parley.eventlog.LogListener;
import org.parley.eventlog.LogReader;
import org.parley.eventlog.LogTopics;
import org.parley.eventlog.RecordPosition;
import org.parley.starter.json.ContractCodecs;
import org.parley.starter.metrics.MeteredLog;
import org.parley.tlibgateway.client.GatewayThread;
import org.parley.tlibgateway.client.News;
import org.parley.tlibgateway.client.Reception;

/** Reads all of the IM log and of the routing log of the site and tells {@link News}. */
public final class SiteReaders implements AutoCloseable {
  private static final LogTopics IM =
      new LogTopics(
          Topics.IM_COMMANDS, Topics.IM_EVENTS, Topics.IM_SNAPSHOTS, Topics.IM_DEAD_LETTERS);
  private static final LogTopics ROUTING =
      new LogTopics(
          Topics.ROUTING_COMMANDS,
          Topics.ROUTING_EVENTS,
          Topics.ROUTING_SNAPSHOTS,
          Topics.ROUTING_DEAD_LETTERS);

  private final HandOver handOver;
  private final LogReader<ImEvent, ImSession> im;
  private final LogReader<RoutingEvent, AgentDirectory> routing;

  public SiteReaders(
      Map<String, Object> client,
      ContractCodecs codecs,
      News news,
      Reception reception,
      GatewayThread thread,
      MeterRegistry meters) {
    this.handOver = new HandOver(thread, reception);
    this.im =
        new LogReader<>(
            client,
            IM,
            codecs.events(ImEvent.class),
            codecs.of(ImSession.class),
            ImSession::evolve,
            new ImNews(news),
            new MeteredLog(meters, "im"));
    this.routing =
        new LogReader<>(
            client,
            ROUTING,
            codecs.events(RoutingEvent.class),
            codecs.of(AgentDirectory.class),
            AgentDirectory::evolve,
            new RoutingNews(news),
            new MeteredLog(meters, "routing"));
  }

  public void start() {
    im.start();
    routing.start();
  }

  /** Done when the gateway thread has been handed everything there was at the start. */
  public CompletableFuture<Void> caughtUp() {
    return CompletableFuture.allOf(im.caughtUp(), routing.caughtUp())
        .thenCompose(_ -> {
          var told = new CompletableFuture<Void>();
          handOver.put(() -> told.complete(null));
          return told;
        });
  }

  /** By the name of the log. */
  public Map<String, LogHealth> health() {
    return Map.of("im", im.health(), "routing", routing.health());
  }

  /** From now on nobody is told anything. */
  public void silence() {
    handOver.close();
  }

  @Override
  public void close() {
    silence();
    im.close();
    routing.close();
  }

  private final class ImNews implements LogListener<ImEvent, ImSession> {
    private final News news;

    ImNews(News news) {
      this.news = news;
    }

    @Override
    public void onRestored(int partition, Map<String, ImSession> sessions) {
      handOver.put(() -> news.sessionsRestored(partition, sessions));
    }

    @Override
    public void onRecord(
        String key,
        @Nullable ImSession before,
        List<ImEvent> events,
        @Nullable ImSession after,
        RecordPosition position) {
      handOver.put(() ->
          news.sessionChanged(position.partition(), key, before, events, after, position.time()));
    }
  }

  private final class RoutingNews implements LogListener<RoutingEvent, AgentDirectory> {
    private final News news;

    RoutingNews(News news) {
      this.news = news;
    }

    @Override
    public void onRestored(int partition, Map<String, AgentDirectory> directories) {
      AgentDirectory agents = directories.getOrDefault(Topics.ROUTING_KEY, AgentDirectory.empty());
      handOver.put(() -> news.agentsRestored(agents));
    }

    @Override
    public void onRecord(
        String key,
        @Nullable AgentDirectory before,
        List<RoutingEvent> events,
        @Nullable AgentDirectory after,
        RecordPosition position) {
      handOver.put(() ->
          news.agentsChanged(
              Objects.requireNonNullElse(before, AgentDirectory.empty()),
              events,
              Objects.requireNonNullElse(after, AgentDirectory.empty()),
              position.time()));
    }
  }
}
