package org.parley.media.host.kafka;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.parley.contracts.Topics;
import org.parley.contracts.media.MediaServerPresence;
import org.parley.eventlog.LogCodec;
import org.parley.media.host.Presence;
import org.parley.starter.gateway.FollowedTopic;
import org.parley.starter.gateway.GatewayThread;
import org.parley.starter.kafka.CompactedTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Two beats a second, from the gateway thread: an instance whose thread hangs is not alive.
 * Instances that beat before this one started count as alive until they have been silent for long
 * enough. The topic has to exist.
 */
public final class KafkaPresence implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(KafkaPresence.class);
  private static final long BEAT_MILLIS = 500;

  /** A beat that comes later says nothing any more. */
  private static final Duration DELIVERY = Presence.SILENCE;

  /** Old beats go soon, or a start would read millions of them. */
  public static final Map<String, String> TOPIC_SETTINGS =
      Map.of(
          "cleanup.policy", "compact",
          "segment.ms", "600000",
          "min.cleanable.dirty.ratio", "0.1");

  private final GatewayThread thread;
  private final Presence presence;
  private final InstantSource clock;
  private final FollowedTopic<MediaServerPresence> topic;
  private volatile boolean beating;

  public KafkaPresence(
      GatewayThread thread,
      Presence presence,
      InstantSource clock,
      LogCodec<MediaServerPresence> codec,
      Map<String, Object> client,
      Duration startTimeout) {
    this.thread = thread;
    this.presence = presence;
    this.clock = clock;
    this.topic =
        new FollowedTopic<>(
            Topics.MEDIA_SERVERS, thread, codec, client, startTimeout, DELIVERY, new Feed());
  }

  @Override
  public void start() {
    topic.start();
    beating = true;
    thread.execute(this::beat);
  }

  /** Says good-bye, so that the others take its rooms at once. */
  @Override
  public void stop() {
    beating = false;
    topic.silence();
    try {
      topic.put(presence.own(), null).get(1, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      log.warn("Could not say good-bye to the other media-servers: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    topic.stop();
  }

  @Override
  public boolean isRunning() {
    return topic.isRunning();
  }

  @Override
  public int getPhase() {
    return topic.getPhase();
  }

  private void beat() {
    if (beating) {
      topic.put(presence.own(), new MediaServerPresence(presence.own(), clock.instant()));
      thread.schedule(this::beat, BEAT_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private final class Feed implements CompactedTopic.Listener<MediaServerPresence> {
    @Override
    public void onAll(Map<String, MediaServerPresence> all, long next) {
      all.keySet().forEach(presence::heard);
    }

    @Override
    public void onChanges(List<CompactedTopic.Change<MediaServerPresence>> changes) {
      for (CompactedTopic.Change<MediaServerPresence> change : changes) {
        if (change.value() == null) {
          presence.gone(change.key());
        } else {
          presence.heard(change.key());
        }
      }
    }
  }
}
