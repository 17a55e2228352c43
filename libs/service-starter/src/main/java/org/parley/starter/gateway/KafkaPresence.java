package org.parley.starter.gateway;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.parley.eventlog.LogCodec;
import org.parley.starter.kafka.CompactedTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Says that this instance lives, and hears the others: beat by beat from the gateway thread, so an
 * instance whose thread hangs is not alive. Instances that beat before this one started are heard
 * at its start, as if they lived. The topic has to exist.
 *
 * @param <P> what a beat says
 */
public final class KafkaPresence<P> implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(KafkaPresence.class);

  /** Old beats go soon, or a start would read millions of them. */
  public static final Map<String, String> TOPIC_SETTINGS =
      Map.of(
          "cleanup.policy", "compact",
          "segment.ms", "600000",
          "min.cleanable.dirty.ratio", "0.1");

  /**
   * How one kind of instance beats.
   *
   * @param own name of this instance
   * @param every how long from one to the next
   * @param late a beat that comes after that says nothing any more, and is dropped
   * @param now what one says that is sent now
   */
  public record Beat<P>(String topic, String own, Duration every, Duration late, Supplier<P> now) {}

  private final GatewayThread thread;
  private final Beat<P> beat;
  private final Consumer<String> heard;
  private final Consumer<String> gone;
  private final FollowedTopic<P> topic;
  private volatile boolean beating;

  /**
   * @param heard told on the gateway thread of each beat, our own too: by whom
   * @param gone told who has said good-bye
   * @param startTimeout {@link #start} fails when the topic has not been read by then
   */
  public KafkaPresence(
      GatewayThread thread,
      Beat<P> beat,
      Consumer<String> heard,
      Consumer<String> gone,
      LogCodec<P> codec,
      Map<String, Object> client,
      Duration startTimeout) {
    this.thread = thread;
    this.beat = beat;
    this.heard = heard;
    this.gone = gone;
    this.topic =
        new FollowedTopic<>(
            beat.topic(), thread, codec, client, startTimeout, beat.late(), new Feed());
  }

  @Override
  public void start() {
    topic.start();
    beating = true;
    thread.execute(this::beat);
  }

  /** Says good-bye, so that the others need not wait until they miss it. */
  @Override
  public void stop() {
    beating = false;
    topic.silence();
    try {
      topic.put(beat.own(), null).get(1, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      log.warn("Could not say good-bye on {}: {}", beat.topic(), e.toString());
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
      topic.put(beat.own(), beat.now().get());
      thread.schedule(this::beat, beat.every().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private final class Feed implements CompactedTopic.Listener<P> {
    @Override
    public void onAll(Map<String, P> all, long next) {
      all.keySet().forEach(heard);
    }

    @Override
    public void onChanges(List<CompactedTopic.Change<P>> changes) {
      for (CompactedTopic.Change<P> change : changes) {
        if (change.value() == null) {
          gone.accept(change.key());
        } else {
          heard.accept(change.key());
        }
      }
    }
  }
}
